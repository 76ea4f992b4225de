package ingest

import (
	"context"
	"errors"
	"fmt"

	"golang.org/x/sync/errgroup"

	"aqs/ingest/record"
)

// longAhead is how many batches of a long file may wait for the warehouse.
const longAhead = 2

// addLong stores a unit whose original is too long to be held, in a transaction of its own.
func (w *writer) addLong(ctx context.Context, u unit) error {
	if err := w.flush(ctx); err != nil {
		return err
	}
	long, sha := u.result.long, u.result.sha
	u.result.status = statusLoaded // until the end tells; a file with a register is not rejected
	err := w.session.InTx(ctx, func() error { return w.storeLong(ctx, u) })
	if errors.Is(err, errLongFailed) {
		// The roll-back left the warehouse as it was: read as any other, a defect of the program
		// becomes the file's issue.
		result, err := long.whole(ctx, sha)
		if err != nil {
			return err
		}
		return w.add(ctx, unit{group: u.group, result: result})
	}
	return err
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
