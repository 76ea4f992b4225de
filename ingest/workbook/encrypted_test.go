package workbook

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"aqs/ingest/issue"
)

func TestPasswords(t *testing.T) {
	whole := manyOptions(t)
	locked, err := excelize.Encrypt(whole, &excelize.Options{Password: "开门2026"})
	must(t, err)
	read := func(passwords ...string) (*Book, error) {
		return Parse(context.Background(), locked, Limits{Passwords: passwords})
	}
	for _, wrong := range [][]string{nil, {"x"}, {"", "开门"}} {
		var known *ReadError
		if book, err := read(wrong...); !errors.As(err, &known) || known.Code != issue.FileEncrypted || book != nil {
			t.Errorf("%v: %v", wrong, err)
		}
	}
	book, err := read("x", "开门2026")
	must(t, err)
	if dumpBook(book) != dumpOf(t, whole) {
		t.Error("the decrypted workbook reads otherwise than the plain one")
	}
	// The limits are written into the warehouse and into logs.
	for _, format := range []string{"%v", "%+v", "%#v", "%s"} {
		limits := Limits{Passwords: Passwords{"开门2026"}}
		if text := fmt.Sprintf(format, limits); strings.Contains(text, "2026") || strings.Contains(text, fmt.Sprintf("%x", "2026")) {
			t.Errorf("%s shows the password: %s", format, text)
		}
	}
}
