package ingest

import (
	"database/sql/driver"
	"fmt"
	"reflect"
	"strings"
	"time"

	"aqs/ingest/record"
)

// fileTables are all tables with rows of a file, the file's own last.
func fileTables() []string {
	var names []string
	for _, table := range recordTables(&record.Batch{}) {
		names = append(names, table.table())
	}
	return append(names, "issue", "row_ledger", "sheet", "file")
}

// appendFields flattens a record into column values.
func appendFields(values []driver.Value, of reflect.Value) []driver.Value {
	for i := range of.NumField() {
		field := of.Field(i)
		if field.Kind() == reflect.Struct {
			if place, ok := field.Addr().Interface().(*record.Place); ok {
				values = append(values, place.FileID, cleanText(place.Sheet), int32(place.RowNo), int32(place.RecordNo))
				continue
			}
		}
		values = append(values, columnValue(field))
	}
	return values
}

// columnValue is a field as the appender wants it: nil for null, int32 for integer columns, text
// that is valid UTF-8 (DuckDB reads anything else back as the empty string).
func columnValue(field reflect.Value) driver.Value {
	if field.Kind() == reflect.Pointer {
		if field.IsNil() {
			return nil
		}
		field = field.Elem()
	}
	switch value := field.Addr().Interface().(type) { // a pointer is looked at without a copy
	case *string:
		return cleanText(*value)
	case *int:
		return int32(*value)
	case *float64:
		return *value
	case *bool:
		return *value
	case *time.Time:
		return *value
	case *record.Cells:
		return value.JSON()
	default:
		panic(fmt.Sprintf("ingest: no column type for %T", value)) // a new field of package record; a test finds it
	}
}

func cleanText(text string) string { return strings.ToValidUTF8(text, "�") }

// textOrNull stores "nothing said" as null.
func textOrNull(text string) any {
	if text == "" {
		return nil
	}
	return cleanText(text)
}
