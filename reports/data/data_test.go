package data

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"aqs/internal/warehouse"
)

func open(t *testing.T, statements string) *warehouse.Session {
	t.Helper()
	session, err := warehouse.Open(context.Background(), warehouse.Config{Threads: 1},
		warehouse.Attachment{Name: "marts", Path: filepath.Join(t.TempDir(), "marts.duckdb")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := session.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := session.Exec(context.Background(), "create schema report; "+statements); err != nil {
		t.Fatal(err)
	}
	return session
}

// A model may count in any number type; NULL numbers stay absent, NULL text becomes empty.
func TestReadAllTypes(t *testing.T) {
	session := open(t, `create table report.rpt_ledger as
		select 2 as ord, 'b' as fate, 'B' as fate_name, null as code, null as code_name, 12::hugeint as rows
		union all select 1, 'a', 'A', 'E', 'e', null`)
	rows, err := readAll[LedgerLine](context.Background(), session.Conn(), "report.rpt_ledger", "ord")
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 2 || rows[0].Fate != "a" || rows[0].Rows.OK || rows[1].Rows != Of(12) || rows[1].Code != "" {
		t.Errorf("got %+v", rows)
	}
}

func TestReadRefusesNotFinite(t *testing.T) {
	session := open(t, `create table report.rpt_ledger as
		select 1 as ord, '' as fate, '' as fate_name, '' as code, '' as code_name, 'nan'::double as rows`)
	_, err := readAll[LedgerLine](context.Background(), session.Conn(), "report.rpt_ledger", "ord")
	if err == nil || !strings.Contains(err.Error(), "report.rpt_ledger") {
		t.Errorf("got %v, want an error that names the relation", err)
	}
}

func TestReadNamesTheMissingColumn(t *testing.T) {
	session := open(t, "create table report.rpt_ledger (ord bigint)")
	_, err := readAll[LedgerLine](context.Background(), session.Conn(), "report.rpt_ledger", "ord")
	if err == nil || !strings.Contains(err.Error(), "fate") {
		t.Errorf("got %v, want an error that names the column", err)
	}
}
