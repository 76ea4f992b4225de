package record

import "time"

// Policy is one line of the 出单台账 (raw.policy).
type Policy struct {
	Place
	PolicyNo    *string
	IssuedOn    *time.Time
	ReceivedOn  *time.Time
	EmployeeNo  *string
	PersonName  *string
	TeamName    *string
	OutletCode  *string
	OutletName  *string
	ProductName *string
	PayMode     *string
	Cases       *float64
	PremiumYuan *float64
	Status      *string
	StatusText  *string
	Cells       Cells
}

// Alias is one line of the 别名 register: another way of writing a person (raw.alias).
type Alias struct {
	Place
	AliasName   *string
	EmployeeNo  *string
	PersonName  *string
	TeamName    *string
	ValidFromOn *time.Time
	ValidToOn   *time.Time
	Cells       Cells
}

// CheckMetric is one count of a person's day as the supervisor wrote it down: a second reading beside the
// person's own log, never a replacement (raw.check_metric).
type CheckMetric struct {
	Place
	EmployeeNo *string
	PersonName *string
	TeamName   *string
	WorkOn     time.Time
	Metric     string
	Plan       *float64
	Actual     *float64
	PlanCell   *string
	ActualCell *string
	Source     string
}

// PlanItem is one planned piece of work and what became of it (raw.plan_item).
type PlanItem struct {
	Place
	ScopeType     string
	EmployeeNo    *string
	PersonName    *string
	TeamName      *string
	DeptName      *string
	PeriodType    string
	PeriodStartOn time.Time
	PlanOn        *time.Time
	TargetText    *string
	Activity      *string
	Purpose       *string
	PlannedTimes  *float64
	ActualTimes   *float64
	Result        *string
	GapReason     *string
	NextStep      *string
	Cells         Cells
}

// KPI is one line of a monthly KPI sheet (raw.kpi).
type KPI struct {
	Place
	ScopeType    string
	EmployeeNo   *string
	PersonName   *string
	TeamName     *string
	DeptName     *string
	MonthStartOn time.Time
	KpiName      *string
	Category     *string
	CategoryText *string
	Weight       *float64
	Definition   *string
	Target       *float64
	TargetText   *string
	Stretch      *float64
	StretchText  *string
	Actual       *float64
	ActualText   *string
	AttainRate   *float64
	Score        *float64
	Unit         *string
	Cells        Cells
}

// Measure is one planned measure of improvement (raw.measure).
type Measure struct {
	Place
	ScopeType    string
	EmployeeNo   *string
	PersonName   *string
	TeamName     *string
	DeptName     *string
	MonthStartOn time.Time
	MeasureNo    *string
	Problem      *string
	Cause        *string
	Measure      *string
	OwnerName    *string
	HelperName   *string
	StartOn      *time.Time
	DueOn        *time.Time
	DueText      *string
	Indicator    *string
	TargetText   *string
	Cells        Cells
}

// MeasureProgress is what became of a measure by the time of review (raw.measure_progress).
type MeasureProgress struct {
	Place
	ScopeType    string
	EmployeeNo   *string
	PersonName   *string
	TeamName     *string
	DeptName     *string
	MonthStartOn time.Time
	MeasureNo    *string
	Measure      *string
	OwnerName    *string
	Status       *string
	StatusText   *string
	Progress     *string
	Result       *string
	Reason       *string
	NextStep     *string
	Cells        Cells
}

// Training is one session of a training plan (raw.training).
type Training struct {
	Place
	ScopeType    string
	EmployeeNo   *string
	PersonName   *string
	TeamName     *string
	DeptName     *string
	MonthStartOn time.Time
	Topic        *string
	Audience     *string
	Need         *string
	NeedText     *string
	Trainer      *string
	HeldOn       *time.Time
	TimeText     *string
	Venue        *string
	Method       *string
	Expected     *float64
	Attended     *float64
	Effect       *string
	Cells        Cells
}

// Rating is a supervisor's judgement of one person's skill and will (raw.rating).
type Rating struct {
	Place
	MonthStartOn time.Time
	RaterName    *string
	EmployeeNo   *string
	PersonName   *string
	TeamName     *string
	Skill        *string
	SkillScore   *float64
	SkillText    *string
	Will         *string
	WillScore    *float64
	WillText     *string
	Symptom      *string
	Action       *string
	Cells        Cells
}

// Slot is half a day of a supervisor's week (raw.slot).
type Slot struct {
	Place
	EmployeeNo *string
	PersonName *string
	TeamName   *string
	SlotOn     time.Time
	HalfDay    string
	PlanText   *string
	ResultText *string
	Activity   *string
	Cells      Cells
}

// Prospect is one customer of somebody's 财富100 list, as of the list's day (raw.prospect). Telephone and
// identity numbers are left out on purpose.
type Prospect struct {
	Place
	EmployeeNo   *string
	PersonName   *string
	TeamName     *string
	SnapshotOn   *time.Time
	CustomerName *string
	SourceClass  *string
	Gender       *string
	Age          *float64
	Marital      *string
	Children     *string
	Occupation   *string
	IncomeYuan   *float64
	AssetsYuan   *float64
	DebtsYuan    *float64
	KnownYears   *float64
	ContactLevel *string
	Approach     *string
	Referral     *string
	Needs        *string
	Score        *float64
	Grade        *string
	FirstVisitOn *time.Time
	StatusText   *string
	Cells        Cells
}

// Customer is the head of a 客户档案 (raw.customer). Telephone and identity numbers are left out on purpose.
type Customer struct {
	Place
	EmployeeNo   *string
	PersonName   *string
	TeamName     *string
	CustomerName *string
	CustomerNo   *string
	Industry     *string
	Headcount    *float64
	ContactName  *string
	ContactRole  *string
	ProductsUsed *string
	Needs        *string
	News         *string
	ServiceText  *string
	OpenedOn     *time.Time
	Cells        Cells
}

// StageEvent is one step in the development of a customer (raw.stage_event).
type StageEvent struct {
	Place
	EmployeeNo   *string
	PersonName   *string
	TeamName     *string
	CustomerName *string
	EventOn      *time.Time
	Stage        *string
	StageText    *string
	Content      *string
	Result       *string
	NextStep     *string
	AmountYuan   *float64
	Cells        Cells
}

// Extra is a cell of a recognised form that no field of its definition asks for (raw.extra).
type Extra struct {
	Place
	Header *string
	Cell   string
	Text   string
}

// Mention is a name or 工号 as a sheet writes it, with the cell in which it stands first
// (raw.mention): where a name is questioned, whichever record carries it.
type Mention struct {
	Place
	Text string
	Cell string
}
