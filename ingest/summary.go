package ingest

import (
	"context"

	"aqs/ingest/queries"
	"aqs/internal/warehouse"
)

// fileCount is one status of raw.file with its files and rows.
type fileCount struct {
	status              string
	files               int
	rowsTotal, rowsLoad int64
}

func countFiles(ctx context.Context, session *warehouse.Session) ([]fileCount, error) {
	return query(ctx, session, func(scan func(...any) error) (fileCount, error) {
		var c fileCount
		return c, scan(&c.status, &c.files, &c.rowsTotal, &c.rowsLoad)
	}, queries.CountFiles)
}

// countBy runs a query of a name and a number.
func countBy(ctx context.Context, session *warehouse.Session, statement string) (map[string]int64, error) {
	type pair struct {
		name  string
		count int64
	}
	pairs, err := query(ctx, session, func(scan func(...any) error) (pair, error) {
		var p pair
		return p, scan(&p.name, &p.count)
	}, statement)
	counts := map[string]int64{}
	for _, p := range pairs {
		counts[p.name] = p.count
	}
	return counts, err
}

// summarise fills in what the whole warehouse holds.
func summarise(ctx context.Context, session *warehouse.Session, s *Summary) error {
	counts, err := countFiles(ctx, session)
	if err != nil {
		return err
	}
	for _, c := range counts {
		switch c.status {
		case statusLoaded:
			s.FilesLoaded = c.files
		case statusPartial:
			s.FilesPartial = c.files
		case statusRejected:
			s.FilesRejected = c.files
		case statusDuplicate:
			s.FilesDuplicate = c.files
		case statusSuperseded:
			s.FilesSuperseded = c.files
			continue // rows of files in force only
		}
		s.RowsTotal += c.rowsTotal
		s.RowsLoaded += c.rowsLoad
	}
	if s.Fates, err = countBy(ctx, session, queries.CountFates); err != nil {
		return err
	}
	s.IssuesBySeverity, err = countBy(ctx, session, queries.CountSeverities)
	return err
}
