// Package record names what ingest writes: one struct per table of sql/schema/raw.sql, with the
// fields in the order of its columns.
//
// Optional values are pointers: nil becomes NULL, which means "the form does not say" or, beside
// an [Issue], "could not be read". A zero is always a zero that somebody wrote.
package record

import (
	"encoding/json"
	"time"
)

// Place is where a record was read: the first fields of every record table.
type Place struct {
	FileID   string
	Sheet    string
	RowNo    int // 1-based row of the workbook
	RecordNo int // 1-based within one file and table
}

// At is the record's place, through which records of every table are numbered alike.
func (p *Place) At() *Place { return p }

// Cells leads a record's fields back to cells: field name → A1 address. It is written as a JSON
// object with sorted keys, so equal cells give equal bytes.
type Cells map[string]string

// JSON is the text stored in the cells column.
func (c Cells) JSON() string {
	if text, plain := c.plainJSON(); plain {
		return text
	}
	text, err := json.Marshal(map[string]string(c))
	if err != nil {
		// A map of strings cannot fail to marshal.
		return "{}"
	}
	return string(text)
}

// Day is one person's one day as one log says it (raw.day).
type Day struct {
	Place
	EmployeeNo       *string
	PersonName       *string
	TeamName         *string
	CompanyName      *string
	WorkOn           time.Time
	DateSource       string
	Status           *string
	StatusText       *string
	DayPlan          *string
	Reflection       *string
	SubmittedAt      *time.Time
	PremiumTotalYuan *float64
	Cells            Cells
}

// DayMetric is one count of a day (raw.day_metric).
type DayMetric struct {
	Place
	DayNo      int
	Metric     string
	Plan       *float64
	Actual     *float64
	PlanCell   *string
	ActualCell *string
}

// Visit is one contact at an outlet or customer (raw.visit).
type Visit struct {
	Place
	DayNo        int
	OutletName   *string
	CustomerName *string
	Purpose      *string
	PurposeText  *string
	TimeText     *string
	IsPlanned    *bool
	IsDone       *bool
	Result       *string
	NextStep     *string
	NextOn       *time.Time
	PreparedText *string
	Analysis     *string
	FromMinute   *int // of the day, when TimeText is a time or a range of them
	ToMinute     *int
	Cells        Cells
}

// Sale is one line of a day's sales (raw.sale).
type Sale struct {
	Place
	DayNo        int
	ProductName  *string
	Cases        *float64
	PremiumYuan  *float64
	OutletName   *string
	CustomerName *string
	Cells        Cells
}

// PeriodMetric is one figure of a scope for a week or month (raw.period_metric).
type PeriodMetric struct {
	Place
	ScopeType     string
	EmployeeNo    *string
	PersonName    *string
	TeamName      *string
	DeptName      *string
	PeriodType    string
	PeriodStartOn time.Time
	Metric        string
	Plan          *float64
	Actual        *float64
	PlanCell      *string
	ActualCell    *string
	Source        string
}

// Target is one monthly target, or a week's part of it (raw.target).
type Target struct {
	Place
	ScopeType    string
	EmployeeNo   *string
	PersonName   *string
	TeamName     *string
	DeptName     *string
	MonthStartOn time.Time
	WeekNo       *int
	Metric       string
	Target       float64
	SetBy        *string
	FilledOn     *time.Time
	TargetCell   string
}

// WeekResult is what a month's table says was reached in one of its weeks (raw.week_result). The
// form does not say from which day to which its weeks run.
type WeekResult struct {
	Place
	ScopeType    string
	EmployeeNo   *string
	PersonName   *string
	TeamName     *string
	DeptName     *string
	MonthStartOn time.Time
	WeekNo       int
	Metric       string
	Actual       float64
	ActualCell   string
}

// YearTarget is the target of a whole year, stated on a month's table (raw.year_target).
type YearTarget struct {
	Place
	ScopeType  string
	EmployeeNo *string
	PersonName *string
	TeamName   *string
	DeptName   *string
	Year       int
	Metric     string
	Target     float64
	SetBy      *string
	FilledOn   *time.Time
	TargetCell string
}

// KeyAccount is one line of 重点客户开发 (raw.key_account).
type KeyAccount struct {
	Place
	TeamName     *string
	WeekStartOn  time.Time
	CustomerName *string
	Needs        *string
	OwnerName    *string
	Plan         *string
	Cells        Cells
}

