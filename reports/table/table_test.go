package table

import (
	"bytes"
	"testing"
	"time"

	"aqs/reports/data"
)

func TestShow(t *testing.T) {
	n := func(v float64) Cell { return Cell{Num: data.Of(v)} }
	for _, test := range []struct {
		kind Kind
		cell Cell
		want string
	}{
		{Count, n(1234567), "1,234,567"}, {Count, n(1.25), "1.2"}, {Count, n(0), "0"}, {Count, Cell{}, "—"}, {Count, Cell{Text: "没有目标"}, "— 没有目标"},
		{Percent, n(0.8324), "83.2%"}, {Wan, n(5875000), "587.50"}, {Yuan, n(-1234.4), "−1,234"}, {Decimal, n(-0.001), "0.00"},
		{Text, Cell{Text: "=1+1"}, "=1+1"}, {Date, Cell{Date: data.Date{T: time.Date(2026, 3, 5, 0, 0, 0, 0, time.UTC), OK: true}}, "2026-03-05"},
	} {
		if got := Show(test.kind, test.cell); got != test.want {
			t.Errorf("kind %d of %+v shows %q, want %q", test.kind, test.cell, got, test.want)
		}
	}
}

// Equal tables give equal bytes; a table without rows says why.
func TestBookIsStable(t *testing.T) {
	stamp := time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC)
	tables := []Table{Of("a", "表", []int{1, 2}, Col[int]{"数", Count, func(i int) any { return i }}), {ID: "b", Title: "表", Empty: "没有", Columns: []Column{{"x", Text}}}}
	first, err := Book("书", "来源", stamp, tables)
	if err != nil {
		t.Fatal(err)
	}
	second, err := Book("书", "来源", stamp, tables)
	if err != nil || !bytes.Equal(first, second) {
		t.Errorf("two books of the same tables differ (%v)", err)
	}
}
