package ingest

import (
	"context"
	"strings"
	"time"

	"aqs/ingest/queries"
	"aqs/internal/warehouse"
)

// Lifecycle counts errors and warnings by what became of them since the run before the last day.
type Lifecycle struct {
	New   int64 `json:"new"`        // first seen on the last run's day
	Open  int64 `json:"still_open"` // seen before, and still there
	Fixed int64 `json:"fixed"`      // gone on the last run's day
}

// keepHistory notes which issues are there on the run's day.
func keepHistory(ctx context.Context, session *warehouse.Session, asOf time.Time) error {
	return execEach(ctx, session, queries.IssueHistorySeen, asOf)
}

// lifecycle reads the counts.
func lifecycle(ctx context.Context, session *warehouse.Session, asOf string) (*Lifecycle, error) {
	counts, err := query(ctx, session, func(scan func(...any) error) (Lifecycle, error) {
		var l Lifecycle
		return l, scan(&l.New, &l.Open, &l.Fixed)
	}, queries.IssueLifecycle, asOf)
	if err != nil || len(counts) == 0 {
		return nil, err
	}
	return &counts[0], nil
}

// execEach runs a file's statements; those that speak of the run's day get it.
func execEach(ctx context.Context, session *warehouse.Session, text string, asOf time.Time) error {
	for _, statement := range strings.Split(text, ";") {
		var args []any
		if strings.Contains(statement, "$1") {
			args = []any{asOf}
		}
		if strings.TrimSpace(statement) == "" {
			continue
		}
		if err := session.Exec(ctx, statement, args...); err != nil {
			return err
		}
	}
	return nil
}
