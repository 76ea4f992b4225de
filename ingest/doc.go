// Package ingest turns a folder of workbooks into records in raw.duckdb.
//
//	summary, err := ingest.Run(ctx, ingest.Options{Inbox: "inbox", RawPath: "data/raw.duckdb", AsOf: today})
//
// It promises:
//
//   - a file enters whole or not at all, and a run killed at any moment leaves what was there;
//   - every non-empty row of every sheet has exactly one line in row_ledger, or [Run] fails with
//     [ErrLedger];
//   - of a sheet that matches no form not one cell's text is stored;
//   - what raw.duckdb holds depends on the inbox, the forms and the day of the run, not on the
//     order in which files arrived or were read (vanished files aside, whose records stay).
//
// The way of a file: discover.go finds it, plan.go decides whether it must be read, read.go reads
// it (workbook → form → records), write.go stores it. Nothing here knows a form.
package ingest
