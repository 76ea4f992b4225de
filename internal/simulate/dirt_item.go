package simulate

import (
	"time"
)

// shape is what a cell of a form holds.
type shape uint8

const (
	asText shape = iota
	asLong       // free text, may be several lines
	asName
	asCount
	asPeople // a count that some fill with names
	asYuan
	asRate
	asDate
	asTimes
	asTick
	asAmount // a figure of any kind, or words
	asNo     // an employee number
)

// item is one value on its way into a cell.
type item struct {
	field  string // column of the record; empty: a cell that no field asks for
	shape  shape
	text   string
	n      float64
	on     time.Time
	span   [2]int // minutes of the day
	empty  bool
	sure   bool        // never spelled illegibly: the row hangs on it
	also   [][2]string // further fields that are read from the same cell, with what they mean
	no     string      // a person's number, which some write beside the name
	isZero bool        // 无 is a way of writing zero here: the rest of the row holds numbers
	code   string      // an issue that must stand at the cell though it is legible
	says   string      // what it means, where that is not what it holds
	within time.Time   // the Monday of a week that the sheet names: a weekday is enough
}

func textItem(field, s string) item { return item{field: field, text: s, empty: s == ""} }
func longItem(field, s string) item {
	return item{field: field, shape: asLong, text: s, empty: s == ""}
}
func nameItem(field, s string) item {
	return item{field: field, shape: asName, text: s, empty: s == ""}
}
func countItem(field string, n int) item    { return item{field: field, shape: asCount, n: float64(n)} }
func yuanItem(field string, n int) item     { return item{field: field, shape: asYuan, n: float64(n)} }
func rateItem(field string, x float64) item { return item{field: field, shape: asRate, n: x} }
func dateItem(field string, on time.Time) item {
	return item{field: field, shape: asDate, on: on, empty: on.IsZero()}
}

// means is what the item says when it is read rightly.
func (it item) means() string {
	switch it.shape {
	case asCount, asPeople, asYuan, asRate, asTick:
		return number(it.n)
	case asNo:
		if it.says != "" {
			return it.says
		}
		return it.text
	case asDate:
		return it.on.Format(time.DateOnly)
	default:
		return it.text
	}
}
