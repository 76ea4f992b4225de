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
	return readColumns[T](ctx, conn, relation, order, func(string) bool { return true })
}

func readColumns[T any](ctx context.Context, conn *sql.Conn, relation, order string, has func(column string) bool) ([]T, error) {
	fields := reflect.VisibleFields(reflect.TypeFor[T]())
	columns := make([]string, len(fields))
	for i, field := range fields {
		cast, err := castFor(field.Type)
		if err != nil {
			return nil, fmt.Errorf("%s.%s: %w", relation, field.Name, err)
		}
		column := field.Tag.Get("col")
		if !has(column) {
			column = "null"
		}
		columns[i] = fmt.Sprintf(cast, column)
	}
	query := fmt.Sprintf("select %s from %s order by %s", strings.Join(columns, ", "), relation, order)
	rows, err := conn.QueryContext(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", relation, err)
	}
	defer rows.Close()
	// Rows of a relation repeat most of their texts (ids, paths, names): each is held once.
	var row T
	value := reflect.ValueOf(&row).Elem()
	targets := make([]any, len(fields))
	var texts []*string
	for i, field := range fields {
		targets[i] = value.FieldByIndex(field.Index).Addr().Interface()
		if text, ok := targets[i].(*string); ok {
			texts = append(texts, text)
		}
	}
	held := map[string]string{}
	var out []T
	for rows.Next() {
		if err := rows.Scan(targets...); err != nil {
			return nil, fmt.Errorf("read %s row %d: %w", relation, len(out)+1, err)
		}
		for _, text := range texts {
			once, known := held[*text]
			if !known {
				once = *text
				held[once] = once
			}
			*text = once
		}
		out = append(out, row)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read %s: %w", relation, err)
	}
	return out, nil
}

// relationColumns lists the columns of every relation that reports may read, such as report.rpt_pace,
// in one query: asking for each relation costs more than reading most of them.
func relationColumns(ctx context.Context, conn *sql.Conn) (map[string]map[string]bool, error) {
	rows, err := conn.QueryContext(ctx, `select table_schema || '.' || table_name, column_name from information_schema.columns
		where table_schema in ('report', 'meta')`)
	if err != nil {
		return nil, fmt.Errorf("columns of the report relations: %w", err)
	}
	defer rows.Close()
	columns := map[string]map[string]bool{}
	for rows.Next() {
		var relation, column string
		if err := rows.Scan(&relation, &column); err != nil {
			return nil, fmt.Errorf("columns of the report relations: %w", err)
		}
		if columns[relation] == nil {
			columns[relation] = map[string]bool{}
		}
		columns[relation][column] = true
	}
	return columns, rows.Err()
}

// readOptional is readAll for a relation that marts of an earlier version lack: without it there are
// no rows, and a column that it lacks is absent in every row. order names columns of T; those that
// the relation lacks are left out.
func readOptional[T any](ctx context.Context, conn *sql.Conn, relation, order string, columns map[string]bool) ([]T, error) {
	if len(columns) == 0 {
		return nil, nil
	}
	var sorted []string
	for _, column := range strings.Split(order, ", ") {
		if columns[column] {
			sorted = append(sorted, column)
		}
	}
	if len(sorted) == 0 {
		sorted = []string{"all"}
	}
	return readColumns[T](ctx, conn, relation, strings.Join(sorted, ", "), func(column string) bool { return columns[column] })
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
