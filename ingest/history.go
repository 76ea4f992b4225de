package ingest

import (
	"context"
	"strings"
	"time"

	"aqs/internal/warehouse"
)

// Lifecycle counts errors and warnings by what became of them since the run before the last day.
type Lifecycle struct {
	New   int64 `json:"new"`        // first seen on the last run's day
	Open  int64 `json:"still_open"` // seen before, and still there
	Fixed int64 `json:"fixed"`      // gone on the last run's day
}

// keepHistory notes which issues are there on the run's day. The table is additive: a warehouse
// of an earlier program gets it here.
func keepHistory(ctx context.Context, session *warehouse.Session, asOf time.Time) error {
	if err := session.Exec(ctx, queryText("issue_history.sql")); err != nil {
		return err
	}
	return execEach(ctx, session, queryText("issue_history_seen.sql"), asOf)
}

// lifecycle reads the counts; nothing from a warehouse that has no history yet.
func lifecycle(ctx context.Context, session *warehouse.Session, asOf string) (*Lifecycle, error) {
	tables, err := query(ctx, session, func(scan func(...any) error) (string, error) {
		var name string
		return name, scan(&name)
	}, "select table_name from duckdb_tables() where database_name = 'raw' and table_name = 'issue_history'")
	if err != nil || len(tables) == 0 {
		return nil, err
	}
	counts, err := query(ctx, session, func(scan func(...any) error) (Lifecycle, error) {
		var l Lifecycle
		return l, scan(&l.New, &l.Open, &l.Fixed)
	}, queryText("issue_lifecycle.sql"), asOf)
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
