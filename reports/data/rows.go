package data

// The row types below follow the relations of the same name, column by column.

// Run is the one row about the whole run.
type Run struct {
	AsOf            Date   `col:"as_of_on"`
	MonthStart      Date   `col:"month_start_on"`
	MonthLabel      string `col:"month_label"`
	Workdays        Num    `col:"workdays"`
	WorkdaysElapsed Num    `col:"workdays_elapsed"`
	TimeProgress    Num    `col:"time_progress"`
	FilesTotal      Num    `col:"files_total"`
	FilesLoaded     Num    `col:"files_loaded"`
	FilesPartial    Num    `col:"files_partial"`
	FilesRejected   Num    `col:"files_rejected"`
	FilesDuplicate  Num    `col:"files_duplicate"`
	RowsTotal       Num    `col:"rows_total"`
	RowsLoaded      Num    `col:"rows_loaded"`
	RowsQuarantined Num    `col:"rows_quarantined"`
	IssuesError     Num    `col:"issues_error"`
	IssuesWarning   Num    `col:"issues_warning"`
	LogsExpected    Num    `col:"logs_expected"`
	LogsReceived    Num    `col:"logs_received"`
	Coverage        Num    `col:"coverage"`
	People          Num    `col:"people"`
	CalendarNote    string `col:"calendar_note"`
}

// MissingInput is an input that is absent and what its absence disables.
type MissingInput struct {
	Ord    int    `col:"ord"`
	Input  string `col:"input"`
	Effect string `col:"effect"`
}

// ScopeKey names a company, dept, team or person.
type ScopeKey struct{ Type, ID string }

// Scope is one node of the organisation.
type Scope struct {
	Ord         int    `col:"ord"`
	Type        string `col:"scope_type"`
	ID          string `col:"scope_id"`
	Name        string `col:"scope_name"`
	ParentType  string `col:"parent_type"`
	ParentID    string `col:"parent_id"`
	PageKey     string `col:"page_key"`
	MemberCount Num    `col:"member_count"`
	InRoster    bool   `col:"is_in_roster"`
}

// Key is the scope's name in the maps of [Data].
func (s Scope) Key() ScopeKey { return ScopeKey{s.Type, s.ID} }

// Headline is one figure of the review month against its target.
type Headline struct {
	ScopeType        string `col:"scope_type"`
	ScopeID          string `col:"scope_id"`
	Ord              int    `col:"ord"`
	Metric           string `col:"metric"`
	MetricName       string `col:"metric_name"`
	Unit             string `col:"unit"`
	Target           Num    `col:"target"`
	Plan             Num    `col:"plan"`
	Actual           Num    `col:"actual"`
	Gap              Num    `col:"gap"`
	Attainment       Num    `col:"attainment"`
	AttainmentReason string `col:"attainment_reason"`
	TimeProgress     Num    `col:"time_progress"`
	PrevActual       Num    `col:"prev_actual"`
	PrevMonthLabel   string `col:"prev_month_label"`
	// A target that is the sum of its members' covers only those who have one.
	Members           Num `col:"members"`
	MembersWithTarget Num `col:"members_with_target"`
}

// Partial tells whether the target covers only a part of the people.
func (h Headline) Partial() bool {
	return h.Target.OK && h.MembersWithTarget.V > 0 && h.MembersWithTarget.V < h.Members.V
}

// PlanActual is plan and actual of one metric in one period.
type PlanActual struct {
	ScopeType    string `col:"scope_type"`
	ScopeID      string `col:"scope_id"`
	PeriodType   string `col:"period_type"`
	PeriodStart  Date   `col:"period_start_on"`
	PeriodLabel  string `col:"period_label"`
	Ord          int    `col:"ord"`
	Metric       string `col:"metric"`
	MetricName   string `col:"metric_name"`
	Unit         string `col:"unit"`
	Plan         Num    `col:"plan"`
	Actual       Num    `col:"actual"`
	Gap          Num    `col:"gap"`
	Attainment   Num    `col:"attainment"`
	Reason       string `col:"reason"`
	Workdays     Num    `col:"workdays"`
	LoggedDays   Num    `col:"logged_days"`
	ExpectedDays Num    `col:"expected_days"`
	// Gap and Attainment compare Plan with PlannedActual: what was done on the days that had a plan.
	PlannedActual Num    `col:"planned_actual"`
	PlannedDays   Num    `col:"planned_days"`
	WorkedDays    Num    `col:"worked_days"`
	Note          string `col:"note"` // empty where every day with a log had a plan
}

// TargetMonth is target and actual of one metric in one month.
type TargetMonth struct {
	ScopeType  string `col:"scope_type"`
	ScopeID    string `col:"scope_id"`
	MonthStart Date   `col:"month_start_on"`
	MonthLabel string `col:"month_label"`
	Metric     string `col:"metric"`
	MetricName string `col:"metric_name"`
	Unit       string `col:"unit"`
	Target     Num    `col:"target"`
	Actual     Num    `col:"actual"`
	Gap        Num    `col:"gap"`
	Attainment Num    `col:"attainment"`
	Reason     string `col:"reason"`
}

// Funnel is one stage of 拜访→洽谈→意向→成交; n of stage over den of the stage before.
type Funnel struct {
	ScopeType  string `col:"scope_type"`
	ScopeID    string `col:"scope_id"`
	WindowType string `col:"window_type"`
	StageOrd   int    `col:"stage_ord"`
	Stage      string `col:"stage"`
	StageName  string `col:"stage_name"`
	N          Num    `col:"n"`
	Den        Num    `col:"den"`
	Rate       Num    `col:"rate"`
	RateLo     Num    `col:"rate_lo"`
	RateHi     Num    `col:"rate_hi"`
	Reason     string `col:"reason"`
	PeerRate   Num    `col:"peer_rate"`
	IsRatio    bool   `col:"is_ratio"`
}

