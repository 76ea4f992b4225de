package transform

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"aqs/internal/warehouse"
)

// Why a month is not closed. Programs test for these; the command says them in Chinese.
var (
	ErrMonthOpen    = errors.New("the month is not over on the as-of day of the figures")
	ErrMonthClosed  = errors.New("the month is closed already")
	ErrMonthUnknown = errors.New("no figures of this month")
)

// CloseOptions say which month to freeze.
type CloseOptions struct {
	MartsPath string
	Dir       string    // folder of closed months
	Month     time.Time // any day of it
	On        time.Time // the day of closing, for the record
	Version   string    // of the program, for the record
	// Again closes a closed month anew, for Reason; the earlier snapshot is kept beside the new one.
	Again     bool
	Reason    string
	Warehouse warehouse.Config
}

// CloseSummary says what was frozen.
type CloseSummary struct {
	Month   string `json:"month"`   // 2026-03
	Path    string `json:"path"`    // of the snapshot
	AsOf    string `json:"as_of"`   // day of the figures that were frozen
	Closing int    `json:"closing"` // 1 for the first closing of this month
	Figures int64  `json:"figures"`
	Scopes  int64  `json:"scopes"`
	Files   int64  `json:"files"`
}

// closeRecords are the tables of a month that are kept in its snapshot for people to look up later
// (aqs never reads them back).
var closeRecords = [...]struct{ name, relation, month string }{
	{"gap_part", "analysis.gap_part", "month_start_on"},
	{"score_state", "analysis.score_state", "month_start_on"},
	{"cause_card", "analysis.cause_card", "month_start_on"},
	{"quota", "analysis.quota", "base_month_on"},
}

// Close copies a month's figures from the published marts into a snapshot of their own, beside
// the earlier months', in one step: a kill leaves the old snapshot or the new one. It refuses a
// month that is not over ([ErrMonthOpen]), that nobody has figures of ([ErrMonthUnknown]), or
// that is closed already ([ErrMonthClosed]) unless Again.
func Close(ctx context.Context, o CloseOptions) (*CloseSummary, error) {
	if _, err := os.Stat(o.MartsPath); errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("close: open %s: %w", o.MartsPath, warehouse.ErrMissing)
	}
	month := time.Date(o.Month.Year(), o.Month.Month(), 1, 0, 0, 0, 0, time.UTC)
	target := filepath.Join(o.Dir, month.Format("2006-01")+".duckdb")
	closing, err := nextClosing(target, o.Again)
	if err != nil {
		return nil, fmt.Errorf("close: %w", err)
	}
	if err := os.MkdirAll(o.Dir, 0o755); err != nil {
		return nil, fmt.Errorf("close: %w", err)
	}
	if err := warehouse.Discard(target); err != nil {
		return nil, fmt.Errorf("close: clear the last attempt's leftovers: %w", err)
	}
	summary, err := freeze(ctx, o, month, target, closing)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("close %s: %w", month.Format("2006-01"), err), warehouse.Discard(target))
	}
	if closing > 1 {
		if err := keepEarlier(target, closing-1); err != nil {
			return nil, errors.Join(fmt.Errorf("close %s: %w", month.Format("2006-01"), err), warehouse.Discard(target))
		}
	}
	if err := warehouse.Publish(target); err != nil {
		return nil, fmt.Errorf("close: %w", err)
	}
	return summary, nil
}

// earlier is where the n-th closing of a month is kept once there is a later one.
func earlier(target string, n int) string {
	return fmt.Sprintf("%s.%d.duckdb", target[:len(target)-len(".duckdb")], n)
}

func nextClosing(target string, again bool) (int, error) {
	if _, err := os.Stat(target); errors.Is(err, fs.ErrNotExist) {
		return 1, nil
	} else if err != nil {
		return 0, err
	}
	if !again {
		return 0, fmt.Errorf("%s: %w", target, ErrMonthClosed)
	}
	n := 1
	for ; ; n++ {
		if _, err := os.Stat(earlier(target, n)); errors.Is(err, fs.ErrNotExist) {
			return n + 1, nil
		} else if err != nil {
			return 0, err
		}
	}
}

// keepEarlier gives the present snapshot a second name before its first name is given away.
func keepEarlier(target string, n int) error {
	name := earlier(target, n)
	if os.Link(target, name) == nil {
		return nil
	}
	// A file system without hard links: a copy, whole before it has its name.
	text, err := os.ReadFile(target)
	if err != nil {
		return err
	}
	staging := warehouse.Staging(name)
	if err := os.WriteFile(staging, text, 0o644); err != nil {
		return errors.Join(err, os.Remove(staging))
	}
	return warehouse.Publish(name)
}

func freeze(ctx context.Context, o CloseOptions, month time.Time, target string, closing int) (summary *CloseSummary, err error) {
	s, err := warehouse.Open(ctx, singleThreaded(o.Warehouse),
		warehouse.Attachment{Name: "snapshot", Path: warehouse.Staging(target)},
		warehouse.Attachment{Name: "marts", Path: o.MartsPath, ReadOnly: true})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()

	var asOf time.Time
	if err := s.Conn().QueryRowContext(ctx, "select as_of_on from marts.meta.run").Scan(&asOf); err != nil {
		return nil, fmt.Errorf("read the day of the figures: %w", err)
	}
	if last := month.AddDate(0, 1, -1); asOf.Before(last) {
		return nil, fmt.Errorf("%w: %s, the month ends on %s", ErrMonthOpen, asOf.Format(time.DateOnly), last.Format(time.DateOnly))
	}
	on := month.Format(time.DateOnly)
	err = s.InTx(ctx, func() error {
		if err := s.Exec(ctx, `create table closing as select cast(? as date) as month_start_on, cast(? as date) as closed_on,
			cast(? as date) as as_of_on, cast(? as integer) as closing, nullif(?, '') as reason, cast(? as varchar) as program_version`,
			on, o.On.Format(time.DateOnly), asOf.Format(time.DateOnly), closing, o.Reason, o.Version); err != nil {
			return err
		}
		for _, statement := range []string{
			"create table figure as select month_start_on, scope_type, scope_id, metric, value from marts.analysis.close_figure where month_start_on = cast(? as date) order by all",
			"create table source_file as select month_start_on, person_id, file_id, path from marts.analysis.close_file where month_start_on = cast(? as date) order by all",
		} {
			if err := s.Exec(ctx, statement, on); err != nil {
				return err
			}
		}
		for _, record := range closeRecords {
			statement := "create table record_" + record.name + " as select * from marts." + record.relation + " where " + record.month + " = cast(? as date) order by all"
			if err := s.Exec(ctx, statement, on); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	summary = &CloseSummary{Month: month.Format("2006-01"), Path: target, AsOf: asOf.Format(time.DateOnly), Closing: closing}
	if err := s.Conn().QueryRowContext(ctx, `select (select count(*) from figure), (select count(distinct (scope_type, scope_id)) from figure),
		(select count(distinct file_id) from source_file)`).Scan(&summary.Figures, &summary.Scopes, &summary.Files); err != nil {
		return nil, err
	}
	// Without a single file there is a target at most: nothing was reported in that month.
	if summary.Files == 0 {
		return nil, ErrMonthUnknown
	}
	return summary, nil
}
