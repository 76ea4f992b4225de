package bench

import (
	"context"
	"fmt"
	"math"

	"aqs/ingest/workbook"
)

// Count says what a folder of workbooks holds, in every way that a reader may count it. It is
// not timed.
func Count(ctx context.Context, dir string) (Truth, error) {
	var truth Truth
	paths, err := workbooks(dir)
	if err != nil {
		return truth, err
	}
	for _, path := range paths {
		book, err := workbook.Open(ctx, path, limits())
		if err == nil {
			err = visit(book, truth.add)
		}
		if err != nil {
			return truth, fmt.Errorf("bench: %s: %w", path, err)
		}
	}
	return truth, nil
}

func (t *Truth) add(cell *workbook.Cell) {
	t.Cells++
	switch cell.Kind {
	case workbook.Number:
		t.Numbers += cell.Number
		t.Serials += cell.Number
		t.Numerals += cell.Number
	case workbook.Date:
		t.Serials += cell.Number
		t.Numerals += cell.Number
	case workbook.Text:
		t.Numerals += numeral(cell.Text)
	}
}

// disagrees says in which way an outcome differs from the truth; empty when it does not. Sums are
// of floats added in different orders.
func (t Truth) disagrees(out Outcome, sums string) string {
	want := map[string]float64{"numbers": t.Numbers, "serials": t.Serials, "numerals": t.Numerals}[sums]
	switch {
	case out.Cells != t.Cells:
		return fmt.Sprintf("%d cells, we %d", out.Cells, t.Cells)
	case math.Abs(out.Sum-want) > 1e-9*math.Max(1, math.Abs(want)):
		return fmt.Sprintf("sum %.10g, we %.10g", out.Sum, want)
	}
	return ""
}
