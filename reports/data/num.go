package data

import (
	"fmt"
	"math"
	"time"
)

// Num is a number that may be absent. A report shows an absent number as a dash and its reason,
// never as zero.
type Num struct {
	V  float64
	OK bool
}

// Of is a number that is there.
func Of(v float64) Num { return Num{V: v, OK: true} }

// Scan implements sql.Scanner. A value that is not finite is refused: it would empty the whole
// chart it stands in, and the relation that let it through is wrong.
func (n *Num) Scan(value any) error {
	switch v := value.(type) {
	case nil:
		*n = Num{}
	case float64:
		*n = Of(v)
	case int64:
		*n = Of(float64(v))
	default:
		return fmt.Errorf("not a number: %T", value)
	}
	if math.IsNaN(n.V) || math.IsInf(n.V, 0) {
		return fmt.Errorf("number is not finite")
	}
	return nil
}

// Date is a day that may be absent.
type Date struct {
	T  time.Time
	OK bool
}

// Scan implements sql.Scanner.
func (d *Date) Scan(value any) error {
	switch v := value.(type) {
	case nil:
		*d = Date{}
	case time.Time:
		*d = Date{T: v, OK: true}
	default:
		return fmt.Errorf("not a date: %T", value)
	}
	return nil
}

// String is the day as 2026-03-31, or a dash.
func (d Date) String() string {
	if !d.OK {
		return "—"
	}
	return d.T.Format("2006-01-02")
}
