package table

import "aqs/reports/data"

// Col is a column with the way to its cell in a row of type T. The value is a string, a data.Num, a
// data.Date, an int or a whole Cell.
type Col[T any] struct {
	Name  string
	Kind  Kind
	Value func(T) any
}

// Of builds a table of rows.
func Of[T any](id, title string, rows []T, columns ...Col[T]) Table {
	return OfRows(id, title, rows, func(T) Row { return Row{} }, columns...)
}

// OfRows is Of for rows that say more about themselves than their cells.
func OfRows[T any](id, title string, rows []T, head func(T) Row, columns ...Col[T]) Table {
	out := Table{ID: id, Title: title, Rows: make([]Row, 0, len(rows))}
	for _, column := range columns {
		out.Columns = append(out.Columns, Column{column.Name, column.Kind})
	}
	for _, row := range rows {
		line := head(row)
		line.Cells = make([]Cell, len(columns))
		for i, column := range columns {
			line.Cells[i] = cellOf(column.Value(row))
		}
		out.Rows = append(out.Rows, line)
	}
	return out
}

func cellOf(value any) Cell {
	switch v := value.(type) {
	case Cell:
		return v
	case string:
		return Cell{Text: v}
	case data.Num:
		return Cell{Num: v}
	case data.Date:
		return Cell{Date: v}
	case int:
		return Cell{Num: data.Of(float64(v))}
	}
	return Cell{}
}
