package transform

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"time"

	"aqs/internal/warehouse"
)

// closedName is the name of a closed month's snapshot: 2026-03.duckdb. Earlier closings of the
// same month stand beside it as 2026-03.1.duckdb and are kept for the record only.
var closedName = regexp.MustCompile(`^(\d{4}-(?:0[1-9]|1[0-2]))\.duckdb$`)

// closedFile is one snapshot that lies in the folder of closed months.
type closedFile struct {
	Path, Catalog string
	Month         time.Time
	Trouble       string // Chinese: why it cannot be read; empty when it can
}

// closedMonths lists the snapshots of a folder, in the order of months, and tries each: a snapshot
// that is damaged must be reported, yet must not keep the nightly run from its work.
func closedMonths(ctx context.Context, cfg warehouse.Config, dir string) ([]closedFile, error) {
	if dir == "" {
		return nil, nil
	}
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("list closed months: %w", err)
	}
	var files []closedFile
	for _, entry := range entries {
		match := closedName.FindStringSubmatch(entry.Name())
		if match == nil || !entry.Type().IsRegular() {
			continue
		}
		month, err := time.Parse("2006-01", match[1])
		if err != nil {
			return nil, fmt.Errorf("list closed months: %w", err)
		}
		file := closedFile{Path: filepath.Join(dir, entry.Name()), Catalog: "closed_" + month.Format("200601"), Month: month}
		if err := tryClosed(ctx, cfg, file); err != nil {
			if ctx.Err() != nil {
				return nil, err
			}
			file.Trouble = "文件损坏，或不是本程序的关账文件（" + entry.Name() + "）"
		}
		files = append(files, file)
	}
	return files, nil
}

// tryClosed opens a snapshot and reads what a run reads of it.
func tryClosed(ctx context.Context, cfg warehouse.Config, file closedFile) (err error) {
	s, err := warehouse.Open(ctx, cfg, file.attachment())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	var month time.Time
	if err := s.Conn().QueryRowContext(ctx, "select month_start_on from closing where closed_on is not null and as_of_on is not null").Scan(&month); err != nil {
		return fmt.Errorf("read %s: %w", file.Path, err)
	}
	if !month.Equal(file.Month) {
		return fmt.Errorf("read %s: it holds %s", file.Path, month.Format("2006-01"))
	}
	var rows int64
	if err := s.Conn().QueryRowContext(ctx, "select (select count(value) from figure) + (select count(path) from source_file)").Scan(&rows); err != nil {
		return fmt.Errorf("read %s: %w", file.Path, err)
	}
	return nil
}

func (f closedFile) attachment() warehouse.Attachment {
	return warehouse.Attachment{Name: f.Catalog, Path: f.Path, ReadOnly: true}
}

// attachments are the snapshots that can be read.
func attachments(files []closedFile) []warehouse.Attachment {
	var list []warehouse.Attachment
	for _, file := range files {
		if file.Trouble == "" {
			list = append(list, file.attachment())
		}
	}
	return list
}

// bringClosed fills meta.closed_* from the attached snapshots, in the order of months.
func bringClosed(ctx context.Context, s *warehouse.Session, files []closedFile) error {
	for _, statement := range []string{
		`create table meta.closed_month (month_start_on date, closed_on date, as_of_on date, closing integer,
			reason varchar, program_version varchar, is_readable boolean, trouble varchar)`,
		"create table meta.closed_figure (month_start_on date, scope_type varchar, scope_id varchar, metric varchar, value double)",
		"create table meta.closed_file (month_start_on date, person_id varchar, file_id varchar, path varchar)",
	} {
		if err := s.Exec(ctx, statement); err != nil {
			return err
		}
	}
	for _, file := range files {
		month := file.Month.Format(time.DateOnly)
		if file.Trouble != "" {
			if err := s.Exec(ctx, "insert into meta.closed_month (month_start_on, is_readable, trouble) values (cast(? as date), false, ?)", month, file.Trouble); err != nil {
				return err
			}
			continue
		}
		catalog := warehouse.Identifier(file.Catalog)
		for _, statement := range []string{
			"insert into meta.closed_month select month_start_on, closed_on, as_of_on, closing, reason, program_version, true, null from " + catalog + ".main.closing",
			"insert into meta.closed_figure select month_start_on, scope_type, scope_id, metric, value from " + catalog + ".main.figure order by all",
			"insert into meta.closed_file select month_start_on, person_id, file_id, path from " + catalog + ".main.source_file order by all",
		} {
			if err := s.Exec(ctx, statement); err != nil {
				return fmt.Errorf("read %s: %w", file.Path, err)
			}
		}
	}
	return nil
}
