package transform

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"aqs/internal/calendar"
	"aqs/internal/warehouse"
)

func TestQueryReadsBothFiles(t *testing.T) {
	raw := writeRaw(t, rawTables{"file": {{"file_id": "f", "path": "a.xlsx", "status": "loaded", "rows_total": 0}}})
	marts := filepath.Join(t.TempDir(), "marts.duckdb")
	if _, err := Run(context.Background(), Options{RawPath: raw, MartsPath: marts, AsOf: calendar.Date(2026, time.March, 31)}); err != nil {
		t.Fatal(err)
	}
	result, err := Query(context.Background(), raw, marts,
		"select path, as_of_on from raw.file cross join report.rpt_run where ncdf(0) = 0.5 or true")
	if err != nil {
		t.Fatal(err)
	}
	if len(result.Rows) != 1 || result.Rows[0][0] != "a.xlsx" || result.Rows[0][1] != calendar.Date(2026, time.March, 31) {
		t.Errorf("rows %v", result.Rows)
	}
	// Without marts the raw tables still answer.
	if _, err := Query(context.Background(), raw, marts+".absent", "select count(*) from raw.file"); err != nil {
		t.Error(err)
	}
	if _, err := Query(context.Background(), raw+".absent", marts+".absent", "select 1"); !errors.Is(err, warehouse.ErrMissing) {
		t.Errorf("no file: %v", err)
	}
}

func TestQueryReachesNothingElse(t *testing.T) {
	raw := writeRaw(t, rawTables{"file": {{"file_id": "f", "path": "a.xlsx", "status": "loaded"}}})
	dir := t.TempDir()
	secret := filepath.Join(dir, "secret.csv")
	if err := os.WriteFile(secret, []byte("a,b\n1,2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{
		"select * from '" + secret + "'",
		"select * from read_csv('" + secret + "')",
		"select * from read_text('/etc/hostname')",
		"select * from glob('/etc/*')",
		"copy (select 1) to '" + filepath.Join(dir, "out.csv") + "'",
		"attach '" + filepath.Join(dir, "x.duckdb") + "' as x",
		"install httpfs", "load httpfs",
		"set enable_external_access = true", "reset lock_configuration",
		"delete from raw.file", "update raw.file set path = ''", "insert into raw.file (path) values ('x')",
		"drop table raw.file", "create table t as select 1", "create table memory.main.t as select 1",
		"select 1; delete from raw.file", "select 1; select 2", "export database '" + dir + "'", "checkpoint", "",
		"call pragma_version()", "detach raw", "use memory",
		"explain analyze delete from raw.file",
	} {
		if result, err := Query(context.Background(), raw, filepath.Join(dir, "absent"), text); err == nil {
			t.Errorf("%q ran: %v", text, result.Rows)
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != 1 {
		t.Errorf("files were made: %v", entries)
	}
	result, err := Query(context.Background(), raw, "", "select count(*) from raw.file")
	if err != nil || result.Rows[0][0] != int64(1) {
		t.Errorf("raw.file changed: %v %v", result, err)
	}
}