// Child is one direct child of a scope in the review month.
type Child struct {
	ScopeType        string `col:"scope_type"`
	ScopeID          string `col:"scope_id"`
	Ord              int    `col:"ord"`
	ChildType        string `col:"child_type"`
	ChildID          string `col:"child_id"`
	ChildName        string `col:"child_name"`
	Members          Num    `col:"members"`
	TargetPremium    Num    `col:"target_premium_yuan"`
	Premium          Num    `col:"premium_yuan"`
	Attainment       Num    `col:"attainment"`
	AttainmentReason string `col:"attainment_reason"`
	Cases            Num    `col:"cases"`
	VisitsPlan       Num    `col:"visits_plan"`
	Visits           Num    `col:"visits"`
	Talks            Num    `col:"talks"`
	Intents          Num    `col:"intents"`
	Closes           Num    `col:"closes"`
	IntentRate       Num    `col:"intent_rate"`
	IntentRateLo     Num    `col:"intent_rate_lo"`
	IntentRateHi     Num    `col:"intent_rate_hi"`
	CloseRate        Num    `col:"close_rate"`
	CloseRateLo      Num    `col:"close_rate_lo"`
	CloseRateHi      Num    `col:"close_rate_hi"`
	LoggedDays       Num    `col:"logged_days"`
	ExpectedDays     Num    `col:"expected_days"`
	SubmitRate       Num    `col:"submit_rate"`
	Box              string `col:"box"`
	BoxName          string `col:"box_name"`
}

// Attention is one thing a manager of the scope should look at.
type Attention struct {
	ScopeType  string `col:"scope_type"`
	ScopeID    string `col:"scope_id"`
	Ord        int    `col:"ord"`
	Severity   string `col:"severity"`
	Kind       string `col:"kind"`
	Title      string `col:"title" free:"true"`
	Detail     string `col:"detail" free:"true"`
	ChildType  string `col:"child_type"`
	ChildID    string `col:"child_id"`
	AmountYuan Num    `col:"amount_yuan"`
}

// Score is a person's place in the skill/will quadrant.
type Score struct {
	PersonID     string `col:"person_id"`
	PersonName   string `col:"person_name"`
	TeamID       string `col:"team_id"`
	TeamName     string `col:"team_name"`
	DeptID       string `col:"dept_id"`
	SkillScore   Num    `col:"skill_score"`
	SkillP       Num    `col:"skill_p"`
	SkillSide    string `col:"skill_side"`
	SkillIsSure  bool   `col:"skill_is_sure"`
	SkillReason  string `col:"skill_reason"`
	WillScore    Num    `col:"will_score"`
	WillP        Num    `col:"will_p"`
	WillSide     string `col:"will_side"`
	WillIsSure   bool   `col:"will_is_sure"`
	WillReason   string `col:"will_reason"`
	Box          string `col:"box"`
	BoxName      string `col:"box_name"`
	Lean         string `col:"lean"`
	Advice       string `col:"advice"`
	NextEvidence string `col:"next_evidence"`
}

// ScorePart is one indicator's contribution to a score.
type ScorePart struct {
	PersonID      string `col:"person_id"`
	Axis          string `col:"axis"`
	Ord           int    `col:"ord"`
	Indicator     string `col:"indicator"`
	IndicatorName string `col:"indicator_name"`
	Value         Num    `col:"value"`
	ValueText     string `col:"value_text"`
	PeerValue     Num    `col:"peer_value"`
	PeerText      string `col:"peer_text"`
	N             Num    `col:"n"`
	Weight        Num    `col:"weight"`
	Reliability   Num    `col:"reliability"`
	Z             Num    `col:"z"`
	Contribution  Num    `col:"contribution"`
	Sentence      string `col:"sentence"`
}

// PersonDay is one day of one person, with the cells it was read from.
type PersonDay struct {
	PersonID    string `col:"person_id"`
	WorkOn      Date   `col:"work_on"`
	WeekdayName string `col:"weekday_name"`
	IsWorkday   bool   `col:"is_workday"`
	Status      string `col:"status"`
	StatusName  string `col:"status_name"`
	VisitsPlan  Num    `col:"visits_plan"`
	Visits      Num    `col:"visits"`
	TalksPlan   Num    `col:"talks_plan"`
	Talks       Num    `col:"talks"`
	Intents     Num    `col:"intents"`
	Closes      Num    `col:"closes"`
	Cases       Num    `col:"cases"`
	Premium     Num    `col:"premium_yuan"`
	FilePath    string `col:"file_path"`
	Sheet       string `col:"sheet"`
	CellsText   string `col:"cells_text"`
}

// Evidence is one figure of one day as a workbook says it, with its cells.
type Evidence struct {
	PersonID string `col:"person_id"`
	WorkOn   Date   `col:"work_on"`
	Metric   string `col:"metric"`
	Plan     Num    `col:"plan"`
	Actual   Num    `col:"actual"`
	FilePath string `col:"file_path"`
	Sheet    string `col:"sheet"`
	PlanCell string `col:"plan_cell"`
	Place    string `col:"place"` // cell, cells that were summed, or rows that were counted
}
