package ingest

import (
	"context"
	"database/sql/driver"
	"strings"

	"aqs/internal/warehouse"
)

// A batch is stored when it has this many files or rows. Many files share a transaction because
// its end costs a sync of the disk.
const (
	batchFiles = 1024
	batchRows  = 200_000
)

// writer stores groups, several to a transaction, each whole or not at all.
type writer struct {
	session *warehouse.Session
	known   *state
	ranks   ranker
	now     surroundings

	units []unit
	rows  int
}

// unit is a group with what its original's reading gave (nil when it was not read).
type unit struct {
	group  *group
	result *fileResult
}

func (w *writer) add(ctx context.Context, u unit) error {
	if u.result != nil && u.result.long != nil {
		return w.addLong(ctx, u)
	}
	w.units = append(w.units, u)
	if u.result != nil {
		w.rows += u.result.rowsTotal
	}
	if len(w.units) < batchFiles && w.rows < batchRows {
		return nil
	}
	return w.flush(ctx)
}

// flush stores the batch in one transaction.
func (w *writer) flush(ctx context.Context) error {
	if len(w.units) == 0 {
		return nil
	}
	err := w.session.InTx(ctx, func() error {
		if err := w.replace(ctx, w.units); err != nil {
			return err
		}
		pending := pendingRows{}
		for _, u := range w.units {
			if u.result != nil {
				w.collect(pending, u.group.original, u.result)
			}
		}
		if err := w.append(pending); err != nil {
			return err
		}
		for _, u := range w.units {
			if err := w.copies(ctx, u.group); err != nil {
				return err
			}
		}
		return w.noteSurroundings(ctx)
	})
	if err != nil {
		return err
	}
	w.units, w.rows = w.units[:0], 0
	return nil
}

// replace clears the way for the units' rows.
func (w *writer) replace(ctx context.Context, units []unit) error {
	var replaced []string
	for _, u := range units {
		ids, err := w.clear(ctx, u)
		if err != nil {
			return err
		}
		replaced = append(replaced, ids...)
	}
	return deleteFiles(ctx, w.session, replaced)
}

// noteSurroundings keeps a run that is killed after this batch from looking like one of an
// earlier day: the next must know the latest day that anything was read under. On the very first
// run it also names the forms and limits.
func (w *writer) noteSurroundings(ctx context.Context) error {
	if w.known.meta[metaFinished] != "no" {
		if err := setMeta(ctx, w.session, metaFinished, "no"); err != nil {
			return err
		}
		w.known.meta[metaFinished] = "no"
	}
	for _, pair := range w.now.meta() {
		key, value := pair[0], pair[1]
		before, named := w.known.meta[key]
		if named && (key != "as_of" || before >= value) {
			continue
		}
		if err := setMeta(ctx, w.session, key, value); err != nil {
			return err
		}
		w.known.meta[key] = value
	}
	return nil
}

// clear puts out of force what a unit replaces, and lists the files whose rows must go.
func (w *writer) clear(ctx context.Context, u unit) (replaced []string, err error) {
	for _, f := range u.group.retire {
		if err := w.supersede(ctx, f); err != nil {
			return nil, err
		}
	}
	for i, e := range append([]*entry{u.group.original}, u.group.copies...) {
		if e.absent {
			continue
		}
		rewritten := i == 0 && u.result != nil || i > 0 && e.copied
		if rewritten && e.stored != nil {
			replaced = append(replaced, e.id)
		}
		broken := !rewritten && e.stored.status == statusRejected ||
			rewritten && i == 0 && u.result.status == statusRejected
		for _, other := range w.known.byPath[e.file.path] {
			// A broken file does not put an earlier good one out of force.
			if other.id != e.id && other.live() && !(broken && other.counted()) {
				if err := w.supersede(ctx, other); err != nil {
					return nil, err
				}
			}
		}
		if !rewritten && e.touched() {
			if err := w.session.Exec(ctx, "update raw.file set mtime_ns = ? where file_id = ?", e.file.mtimeNS, e.id); err != nil {
				return nil, err
			}
		}
	}
	return replaced, nil
}

// touched says that a known content has another time on the disk.
func (e *entry) touched() bool {
	return !e.absent && e.stored != nil && e.stored.mtimeNS != e.file.mtimeNS
}

// hasWork says whether a group has anything to store besides its original's reading.
func (w *writer) hasWork(g *group) bool {
	if len(g.retire) > 0 {
		return true
	}
	for _, e := range append([]*entry{g.original}, g.copies...) {
		if e.absent {
			continue
		}
		if e.copied || e.touched() {
			return true
		}
		for _, other := range w.known.byPath[e.file.path] {
			if e.stored != nil && e.stored.status != statusRejected && other.id != e.id && other.live() {
				return true
			}
		}
	}
	return false
}

func (w *writer) supersede(ctx context.Context, f *storedFile) error {
	f.status = statusSuperseded
	return w.session.Exec(ctx, "update raw.file set status = ? where file_id = ?", statusSuperseded, f.id)
}

// deleteFiles removes every row of some files. Ids are hex digits of our own making.
func deleteFiles(ctx context.Context, session *warehouse.Session, ids []string) error {
	if len(ids) == 0 {
		return nil
	}
	list := "('" + strings.Join(ids, "', '") + "')"
	for _, table := range fileTables() {
		if err := session.Exec(ctx, "delete from raw."+warehouse.Identifier(table)+" where file_id in "+list); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) fileRow(e *entry, form, status string, total, loaded int, modified, original any) []driver.Value {
	return []driver.Value{
		e.id, e.file.path, e.sha, e.file.size, e.file.mtimeNS, textOrNull(form), status,
		int64(total), int64(loaded), int32(w.ranks.rank(e.file.path)), modified, original,
	}
}

func (f *fileResult) modifiedAt() any {
	if f.modified == nil {
		return nil
	}
	return *f.modified
}

func issueRow(fileID string, found numberedIssue) []driver.Value {
	return []driver.Value{
		found.id, fileID, textOrNull(found.Sheet), textOrNull(found.Cell), found.Code, string(found.Severity),
		textOrNull(found.Value), cleanText(found.Message), textOrNull(found.Hint),
	}
}
