package ingest

import (
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"aqs/ingest/record"
	"aqs/sql"
)

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// Every record struct has the columns of its table, in order and with a fitting type.
func TestRecordsHaveTheColumnsOfTheSchema(t *testing.T) {
	tables := schemaColumns(t)
	batch := reflect.TypeOf(record.Batch{})
	for i, table := range recordTables(&record.Batch{}) {
		var got []string
		flatten(batch.Field(i).Type.Elem(), &got)
		if want := tables[table.table()]; strings.Join(got, ", ") != strings.Join(want, ", ") {
			t.Errorf("%s:\nrecord %v\nschema %v", table.table(), got, want)
		}
	}
	known := map[string]bool{"meta": true, "issue_history": true} // not of one file
	for _, name := range fileTables() {
		known[name] = true
	}
	for name := range tables {
		if !known[name] {
			t.Errorf("nobody writes or deletes table %s", name)
		}
	}
	if batch.NumField() != len(recordTables(&record.Batch{})) {
		t.Errorf("record.Batch has %d kinds, %d tables are written", batch.NumField(), len(recordTables(&record.Batch{})))
	}
}

func schemaColumns(t *testing.T) map[string][]string {
	t.Helper()
	text, err := sql.Files.ReadFile("schema/raw.sql")
	must(t, err)
	bare := regexp.MustCompile(`--[^\n]*`).ReplaceAllString(string(text), "")
	tables := map[string][]string{}
	for _, match := range regexp.MustCompile(`(?s)create table if not exists (\w+) \((.*?)\);`).FindAllStringSubmatch(bare, -1) {
		for _, column := range strings.Split(match[2], ",") {
			tables[match[1]] = append(tables[match[1]], strings.Join(strings.Fields(column), " "))
		}
	}
	return tables
}

func flatten(of reflect.Type, columns *[]string) {
	for i := range of.NumField() {
		field := of.Field(i)
		if field.Type == reflect.TypeOf(record.Place{}) {
			flatten(field.Type, columns)
			continue
		}
		*columns = append(*columns, snake(field.Name)+" "+columnType(field))
	}
}

func columnType(field reflect.StructField) string {
	kind := field.Type
	if kind.Kind() == reflect.Pointer {
		kind = kind.Elem()
	}
	switch kind {
	case reflect.TypeOf(time.Time{}):
		if strings.HasSuffix(field.Name, "At") {
			return "timestamp"
		}
		return "date"
	case reflect.TypeOf(""), reflect.TypeOf(record.Cells{}):
		return "varchar"
	case reflect.TypeOf(0):
		return "integer"
	case reflect.TypeOf(0.0):
		return "double"
	case reflect.TypeOf(false):
		return "boolean"
	}
	return "?"
}

func snake(name string) string {
	split := regexp.MustCompile(`([a-z0-9])([A-Z])`).ReplaceAllString(name, "${1}_$2")
	return strings.ToLower(split)
}

func TestVersionRank(t *testing.T) {
	ranks := newRanker()
	for path, want := range map[string]int{
		"三月/张伟 3月5日.xlsx": 0, "张伟 - 副本.xlsx": 0, "补贴表.xlsx": 0, "改革方案.xlsx": 0,
		"张伟(1).xlsx": 1, "张伟（2）.xlsx": 2, "张伟v2.xlsx": 2, "张伟 V3.xlsx": 3, "第2版.xlsx": 2, "rev5.xlsx": 0,
		"张伟_补交.xlsx": 1000, "张伟(补).xlsx": 1000, "张伟-修改.xlsx": 2000, "张伟_更正.xlsx": 3000, "张伟_更正(1).xlsx": 3001,
		"张伟 最终版.xlsx": 4000, "张伟 最终版 v2.xlsx": 4002, "更正/张伟.xlsx": 0, "FINAL.xlsx": 4000,
	} {
		if got := ranks.rank(path); got != want {
			t.Errorf("%s: %d, want %d", path, got, want)
		}
	}
}
