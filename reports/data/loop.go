package data

// The rows of causes, and of what is done about them.

// CauseCard is one phenomenon of one scope with the cause that its evidence decides for.
type CauseCard struct {
	ScopeType      string `col:"scope_type"`
	ScopeID        string `col:"scope_id"`
	Ord            int    `col:"ord"`
	Rule           string `col:"rule"`
	RuleName       string `col:"rule_name"`
	Phenomenon     string `col:"phenomenon" free:"true"`
	Cause          string `col:"cause" free:"true"`
	CauseClass     string `col:"cause_class"`
	CauseClassName string `col:"cause_class_name"`
	Verdict        string `col:"verdict"`
	VerdictName    string `col:"verdict_name"`
	DecidedBy      string `col:"decided_by" free:"true"`
	Against        string `col:"against" free:"true"`
	Action         string `col:"action"`
	Questions      string `col:"questions" free:"true"`
	PhiYuan        Num    `col:"phi_yuan"`
}

// CauseEvidence is one piece of a card's evidence; a figure without one cell has no file.
type CauseEvidence struct {
	ScopeType string `col:"scope_type"`
	ScopeID   string `col:"scope_id"`
	Rule      string `col:"rule"`
	Ord       int    `col:"ord"`
	Text      string `col:"text" free:"true"`
	FilePath  string `col:"file_path"`
	Sheet     string `col:"sheet"`
	Cell      string `col:"cell"`
}

// CauseSummary counts the cards below a scope by rule and class.
type CauseSummary struct {
	ScopeType      string `col:"scope_type"`
	ScopeID        string `col:"scope_id"`
	Ord            int    `col:"ord"`
	Rule           string `col:"rule"`
	RuleName       string `col:"rule_name"`
	CauseClass     string `col:"cause_class"`
	CauseClassName string `col:"cause_class_name"`
	Cards          Num    `col:"cards"`
	Named          Num    `col:"named"`
	PeopleText     string `col:"people_text"`
	PhiYuan        Num    `col:"phi_yuan"`
	Sentence       string `col:"sentence" free:"true"`
}

// CauseRule says whether a rule has the inputs it needs.
type CauseRule struct {
	Ord        int    `col:"ord"`
	Rule       string `col:"rule"`
	RuleName   string `col:"rule_name"`
	StatusName string `col:"status_name"`
	Reason     string `col:"reason"`
	Detector   string `col:"detector"`
	Cards      Num    `col:"cards"`
}

// PlausibilityPerson is a person whose logs a supervisor should look at again.
type PlausibilityPerson struct {
	TeamID     string `col:"team_id"`
	PersonID   string `col:"person_id"`
	Ord        int    `col:"ord"`
	PersonName string `col:"person_name"`
	TeamName   string `col:"team_name"`
	DeptID     string `col:"dept_id"`
	Indicators Num    `col:"indicators"`
	Hard       Num    `col:"hard_indicators"`
	Sentence   string `col:"sentence" free:"true"`
}

// Plausibility is one indicator behind it.
type Plausibility struct {
	TeamID        string `col:"team_id"`
	PersonID      string `col:"person_id"`
	Ord           int    `col:"ord"`
	PersonName    string `col:"person_name"`
	TeamName      string `col:"team_name"`
	DeptID        string `col:"dept_id"`
	IndicatorName string `col:"indicator_name"`
	IsHard        bool   `col:"is_hard"`
	ValueText     string `col:"value_text" free:"true"`
	PeerText      string `col:"peer_text" free:"true"`
	Sentence      string `col:"sentence" free:"true"`
	FilePath      string `col:"file_path"`
	Sheet         string `col:"sheet"`
	Cell          string `col:"cell"`
}

// Quota is the proposal of one metric for one person's next month.
type Quota struct {
	PersonID     string `col:"person_id"`
	MonthStart   Date   `col:"month_start_on"`
	Ord          int    `col:"ord"`
	Metric       string `col:"metric"`
	PersonName   string `col:"person_name"`
	TeamID       string `col:"team_id"`
	DeptID       string `col:"dept_id"`
	MonthLabel   string `col:"month_label"`
	MetricName   string `col:"metric_name"`
	Unit         string `col:"unit"`
	LastPlan     Num    `col:"last_plan"`
	LastActual   Num    `col:"last_actual"`
	P50          Num    `col:"p50"`
	P70          Num    `col:"p70"`
	Proposal     Num    `col:"proposal"`
	PerDay       Num    `col:"per_day_proposal"`
	UsualPerDay  Num    `col:"usual_per_day"`
	BestPerDay   Num    `col:"best_per_day"`
	SelfSet      Num    `col:"self_set"`
	GuardName    string `col:"guard_name"`
	Reason       string `col:"reason"`
	Sentence     string `col:"sentence"`
	Workdays     Num    `col:"workdays"`
	TargetYuan   Num    `col:"target_yuan"`
	TargetSource string `col:"target_source"`
}

// Focus is one person to coach, or to learn from, this week.
type Focus struct {
	TeamID     string `col:"team_id"`
	Ord        int    `col:"ord"`
	PersonID   string `col:"person_id"`
	TeamName   string `col:"team_name"`
	DeptID     string `col:"dept_id"`
	PersonName string `col:"person_name"`
	Kind       string `col:"kind"`
	KindName   string `col:"kind_name"`
	Problem    string `col:"problem" free:"true"`
	Content    string `col:"content" free:"true"`
	Method     string `col:"method"`
	Questions  string `col:"questions" free:"true"`
	Track      string `col:"track"`
	LastEffect string `col:"last_effect" free:"true"`
	Gain       Num    `col:"expected_gain_yuan"`
	PWorse     Num    `col:"p_worse"`
	Sentence   string `col:"sentence" free:"true"`
}

