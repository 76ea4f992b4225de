package ingest

import (
	"fmt"
	"reflect"
	"strings"
	"time"

	"aqs/ingest/record"
)

// tableRows are rows of one raw table, values in the order of its columns.
type tableRows struct {
	table string
	rows  [][]any
}

// recordTables turns a file's records into rows. The structs of package record have the columns
// of sql/schema/raw.sql in order; a test compares the two.
func recordTables(batch *record.Batch) []tableRows {
	return []tableRows{
		{"day", rowsOf(batch.Days)},
		{"day_metric", rowsOf(batch.DayMetrics)},
		{"visit", rowsOf(batch.Visits)},
		{"sale", rowsOf(batch.Sales)},
		{"period_metric", rowsOf(batch.PeriodMetrics)},
		{"target", rowsOf(batch.Targets)},
		{"key_account", rowsOf(batch.KeyAccounts)},
		{"coaching", rowsOf(batch.Coachings)},
		{"note", rowsOf(batch.Notes)},
		{"person", rowsOf(batch.Persons)},
		{"outlet", rowsOf(batch.Outlets)},
		{"product", rowsOf(batch.Products)},
		{"leave", rowsOf(batch.Leaves)},
		{"policy", rowsOf(batch.Policies)},
		{"alias", rowsOf(batch.Aliases)},
		{"check_metric", rowsOf(batch.CheckMetrics)},
		{"plan_item", rowsOf(batch.PlanItems)},
		{"kpi", rowsOf(batch.KPIs)},
		{"measure", rowsOf(batch.Measures)},
		{"measure_progress", rowsOf(batch.MeasureProgresses)},
		{"training", rowsOf(batch.Trainings)},
		{"rating", rowsOf(batch.Ratings)},
		{"slot", rowsOf(batch.Slots)},
		{"prospect", rowsOf(batch.Prospects)},
		{"customer", rowsOf(batch.Customers)},
		{"stage_event", rowsOf(batch.StageEvents)},
		{"extra", rowsOf(batch.Extras)},
	}
}

// fileTables are all tables with rows of a file, the file's own last.
func fileTables() []string {
	var names []string
	for _, table := range recordTables(&record.Batch{}) {
		names = append(names, table.table)
	}
	return append(names, "issue", "row_ledger", "sheet", "file")
}

func rowsOf[T any](records []T) [][]any {
	rows := make([][]any, len(records))
	for i := range records {
		rows[i] = appendFields(make([]any, 0, 20), reflect.ValueOf(&records[i]).Elem())
	}
	return rows
}

// appendFields flattens a record into column values.
func appendFields(values []any, of reflect.Value) []any {
	for i := range of.NumField() {
		field := of.Field(i)
		if place, ok := field.Interface().(record.Place); ok {
			values = appendFields(values, reflect.ValueOf(place))
			continue
		}
		values = append(values, columnValue(field))
	}
	return values
}

// columnValue is a field as the appender wants it: nil for null, int32 for integer columns, text
// that is valid UTF-8 (DuckDB reads anything else back as the empty string).
func columnValue(field reflect.Value) any {
	if field.Kind() == reflect.Pointer {
		if field.IsNil() {
			return nil
		}
		field = field.Elem()
	}
	switch value := field.Interface().(type) {
	case string:
		return cleanText(value)
	case int:
		return int32(value)
	case float64, bool, time.Time:
		return value
	case record.Cells:
		return cleanText(value.JSON())
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
