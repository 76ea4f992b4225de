package data

import (
	"context"
	"database/sql"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
)

// PrivateName is somebody whom a free text may name: a customer or a colleague.
type PrivateName struct {
	Kind string `col:"kind"` // customer, person
	Name string `col:"known_name"`
}

// masker hides in free texts who and what has no place in a report: customers become 张*, telephone
// numbers 138****1234, and numbers of identity cards, policies and accounts go. Fields that hold what
// somebody wrote carry the tag `free`; file paths, sheets and cells do not, because they lead back to the
// workbook and must stay exact.
type masker struct{ names *strings.Replacer }

// newMasker knows the customers. A colleague's name stands for itself, so that a customer's name inside
// it is left alone.
func newMasker(names []PrivateName) *masker {
	words := map[string]string{}
	for _, name := range names {
		switch {
		case name.Kind == "person":
			words[name.Name] = name.Name
		case words[name.Name] != name.Name && !isCommonWord(name.Name):
			words[name.Name] = string([]rune(name.Name)[:1]) + "*"
		}
	}
	return &masker{names: Replacer(words)}
}

// Replacer replaces words by others, the longest first where several begin at one place.
func Replacer(words map[string]string) *strings.Replacer {
	order := make([]string, 0, len(words))
	for word := range words {
		if word != "" {
			order = append(order, word)
		}
	}
	slices.SortFunc(order, func(a, b string) int {
		if len(a) != len(b) {
			return len(b) - len(a)
		}
		return strings.Compare(a, b)
	})
	pairs := make([]string, 0, 2*len(order))
	for _, word := range order {
		pairs = append(pairs, word, words[word])
	}
	return strings.NewReplacer(pairs...)
}

// isCommonWord tells what people write into the column of the customer without meaning a name: masking
// it would eat every sentence about customers.
func isCommonWord(name string) bool {
	return slices.Contains([]string{"客户", "老客户", "新客户", "准客户", "大客户", "意向客户", "顾客", "储户", "先生", "女士", "老师",
		"网点", "银行", "柜员", "主任", "行长", "经理", "家属", "朋友", "同事", "亲戚", "邻居", "企业", "公司", "单位", "员工", "保险", "保费"}, name)
}

// digits are runs of digits, half or full width, telephone numbers with gaps, and the X that ends a
// number of an identity card.
var digits = regexp.MustCompile(`(?:\+?86[ -]?)?1[3-9][0-9][ -][0-9]{4}[ -][0-9]{4}|0[0-9]{2,3}-[0-9]{7,8}|[0-9０-９]{7,}[XxＸｘ]?`)

// text masks one free text.
func (m *masker) text(text string) string {
	if text == "" {
		return text
	}
	text = m.names.Replace(text)
	at := 0
	var out strings.Builder
	for _, found := range digits.FindAllStringIndex(text, -1) {
		out.WriteString(text[at:found[0]])
		out.WriteString(maskNumber(text[found[0]:found[1]], text[found[1]:]))
		at = found[1]
	}
	if at == 0 {
		return text
	}
	return out.String() + text[at:]
}

// maskNumber gives what stands for a long number; after is the text behind it.
func maskNumber(number, after string) string {
	plain := strings.Map(func(r rune) rune {
		switch {
		case r >= '0' && r <= '9':
			return r
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		}
		return -1
	}, number)
	if len(plain) == 13 && strings.HasPrefix(plain, "861") {
		plain = plain[2:]
	}
	isLandline := strings.Contains(number, "-")
	switch {
	case len(plain) == 11 && plain[0] == '1' && plain[1] >= '3':
		return plain[:3] + "****" + plain[7:]
	case len(plain) >= 11 || isLandline:
		return "***"
	case isDay(plain) || isAmount(after):
		return number
	}
	return "***"
}

// isDay tells a day such as 20260305 from a number of somebody.
func isDay(plain string) bool {
	return len(plain) == 8 && (plain[:2] == "20" || plain[:2] == "19") && plain[4:6] >= "01" && plain[4:6] <= "12" && plain[6:] >= "01" && plain[6:] <= "31"
}

// isAmount tells by what follows that a number counts something.
func isAmount(after string) bool {
	after = strings.TrimLeft(after, " ")
	for _, unit := range []string{"元", "万", "件", "%", ".", "人", "户", "次"} {
		if strings.HasPrefix(after, unit) {
			return true
		}
	}
	return false
}

// freeFields are the places of a row type's free texts.
func freeFields(row reflect.Type) []int {
	var out []int
	for i := range row.NumField() {
		if _, free := row.Field(i).Tag.Lookup("free"); free {
			out = append(out, i)
		}
	}
	return out
}

// loadNames reads whom texts may name. Marts of an earlier version do not say; then only numbers are
// masked.
func (l *loader) loadNames(ctx context.Context, conn *sql.Conn) []PrivateName {
	if l.err != nil {
		return nil
	}
	const relation = "report.rpt_private_name"
	names, err := readOptional[PrivateName](ctx, conn, relation, "kind, known_name", l.columns[relation])
	if err != nil {
		l.err = fmt.Errorf("names to mask: %w", err)
		return nil
	}
	l.mask = newMasker(names)
	return names
}

// masked masks the free texts of rows.
func masked[T any](m *masker, rows []T) []T {
	fields := freeFields(reflect.TypeFor[T]())
	if m == nil || len(fields) == 0 {
		return rows
	}
	for i := range rows {
		value := reflect.ValueOf(&rows[i]).Elem()
		for _, field := range fields {
			text := value.Field(field)
			text.SetString(m.text(text.String()))
		}
	}
	return rows
}
