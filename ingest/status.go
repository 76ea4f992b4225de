package ingest

import (
	"context"
	"errors"
	"fmt"
	"io"

	"aqs/ingest/issue"
	"aqs/ingest/queries"
	"aqs/ingest/record"
	"aqs/internal/warehouse"
)

// StatusReport is what the warehouse holds, for `aqs status`.
type StatusReport struct {
	AsOf   string       `json:"as_of"` // of the last run
	Files  []FileCount  `json:"files"`
	Fates  []FateCount  `json:"fates"` // rows of files in force
	Issues []IssueCount `json:"issues"`
	// Lifecycle is nil for a warehouse whose last run kept no history.
	Lifecycle *Lifecycle  `json:"lifecycle,omitempty"`
	Worst     []IssueLine `json:"worst"` // the gravest issues, at most worstIssues
}

// FileCount is one status with its files and rows.
type FileCount struct {
	Status     string `json:"status"`
	Files      int    `json:"files"`
	RowsTotal  int64  `json:"rows_total"`
	RowsLoaded int64  `json:"rows_loaded"`
}

// FateCount is one fate with its rows.
type FateCount struct {
	Fate record.Fate `json:"fate"`
	Rows int64       `json:"rows"`
}

// IssueCount is one code with how often it occurs, and in how many files.
type IssueCount struct {
	Code     string          `json:"code"`
	Severity record.Severity `json:"severity"`
	Name     string          `json:"name"`
	Remedy   string          `json:"remedy"`
	Issues   int64           `json:"issues"`
	Files    int64           `json:"files"`
}

// IssueLine is one issue with its place.
type IssueLine struct {
	Path     string          `json:"path"`
	Sheet    string          `json:"sheet"`
	Cell     string          `json:"cell"`
	Code     string          `json:"code"`
	Severity record.Severity `json:"severity"`
	Message  string          `json:"message"`
	Hint     string          `json:"hint"`
}

// Place is file!sheet!cell, as far as the issue has one.
func (l IssueLine) Place() string {
	place := l.Path
	if l.Sheet != "" {
		place += "!" + l.Sheet
	}
	if l.Cell != "" {
		place += "!" + l.Cell
	}
	return place
}

const worstIssues = 20

// Status reads the state of a warehouse. The error matches warehouse.ErrMissing before the first
// run, [ErrSchema] for a file of another version.
func Status(ctx context.Context, rawPath string) (report *StatusReport, err error) {
	session, err := warehouse.Open(ctx, warehouse.Config{}, warehouse.Attachment{Name: "raw", Path: rawPath, ReadOnly: true})
	if err != nil {
		return nil, openProblem(rawPath, err)
	}
	defer func() { err = errors.Join(err, session.Close()) }()
	version, _, err := storedVersion(ctx, session)
	if err != nil {
		return nil, err
	}
	if err := checkVersion(rawPath, version); err != nil {
		return nil, err
	}
	meta, err := loadMeta(ctx, session)
	if err != nil {
		return nil, err
	}
	report = &StatusReport{AsOf: meta["as_of"]}
	return report, report.load(ctx, session)
}

func (r *StatusReport) load(ctx context.Context, session *warehouse.Session) error {
	counts, err := countFiles(ctx, session)
	if err != nil {
		return err
	}
	for _, status := range statuses() {
		line := FileCount{Status: status}
		for _, c := range counts {
			if c.status == status {
				line.Files, line.RowsTotal, line.RowsLoaded = c.files, c.rowsTotal, c.rowsLoad
			}
		}
		r.Files = append(r.Files, line)
	}
	byFate, err := countBy(ctx, session, queries.CountFates)
	if err != nil {
		return err
	}
	for _, fate := range fates() {
		r.Fates = append(r.Fates, FateCount{fate, byFate[string(fate)]})
	}
	if r.Issues, err = query(ctx, session, func(scan func(...any) error) (IssueCount, error) {
		var c IssueCount
		err := scan(&c.Code, &c.Severity, &c.Issues, &c.Files)
		known, _ := issue.Lookup(c.Code)
		c.Name, c.Remedy = known.Name, known.Remedy
		return c, err
	}, queries.StatusIssues); err != nil {
		return err
	}
	if r.Lifecycle, err = lifecycle(ctx, session, r.AsOf); err != nil {
		return err
	}
	r.Worst, err = query(ctx, session, func(scan func(...any) error) (IssueLine, error) {
		var l IssueLine
		return l, scan(&l.Path, &l.Sheet, &l.Cell, &l.Code, &l.Severity, &l.Message, &l.Hint)
	}, queries.StatusWorst, worstIssues)
	return err
}

// WriteText prints the report for a terminal, in Chinese.
func (r *StatusReport) WriteText(w io.Writer) error {
	out := &failingWriter{w: w}
	fmt.Fprintf(out, "统计截止日 %s\n\n", r.AsOf)
	files := &table{right: map[int]bool{1: true, 2: true, 3: true}}
	files.add("文件", "个数", "行数", "载入行")
	for _, c := range r.Files {
		if c.Files > 0 {
			files.add(statusName(c.Status), fmt.Sprint(c.Files), fmt.Sprint(c.RowsTotal), fmt.Sprint(c.RowsLoaded))
		}
	}
	files.write(out)
	fmt.Fprintln(out)
	rows := &table{right: map[int]bool{1: true}}
	rows.add("行的去向", "行数")
	for _, c := range r.Fates {
		if c.Rows > 0 {
			rows.add(fateName(c.Fate), fmt.Sprint(c.Rows))
		}
	}
	rows.write(out)
	fmt.Fprintln(out)
	if len(r.Issues) == 0 {
		if l := r.Lifecycle; l != nil && l.Fixed > 0 {
			fmt.Fprintf(out, "错误和提醒：已解决 %d\n", l.Fixed)
		}
		fmt.Fprintln(out, "没有问题。")
		return out.err
	}
	if l := r.Lifecycle; l != nil {
		fmt.Fprintf(out, "错误和提醒：新 %d，仍在 %d，已解决 %d\n\n", l.New, l.Open, l.Fixed)
	}
	issues := &table{right: map[int]bool{0: true, 1: true}}
	issues.add("问题", "文件", "级别", "名称", "代码", "怎么办")
	for _, c := range r.Issues {
		issues.add(fmt.Sprint(c.Issues), fmt.Sprint(c.Files), severityName(c.Severity), c.Name, c.Code, c.Remedy)
	}
	issues.write(out)
	if len(r.Worst) > 0 {
		fmt.Fprintf(out, "\n最要紧的 %d 条：\n", len(r.Worst))
		for _, l := range r.Worst {
			fmt.Fprintf(out, "  %s %s\n    %s\n", severityName(l.Severity), printable(l.Place()), printable(l.Message))
		}
	}
	return out.err
}

// failingWriter remembers the first error, so that a report is written in one go and checked once.
type failingWriter struct {
	w   io.Writer
	err error
}

// Write passes on until something failed.
func (f *failingWriter) Write(p []byte) (int, error) {
	if f.err == nil {
		_, f.err = f.w.Write(p)
	}
	return len(p), nil
}
