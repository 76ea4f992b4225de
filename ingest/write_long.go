package ingest

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"

	"golang.org/x/sync/errgroup"

	"aqs/ingest/record"
	"aqs/internal/warehouse"
)

// longAhead is how many batches of a long file may wait for the warehouse.
const longAhead = 2

// While a long file is stored, what is collected late is memory that nobody has a use for: Go
// keeps less garbage, and DuckDB, which only writes, less of what is written.
const (
	longGarbage = 30 // per cent of what lives
	longMemory  = "64MB"
)

// addLong stores a unit whose original is too long to be held, in a transaction of its own.
func (w *writer) addLong(ctx context.Context, u unit) (err error) {
	if err := w.flush(ctx); err != nil {
		return err
	}
	defer debug.SetGCPercent(debug.SetGCPercent(longGarbage))
	restore, err := w.limitMemory(ctx, longMemory)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, restore()) }()
	u.result.status = statusLoaded // until the end tells; a file with a register is not rejected
	err = w.session.InTx(ctx, func() error { return w.storeLong(ctx, u) })
	if !errors.Is(err, errLongFailed) {
		return err
	}
	// The roll-back left the warehouse as it was: read as any other, a defect of the program
	// becomes the file's issue.
	sha := u.result.sha
	u.result, err = u.result.long.whole(ctx)
	if err == nil && u.result.sha == sha { // else somebody writes it: the next run reads it
		err = w.add(ctx, u)
	}
	return err
}

// limitMemory keeps DuckDB's buffers below a limit until restore is called.
func (w *writer) limitMemory(ctx context.Context, limit string) (restore func() error, err error) {
	before, err := query(ctx, w.session, func(scan func(...any) error) (string, error) {
		var text string
		return text, scan(&text)
	}, "select value from duckdb_settings() where name = 'memory_limit'")
	if err != nil || len(before) != 1 {
		return func() error { return nil }, err
	}
	set := func(to string) error { return w.session.Exec(ctx, "set memory_limit = "+warehouse.Literal(to)) }
	return func() error { return set(before[0]) }, set(limit)
}

func (w *writer) storeLong(ctx context.Context, u unit) error {
	if err := w.replace(ctx, []unit{u}); err != nil {
		return err
	}
	e := u.group.original
	batches := make(chan []recordTable, longAhead)
	both, ctx2 := errgroup.WithContext(ctx)
	both.Go(func() error {
		defer close(batches)
		number, last := newNumbering(e.id), -1
		return u.result.records(ctx2, func(sheet int, batch *record.Batch) error {
			if sheet != last {
				number.sheet()
				last = sheet
			}
			select {
			case batches <- number.number(batch, u.result.sheets[sheet].name):
				return nil
			case <-ctx2.Done():
				return ctx2.Err()
			}
		})
	})
	both.Go(func() error {
		for tables := range batches {
			pending := pendingRows{}
			for _, table := range tables {
				pending[table.table()] = append(pending[table.table()], table.rows)
			}
			if err := w.append(pending); err != nil {
				return err
			}
		}
		return nil
	})
	if err := both.Wait(); err != nil {
		return fmt.Errorf("store %s: %w", e.file.path, err)
	}
	debug.FreeOSMemory() // the file and its rows are done with; the ledger comes on top
	pending := pendingRows{}
	w.collectAbout(pending, e, u.result)
	if err := w.append(pending); err != nil {
		return err
	}
	if err := w.copies(ctx, u.group); err != nil {
		return err
	}
	return w.noteSurroundings(ctx)
}
