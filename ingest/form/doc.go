// Package form recognises which form a sheet is and reads it into records.
//
// A form is data: a YAML file in defs (or the user's folder) with titles, labels, columns, metrics,
// blocks and their aliases. The code knows four layouts (form, register, crosstab, calendar) and the record
// kinds of ingest/record, and no form:
//
//	library, err := form.Load(userDir)
//	reading := library.Read(grid, form.Context{Path: "城东一组/2026年3月/张伟.xlsx", AsOf: asOf})
//
// What it promises: every non-empty row of the grid has exactly one fate; a value that cannot be
// read is an issue with its cell and a nil in the record; of a sheet that no form takes, no text
// is kept; equal input gives equal output.
//
// How a sheet is read: page.go normalises every cell once and looks it up in the lexicon of all
// aliases; match.go scores each form; layout_*.go take the sheet apart; sink_*.go make records of
// it; values.go reads one cell for one field; checks.go compares what a day says with itself.
package form
