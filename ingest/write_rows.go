package ingest

import (
	"database/sql/driver"
	"slices"

	"aqs/ingest/record"
	"aqs/internal/warehouse"
)

// rowMaker gives rows of a table; a row's values may be used again when add returns.
type rowMaker func(add func([]driver.Value) error) error

// pendingRows are rows that wait for their table's appender.
type pendingRows map[string][]rowMaker

func (p pendingRows) row(table string, values ...driver.Value) {
	p[table] = append(p[table], func(add func([]driver.Value) error) error { return add(values) })
}

func (w *writer) append(pending pendingRows) error { return appendRows(w.session, pending) }

// appendRows stores what waits, table by table.
func appendRows(session *warehouse.Session, pending pendingRows) error {
	tables := fileTables()
	slices.Reverse(tables) // the file first, for readers of a dump
	for _, table := range tables {
		if len(pending[table]) == 0 {
			continue
		}
		err := session.AppendEach("raw", "main", table, func(add func([]driver.Value) error) error {
			for _, rows := range pending[table] {
				if err := rows(add); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// collect adds one read file's rows to those that wait.
func (w *writer) collect(pending pendingRows, e *entry, result *fileResult) {
	w.collectAbout(pending, e, result)
	number := newNumbering(e.id)
	for i := range result.sheets {
		sheet := &result.sheets[i]
		number.sheet()
		if sheet.batch == nil {
			continue
		}
		for _, table := range number.number(sheet.batch, sheet.name) {
			pending[table.table()] = append(pending[table.table()], table.rows)
		}
	}
}

// collectAbout adds what is told about a file besides its records.
func (w *writer) collectAbout(pending pendingRows, e *entry, result *fileResult) {
	pending.row("file", w.fileRow(e, result.form, result.status, result.rowsTotal, result.rowsLoaded, result.modifiedAt(), nil)...)
	numbers := map[string]int{}
	for i := range result.sheets {
		sheet := &result.sheets[i]
		numbers[sheet.name] = sheet.no
		name := cleanText(sheet.name)
		pending.row("sheet",
			e.id, int32(sheet.no), name, sheet.hidden, textOrNull(sheet.form), sheet.score,
			textOrNull(sheet.nearestForm), textOrNull(sheet.nearestReason), int64(len(sheet.ledger)), int64(sheet.loaded))
		pending["row_ledger"] = append(pending["row_ledger"], ledgerRows(e.id, name, sheet.ledger))
	}
	pending["issue"] = append(pending["issue"], func(add func([]driver.Value) error) error {
		for _, found := range numberIssues(e.id, numbers, result.issues) {
			if err := add(issueRow(e.id, found)); err != nil {
				return err
			}
		}
		return nil
	})
}

func ledgerRows(file, sheet string, ledger []record.RowFate) rowMaker {
	return func(add func([]driver.Value) error) error {
		var id, name driver.Value = file, sheet // boxed once
		values := make([]driver.Value, 5)
		for i := range ledger {
			values = append(values[:0], id, name, int32(ledger[i].RowNo), string(ledger[i].Fate), textOrNull(ledger[i].Code))
			if err := add(values); err != nil {
				return err
			}
		}
		return nil
	}
}
