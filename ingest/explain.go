package ingest

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"aqs/ingest/record"
	"aqs/ingest/workbook"
)

// ExplainOptions say under which surroundings a file is explained.
type ExplainOptions struct {
	Inbox    string // a file below it is explained under its path there; empty: by name only
	FormsDir string
	AsOf     time.Time
	Limits   workbook.Limits

	reader sheetReader // tests put their own in place of the form library
}

// Explanation is how one file is read. It shows cells' texts, also of sheets that match no form:
// it is for the analyst's own screen, and nothing of it is stored.
type Explanation struct {
	Path        string             `json:"path"`
	SHA256      string             `json:"sha256"`
	ModifiedAt  *time.Time         `json:"modified_at"` // the workbook's own property
	VersionRank int                `json:"version_rank"`
	Status      string             `json:"status"` // what a run would store
	Form        string             `json:"form"`
	RowsTotal   int                `json:"rows_total"`
	RowsLoaded  int                `json:"rows_loaded"`
	Issues      []ExplainedIssue   `json:"issues"` // about the file as a whole
	Sheets      []ExplainedSheet   `json:"sheets"`
	Records     []ExplainedRecords `json:"records"`
}

// ExplainedRecords counts what would be stored in one raw table.
type ExplainedRecords struct {
	Table string `json:"table"`
	Rows  int    `json:"rows"`
}

// ExplainedSheet is how one sheet is read.
type ExplainedSheet struct {
	No         int                  `json:"no"`
	Sheet      string               `json:"sheet"`
	IsHidden   bool                 `json:"is_hidden"`
	Form       string               `json:"form"`
	FormName   string               `json:"form_name"`
	Score      float64              `json:"score"`
	RowsTotal  int                  `json:"rows_total"`
	RowsLoaded int                  `json:"rows_loaded"`
	Fates      []FateCount          `json:"fates"`
	Candidates []ExplainedCandidate `json:"candidates"`
	Fields     []ExplainedField     `json:"fields"`
	Issues     []ExplainedIssue     `json:"issues"`
}

// ExplainedCandidate is one form's claim to the sheet, best first.
type ExplainedCandidate struct {
	Form      string   `json:"form"`
	FormName  string   `json:"form_name"`
	Score     float64  `json:"score"`
	Threshold float64  `json:"threshold"`
	Missing   []string `json:"missing"`
}

// ExplainedField is where one field was found, and why there.
type ExplainedField struct {
	Field      string   `json:"field"`
	FieldName  string   `json:"field_name"`
	LabelCell  string   `json:"label_cell"`
	LabelText  string   `json:"label_text"`
	MatchedBy  string   `json:"matched_by"`
	ValueCells []string `json:"value_cells"`
	Samples    []string `json:"samples"`
	Suggestion string   `json:"suggestion"` // the YAML line that would teach a missed header
}

// ExplainedIssue is one finding.
type ExplainedIssue struct {
	Cell     string          `json:"cell"`
	Code     string          `json:"code"`
	Severity record.Severity `json:"severity"`
	Value    string          `json:"value"`
	Message  string          `json:"message"`
	Hint     string          `json:"hint"`
}

// Explain reads one file as a run would, and stores nothing. A file that cannot be read is
// explained too; an error is of the forms or the context.
func Explain(ctx context.Context, path string, o ExplainOptions) (*Explanation, error) {
	forms, err := Options{FormsDir: o.FormsDir, reader: o.reader}.forms()
	if err != nil {
		return nil, err
	}
	shown := inboxPath(o.Inbox, path)
	result, err := fileReader{forms: forms, limits: o.Limits, asOf: o.AsOf}.read(ctx, shown, path)
	if err != nil {
		return nil, fmt.Errorf("explain: %w", err)
	}
	made := &Explanation{
		Path: shown, SHA256: result.sha, ModifiedAt: result.modified, VersionRank: newRanker().rank(shown),
		Status: result.status, Form: result.form, RowsTotal: result.rowsTotal, RowsLoaded: result.rowsLoaded,
	}
	numbers := map[string]int{}
	for _, sheet := range result.sheets {
		numbers[sheet.name] = sheet.no
	}
	bySheet := map[string][]ExplainedIssue{}
	for _, found := range numberIssues("", numbers, result.issues) {
		bySheet[found.Sheet] = append(bySheet[found.Sheet], ExplainedIssue{
			Cell: found.Cell, Code: found.Code, Severity: found.Severity, Value: found.Value, Message: found.Message, Hint: found.Hint,
		})
	}
	made.Issues = bySheet[""]
	for _, sheet := range result.sheets {
		made.Sheets = append(made.Sheets, explainSheet(sheet, bySheet[sheet.name]))
	}
	made.Records = countRecords(result)
	return made, nil
}

// inboxPath is the path a run would know the file by.
func inboxPath(inbox, path string) string {
	if inbox != "" {
		root, err1 := filepath.Abs(inbox)
		file, err2 := filepath.Abs(path)
		if err1 == nil && err2 == nil {
			if relative, err := filepath.Rel(root, file); err == nil && relative != ".." && !strings.HasPrefix(relative, ".."+string(filepath.Separator)) {
				return storedPath(relative)
			}
		}
	}
	return storedPath(filepath.Base(path))
}

func explainSheet(sheet sheetResult, issues []ExplainedIssue) ExplainedSheet {
	made := ExplainedSheet{
		No: sheet.no, Sheet: sheet.name, IsHidden: sheet.hidden, Form: sheet.form, Score: sheet.score,
		RowsTotal: len(sheet.ledger), RowsLoaded: sheet.loaded, Issues: issues,
	}
	counts := map[record.Fate]int64{}
	for _, row := range sheet.ledger {
		counts[row.Fate]++
	}
	for _, fate := range fates() {
		if counts[fate] > 0 {
			made.Fates = append(made.Fates, FateCount{fate, counts[fate]})
		}
	}
	if sheet.reading == nil {
		return made
	}
	made.FormName = sheet.reading.FormName
	for _, c := range sheet.reading.Candidates {
		made.Candidates = append(made.Candidates, ExplainedCandidate{c.FormID, c.FormName, c.Score, c.Threshold, c.Missing})
	}
	for _, t := range sheet.reading.Trace {
		made.Fields = append(made.Fields, ExplainedField{
			t.Field, t.FieldName, t.LabelCell, t.LabelText, t.MatchedBy, t.ValueCells, t.Samples, t.Suggestion,
		})
	}
	return made
}

// countRecords counts a file's records by table.
func countRecords(result *fileResult) []ExplainedRecords {
	var counts []ExplainedRecords
	for i, table := range recordTables(&record.Batch{}) {
		if table.table() == "mention" {
			continue // where names stand, not what the file says
		}
		n := 0
		for _, sheet := range result.sheets {
			if sheet.batch != nil {
				n += recordTables(sheet.batch)[i].len()
			}
		}
		if n > 0 {
			counts = append(counts, ExplainedRecords{table.table(), n})
		}
	}
	return counts
}
