package ingest

import (
	"context"
	"fmt"
	"strings"

	"aqs/ingest/issue"
	"aqs/ingest/queries"
	"aqs/ingest/record"
)

// copies stores a group's copies: their rows are all duplicates, or, when the original was
// rejected, their rejection is the original's.
func (w *writer) copies(ctx context.Context, g *group) error {
	for _, e := range g.copies {
		if !e.copied {
			continue
		}
		if err := w.copy(ctx, g.original, e); err != nil {
			return fmt.Errorf("store copy %s: %w", e.file.path, err)
		}
	}
	return nil
}

func (w *writer) copy(ctx context.Context, original, e *entry) error {
	type facts struct{ form, status string }
	of, err := query(ctx, w.session, func(scan func(...any) error) (facts, error) {
		var f facts
		return f, scan(&f.form, &f.status)
	}, "select coalesce(form, ''), status from raw.file where file_id = ?", original.id)
	if err != nil {
		return err
	}
	if len(of) != 1 {
		return fmt.Errorf("original %s has %d rows", original.file.path, len(of))
	}
	if of[0].status == statusRejected {
		return w.copyRejection(ctx, original, e, of[0].form)
	}
	row := w.fileRow(e, of[0].form, statusDuplicate, 0, 0, nil, original.id)
	pending := pendingRows{}
	pending.row("file", row...)
	pending.row("issue", issueRow(e.id, duplicateIssue(e, original))...)
	if err := w.append(pending); err != nil {
		return err
	}
	return w.execBoth(ctx, queries.CopyDuplicate, e.id, original.id)
}

func duplicateIssue(e, original *entry) numberedIssue {
	made := issue.New(issue.FileDuplicate, "", "", "", "与「"+original.file.path+"」内容完全相同，只计一次。")
	return numberIssues(e.id, nil, []record.Issue{made})[0]
}

// copyRejection gives a copy of a rejected file the original's sheets, ledger and issues.
func (w *writer) copyRejection(ctx context.Context, original, e *entry, form string) error {
	row := w.fileRow(e, form, statusRejected, 0, 0, nil, original.id)
	pending := pendingRows{}
	pending.row("file", row...)
	if err := w.append(pending); err != nil {
		return err
	}
	return w.execBoth(ctx, queries.CopyRejection, e.id, original.id)
}

// execBoth runs statements, each about a copy ($1) and its original ($2).
func (w *writer) execBoth(ctx context.Context, statements, copied, original string) error {
	for _, statement := range strings.Split(statements, ";") {
		if strings.TrimSpace(statement) == "" {
			continue
		}
		if err := w.session.Exec(ctx, statement, copied, original); err != nil {
			return err
		}
	}
	return nil
}
