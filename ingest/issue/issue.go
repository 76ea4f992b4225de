// Package issue is the one table of everything ingest can find wrong with a file, sheet, row or
// cell: code, severity, and what to tell the person who can do something about it.
//
// A code is a contract: users' queries and the reports group by it. Codes are added, never
// renamed. The order of the table is the order of the documentation.
package issue

import (
	"sync"

	"aqs/ingest/record"
)

// Definition explains one code.
type Definition struct {
	Code     string          `json:"code"`     // UPPER_SNAKE
	Severity record.Severity `json:"severity"` // default; New applies it
	Name     string          `json:"name"`     // Chinese, a few characters
	Meaning  string          `json:"meaning"`  // Chinese: what was found and what it does to the figures
	Remedy   string          `json:"remedy"`   // Chinese: what to do
}

// All lists the table in its order.
func All() []Definition { return append([]Definition(nil), table()...) }

// Lookup finds a code's definition.
func Lookup(code string) (Definition, bool) {
	definition, found := byCode()[code]
	return definition, found
}

// New makes an issue with its code's severity and remedy. An empty message becomes the code's
// meaning. A code that the table does not know is an error without a hint: a test of every
// package that makes issues keeps this from happening.
func New(code, sheet, cell, value, message string) record.Issue {
	made := record.Issue{Sheet: sheet, Cell: cell, Code: code, Severity: record.Error, Value: value, Message: message}
	if definition, found := Lookup(code); found {
		made.Severity = definition.Severity
		made.Hint = definition.Remedy
		if message == "" {
			made.Message = definition.Meaning
		}
	}
	return made
}

var byCode = sync.OnceValue(func() map[string]Definition {
	index := make(map[string]Definition)
	for _, definition := range table() {
		index[definition.Code] = definition
	}
	return index
})