// Training is one session that several people need.
type Training struct {
	ScopeType string `col:"scope_type"`
	ScopeID   string `col:"scope_id"`
	Ord       int    `col:"ord"`
	ScopeName string `col:"scope_name"`
	Topic     string `col:"topic" free:"true"`
	NeedName  string `col:"need_name"`
	Audience  string `col:"audience" free:"true"`
	People    Num    `col:"people"`
	PhiYuan   Num    `col:"phi_yuan"`
	Method    string `col:"method"`
	When      string `col:"suggested_on_text"`
	Indicator string `col:"indicator"`
	Sentence  string `col:"sentence" free:"true"`
}

// Measure is one improvement measure against what was to be expected without it.
type Measure struct {
	ScopeType      string `col:"scope_type"`
	ScopeID        string `col:"scope_id"`
	Ord            int    `col:"ord"`
	OwnerName      string `col:"owner_name"`
	Measure        string `col:"measure" free:"true"`
	Problem        string `col:"problem" free:"true"`
	MonthStart     Date   `col:"month_start_on"`
	MonthLabel     string `col:"month_label"`
	DueText        string `col:"due_text" free:"true"`
	StatusName     string `col:"status_name" free:"true"`
	Indicator      string `col:"indicator" free:"true"`
	BaselineText   string `col:"baseline_text" free:"true"`
	ExpectedText   string `col:"expected_text" free:"true"`
	ActualText     string `col:"actual_text" free:"true"`
	DifferenceText string `col:"difference_text"`
	IntervalText   string `col:"interval_text"`
	Verdict        string `col:"verdict"`
	VerdictName    string `col:"verdict_name"`
	Sentence       string `col:"sentence" free:"true"`
	Note           string `col:"note"` // the sentence without its figures; empty where it has none
	FilePath       string `col:"file_path"`
	Sheet          string `col:"sheet"`
	Cell           string `col:"cell"`
}

// LoopItem is one line of the loop from a finding to what came of it.
type LoopItem struct {
	ScopeType  string `col:"scope_type"`
	ScopeID    string `col:"scope_id"`
	Ord        int    `col:"ord"`
	KindName   string `col:"kind_name"`
	RaisedOn   Date   `col:"raised_on"`
	PersonName string `col:"person_name"`
	FactorName string `col:"factor_name"`
	Text       string `col:"text" free:"true"`
	Owner      string `col:"owner"`
	DueOn      Date   `col:"due_on"`
	Status     string `col:"status"` // open, overdue, done, closed
	StatusName string `col:"status_name"`
	Effect     string `col:"effect" free:"true"`
	FilePath   string `col:"file_path"`
	Sheet      string `col:"sheet"`
	Cell       string `col:"cell"`
}

// LoopKPI is how well the loop itself runs.
type LoopKPI struct {
	ScopeType string `col:"scope_type"`
	ScopeID   string `col:"scope_id"`
	Ord       int    `col:"ord"`
	Name      string `col:"kpi_name"`
	Num       Num    `col:"num"`
	Den       Num    `col:"den"`
	Value     Num    `col:"value"`
	Reason    string `col:"reason"`
}

// Restatement is a figure of a closed month that differs now.
type Restatement struct {
	ScopeType  string `col:"scope_type"`
	ScopeID    string `col:"scope_id"`
	MonthStart Date   `col:"month_start_on"`
	Ord        int    `col:"ord"`
	ScopeName  string `col:"scope_name"`
	MonthLabel string `col:"month_label"`
	MetricName string `col:"metric_name"`
	Unit       string `col:"unit"`
	Frozen     Num    `col:"frozen"`
	Now        Num    `col:"now"`
	Difference Num    `col:"difference"`
	ClosedAt   string `col:"closed_at_text"`
	Files      string `col:"files_text"`
	Sentence   string `col:"sentence"`
}

// Control is a figure of a form that does not agree with the logs.
type Control struct {
	Ord         int    `col:"ord"`
	ScopeType   string `col:"scope_type"`
	ScopeID     string `col:"scope_id"`
	ScopeName   string `col:"scope_name"`
	TeamID      string `col:"team_id"`
	PeriodLabel string `col:"period_label"`
	MetricName  string `col:"metric_name"`
	FormName    string `col:"form_name"`
	Stated      Num    `col:"stated"`
	FromLogs    Num    `col:"from_logs"`
	Difference  Num    `col:"difference"`
	Sentence    string `col:"sentence" free:"true"`
	FilePath    string `col:"file_path"`
	Sheet       string `col:"sheet"`
	Cell        string `col:"cell"`
}

// ControlSummary is how often a form agrees with the logs.
type ControlSummary struct {
	Ord        int    `col:"ord"`
	FormName   string `col:"form_name"`
	ScopeName  string `col:"scope_type_name"`
	PeriodName string `col:"period_type_name"`
	MetricName string `col:"metric_name"`
	Compared   Num    `col:"compared"`
	Agreeing   Num    `col:"agreeing"`
	Rate       Num    `col:"rate"`
	RateAll    Num    `col:"rate_all"`
	Reason     string `col:"reason"`
}

// Correction is a register row that was handed in again with other content.
type Correction struct {
	Ord        int    `col:"ord"`
	KindName   string `col:"kind_name"`
	ScopeName  string `col:"scope_name"`
	RecordOn   Date   `col:"record_on"`
	Before     string `col:"before_text" free:"true"`
	After      string `col:"after_text" free:"true"`
	BeforePath string `col:"before_path"`
	AfterPath  string `col:"after_path"`
}
