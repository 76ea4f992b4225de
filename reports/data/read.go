package data

import (
	"context"
	"database/sql"
	"fmt"
	"reflect"
	"strings"
)

// readAll reads a whole relation into rows of type T, ordered by order. The columns are T's `col`
// tags; each is cast to the column type its Go field needs, so that a model may count in any
// integer or decimal type.
func readAll[T any](ctx context.Context, conn *sql.Conn, relation, order string) ([]T, error) {
	fields := reflect.VisibleFields(reflect.TypeFor[T]())
	columns := make([]string, len(fields))
	for i, field := range fields {
		cast, err := castFor(field.Type)
		if err != nil {
			return nil, fmt.Errorf("%s.%s: %w", relation, field.Name, err)
		}
		columns[i] = fmt.Sprintf(cast, field.Tag.Get("col"))
	}
	query := fmt.Sprintf("select %s from %s order by %s", strings.Join(columns, ", "), relation, order)
	rows, err := conn.QueryContext(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", relation, err)
	}
	defer rows.Close()
	var out []T
	for rows.Next() {
		var row T
		value := reflect.ValueOf(&row).Elem()
		targets := make([]any, len(fields))
		for i, field := range fields {
			targets[i] = value.FieldByIndex(field.Index).Addr().Interface()
		}
		if err := rows.Scan(targets...); err != nil {
			return nil, fmt.Errorf("read %s row %d: %w", relation, len(out)+1, err)
		}
		out = append(out, row)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read %s: %w", relation, err)
	}
	return out, nil
}

func castFor(t reflect.Type) (string, error) {
	switch t {
	case reflect.TypeFor[Num]():
		return "%s::double", nil
	case reflect.TypeFor[Date]():
		return "%s::date", nil
	case reflect.TypeFor[string]():
		return "coalesce(%s::varchar, '')", nil
	case reflect.TypeFor[bool]():
		return "coalesce(%s::boolean, false)", nil
	case reflect.TypeFor[int]():
		return "coalesce(%s::bigint, 0)", nil
	}
	return "", fmt.Errorf("no column type for Go type %s", t)
}
