package ingest

import (
	"context"

	"aqs/ingest/issue"
	"aqs/ingest/queries"
	"aqs/internal/warehouse"
)

// storedFile is one row of raw.file.
type storedFile struct {
	id, path, sha string
	size, mtimeNS int64
	status        string
	original      string
	retry         bool // its issues say that reading it again may end otherwise
	dayBound      bool // what was read depends on the day of the run
}

// state is what the warehouse knows before the run.
type state struct {
	byPath map[string][]*storedFile // all contents a path ever had
	byID   map[string]*storedFile
	meta   map[string]string
}

func loadState(ctx context.Context, session *warehouse.Session) (*state, error) {
	meta, err := loadMeta(ctx, session)
	if err != nil {
		return nil, err
	}
	files, err := query(ctx, session, func(scan func(...any) error) (*storedFile, error) {
		f := &storedFile{}
		return f, scan(&f.id, &f.path, &f.sha, &f.size, &f.mtimeNS, &f.status, &f.original, &f.retry, &f.dayBound)
	}, queries.LoadState, issue.FileTimeout, issue.FilePanic, issue.FileUnreadable, issue.DateFuture, issue.DateYearGuessed)
	if err != nil {
		return nil, err
	}
	known := &state{byPath: map[string][]*storedFile{}, byID: map[string]*storedFile{}, meta: meta}
	for _, f := range files {
		known.byPath[f.path] = append(known.byPath[f.path], f)
		known.byID[f.id] = f
	}
	return known, nil
}

func (f *storedFile) live() bool { return f.status != statusSuperseded }

// counted says whether the file's records are part of the figures.
func (f *storedFile) counted() bool { return f.status == statusLoaded || f.status == statusPartial }

// head is the content a path was last seen with: the rejected one where a broken file came after
// a good one (the good one's records stay in force), else the live one. Nil when there is none.
func (s *state) head(path string) *storedFile {
	var head *storedFile
	for _, f := range s.byPath[path] {
		if f.live() && (head == nil || f.status == statusRejected) {
			head = f
		}
	}
	return head
}
