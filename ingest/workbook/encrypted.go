package workbook

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"aqs/ingest/issue"
)

// Passwords are tried on workbooks that need one to be opened. They are kept out of logs and of
// the warehouse.
type Passwords []string

// String says how many there are, with eight bits of a hash: enough for a run to notice that they
// changed, too little to test a guess.
func (p Passwords) String() string {
	if len(p) == 0 {
		return "none"
	}
	sum := sha256.Sum256([]byte(strings.Join(p, "\x00")))
	return fmt.Sprintf("%d (%02x)", len(p), sum[0])
}

// GoString says no more than String.
func (p Passwords) GoString() string { return p.String() }

// parseEncrypted opens an encrypted package ([MS-OFFCRYPTO] 2.3) with the first password that
// fits, and reads what is inside like any other package.
func parseEncrypted(ctx context.Context, data []byte, limits Limits) (*Book, error) {
	for _, password := range limits.Passwords {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		plain, err := excelize.Decrypt(data, &excelize.Options{Password: password})
		if err == nil && bytes.HasPrefix(plain, []byte("PK\x03\x04")) {
			return parseXLSX(ctx, plain, limits)
		}
	}
	refused := &ReadError{Code: issue.FileEncrypted}
	if len(limits.Passwords) > 0 {
		refused.Detail = "配置的密码都不对"
	}
	return nil, refused
}
