package data

// Pace is where a scope stands in its month, and what it would take to reach the target.
type Pace struct {
	ScopeType         string `col:"scope_type"`
	ScopeID           string `col:"scope_id"`
	ScopeName         string `col:"scope_name"`
	Target            Num    `col:"target"`
	Actual            Num    `col:"actual_to_date"`
	Forecast          Num    `col:"forecast"`
	ForecastLo        Num    `col:"forecast_lo"`
	ForecastHi        Num    `col:"forecast_hi"`
	PAttain           Num    `col:"p_attain"`
	ActivityName      string `col:"activity_name"`
	ActivityUnit      string `col:"activity_unit"`
	RequiredPerDay    Num    `col:"required_per_day"`
	UsualPerDay       Num    `col:"usual_per_day"`
	BestPerDay        Num    `col:"best_per_day"`
	Zone              string `col:"zone"`
	ZoneName          string `col:"zone_name"`
	LastRecoverableOn Date   `col:"last_recoverable_on"`
	LateShare         Num    `col:"late_share"`
	LateMonths        Num    `col:"late_months"`
	Reason            string `col:"reason_name"`
	Sentence          string `col:"sentence"`
}

// PaceDay is one work day of the review month; day 0 is before it began.
type PaceDay struct {
	ScopeType      string `col:"scope_type"`
	ScopeID        string `col:"scope_id"`
	DayNo          int    `col:"day_no"`
	WorkOn         Date   `col:"work_on"`
	IsElapsed      bool   `col:"is_elapsed"`
	Actual         Num    `col:"actual_to_date"`
	PAttain        Num    `col:"p_attain"`
	RequiredPerDay Num    `col:"required_per_day"`
	UsualPerDay    Num    `col:"usual_per_day"`
	BestPerDay     Num    `col:"best_per_day"`
	Zone           string `col:"zone"`
	ZoneName       string `col:"zone_name"`
}

// Calibration says how the forecasts of closed months turned out; bin 0 is all of them.
type Calibration struct {
	ScopeType    string `col:"scope_type"`
	ScopeName    string `col:"scope_name"`
	ElapsedShare Num    `col:"elapsed_share"`
	Bin          int    `col:"bin"`
	BinName      string `col:"bin_name"`
	N            Num    `col:"n"`
	MeanP        Num    `col:"mean_p"`
	OutcomeShare Num    `col:"outcome_share"`
	Brier        Num    `col:"brier"`
	TimeBrier    Num    `col:"time_brier"`
	Sentence     string `col:"sentence"`
}

// ScoreState is a person's place in one month; sides hold over months until evidence moves them.
type ScoreState struct {
	PersonID   string `col:"person_id"`
	MonthStart Date   `col:"month_start_on"`
	MonthLabel string `col:"month_label"`
	SkillScore Num    `col:"skill_score"`
	SkillP     Num    `col:"skill_p"`
	WillScore  Num    `col:"will_score"`
	WillP      Num    `col:"will_p"`
	BoxName    string `col:"box_name"`
	IsChanged  bool   `col:"is_box_changed"`
	Sentence   string `col:"sentence"`
}

// Fairness compares one group's scores with everybody else's, or says what another weight would do.
type Fairness struct {
	Section   string `col:"section"`
	GroupType string `col:"group_type_name"`
	Ord       int    `col:"group_ord"`
	GroupName string `col:"group_name"`
	Axis      string `col:"axis"`
	People    Num    `col:"people"`
	MeanScore Num    `col:"mean_score"`
	Gap       Num    `col:"gap"`
	IsAdverse bool   `col:"is_adverse"`
	Sentence  string `col:"sentence"`
}

// MetricMonth is one metric of the catalogue in the review month.
type MetricMonth struct {
	ScopeType string `col:"scope_type"`
	ScopeID   string `col:"scope_id"`
	Ord       int    `col:"ord"`
	ID        string `col:"metric_id"`
	Name      string `col:"metric_name"`
	Unit      string `col:"unit"`
	Num       Num    `col:"num"`
	Den       Num    `col:"den"`
	Value     Num    `col:"value"`
	Reason    string `col:"reason"`
	Prev      Num    `col:"prev_value"`
}
