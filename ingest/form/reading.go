package form

import (
	"time"

	"aqs/ingest/record"
)

// Context is what a sheet's surroundings say: hints where its cells are silent.
type Context struct {
	Path     string     // inbox-relative, with /; folder and file names may carry year, month, team, person
	AsOf     time.Time  // the run's day; a log dated after it is rejected
	Modified *time.Time // the workbook's own property
}

// Reading is what the library made of one sheet.
type Reading struct {
	FormID     string  // empty: no form reached its threshold
	FormName   string  // Chinese
	Score      float64 // of the best candidate, 0..1
	Candidates []Candidate
	Batch      record.Batch
	Rows       []record.RowFate // one per non-empty row of the grid, by row
	Issues     []record.Issue
	Trace      []Trace // how each field was found, for explain
}

// Candidate is one form's claim to a sheet, best first.
type Candidate struct {
	FormID, FormName string
	Score, Threshold float64
	Nearly           bool     // this form but for something left out or renamed; see claim.nearly
	Missing          []string // Chinese: what was looked for and not found
}

// IsNearly says whether the nearest form is this sheet's but for something left out or renamed.
func (r *Reading) IsNearly() bool { return len(r.Candidates) > 0 && r.Candidates[0].Nearly }

// Trace tells where one field of the form was found and why.
type Trace struct {
	Field      string // identifier of the form definition
	FieldName  string // Chinese
	LabelCell  string // A1 of the label or header that matched; empty when not found
	LabelText  string
	MatchedBy  string   // the alias that matched, or why nothing did
	ValueCells []string // A1, at most a handful
	Samples    []string // their texts
	Suggestion string   // YAML line that would teach a missed header; empty otherwise
}