// Coaching is one line of 本周重点辅导组员 (raw.coaching).
type Coaching struct {
	Place
	TeamName    *string
	WeekStartOn time.Time
	PersonName  *string
	Problem     *string
	Content     *string
	Effect      *string
	Cells       Cells
}

// Note is free text of a period (raw.note).
type Note struct {
	Place
	ScopeType     string
	PersonName    *string
	TeamName      *string
	PeriodType    string
	PeriodStartOn time.Time
	Kind          string
	Body          string
	Cells         Cells
}

// Person is one line of the 花名册 (raw.person).
type Person struct {
	Place
	EmployeeNo     *string
	PersonName     *string
	Role           *string
	RoleText       *string
	TeamName       *string
	DeptName       *string
	CompanyName    *string
	HiredOn        *time.Time
	LeftOn         *time.Time
	JoinedTeamOn   *time.Time
	Grade          *string
	BaseSalaryYuan *float64
	AllowanceYuan  *float64
	Cells          Cells
}

// Outlet is one line of the 网点表 (raw.outlet).
type Outlet struct {
	Place
	OutletCode  *string
	OutletName  *string
	BankName    *string
	Grade       *string
	EmployeeNo  *string
	PersonName  *string
	ValidFromOn *time.Time
	ValidToOn   *time.Time
	Cells       Cells
}

// Product is one line of the 产品表 (raw.product).
type Product struct {
	Place
	ProductName    *string
	PayMode        *string
	CommissionRate *float64
	StdFactor      *float64
	Cells          Cells
}

// Leave is one line of the 请假表 (raw.leave).
type Leave struct {
	Place
	EmployeeNo *string
	PersonName *string
	TeamName   *string
	StartOn    time.Time
	EndOn      time.Time
	Kind       *string
	KindText   *string
	Cells      Cells
}

// Fate is what became of one non-empty row (raw.row_ledger.fate).
type Fate string

// The fates. Every non-empty row of every sheet ends in exactly one.
const (
	Loaded      Fate = "loaded"
	BlankForm   Fate = "blank-form" // preprinted labels or numbering, nothing filled in
	Header      Fate = "header"
	Subtotal    Fate = "subtotal"
	NoteRow     Fate = "note"
	Duplicate   Fate = "duplicate"
	Quarantined Fate = "quarantined"
)

// RowFate is one line of the ledger.
type RowFate struct {
	RowNo int
	Fate  Fate
	Code  string // of a quarantined row
}

// Severity grades an issue.
type Severity string

// Severities: an error means something was not loaded; a warning, that it was loaded and may be
// wrong; an info needs no action.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Info    Severity = "info"
)

// Issue is one finding about a file, sheet or cell (raw.issue). Diagnostics are data: they are
// sorted by file, sheet, row and column before anybody sees them.
type Issue struct {
	Sheet    string // empty: about the file
	Cell     string // A1; empty: about the sheet
	Code     string // of ingest/issue's table
	Severity Severity
	Value    string // the cell's text; empty for a sheet that matched no form
	Message  string // Chinese: what is wrong
	Hint     string // Chinese: what to do
}

// Batch is everything read from one sheet, with Place.FileID and Place.RecordNo still to be
// numbered by the caller that knows the whole file. DayNo refers to an index+1 into Days of this
// batch until then.
type Batch struct {
	Days              []Day
	DayMetrics        []DayMetric
	Visits            []Visit
	Sales             []Sale
	PeriodMetrics     []PeriodMetric
	Targets           []Target
	WeekResults       []WeekResult
	YearTargets       []YearTarget
	KeyAccounts       []KeyAccount
	Coachings         []Coaching
	Notes             []Note
	Persons           []Person
	Outlets           []Outlet
	Products          []Product
	Leaves            []Leave
	Policies          []Policy
	Aliases           []Alias
	CheckMetrics      []CheckMetric
	PlanItems         []PlanItem
	KPIs              []KPI
	Measures          []Measure
	MeasureProgresses []MeasureProgress
	Trainings         []Training
	Ratings           []Rating
	Slots             []Slot
	Prospects         []Prospect
	Customers         []Customer
	StageEvents       []StageEvent
	Extras            []Extra
	Mentions          []Mention
}
