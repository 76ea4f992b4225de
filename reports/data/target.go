package data

// The rows of what was promised: where a target stands, how a month's target is spread, what the
// KPI sheets say, and what became of the findings of the reader.

// TargetSource is where a target was written down.
type TargetSource struct {
	ScopeType  string `col:"scope_type"`
	ScopeID    string `col:"scope_id"`
	MonthStart Date   `col:"month_start_on"`
	Metric     string `col:"metric"`
	Target     Num    `col:"target"`
	OriginName string `col:"origin_name"`
	FilePath   string `col:"file_path"`
	Sheet      string `col:"sheet"`
	Cell       string `col:"cell"`
}

// TargetSplit is the target of a year, a month, a week or a day, and what was done of it.
type TargetSplit struct {
	ScopeType   string `col:"scope_type"`
	ScopeID     string `col:"scope_id"`
	LevelOrd    int    `col:"level_ord"`
	Level       string `col:"level"` // year, month, week, day
	PeriodStart Date   `col:"period_start_on"`
	PeriodLabel string `col:"period_label"`
	MetricOrd   int    `col:"metric_ord"`
	Metric      string `col:"metric"`
	MetricName  string `col:"metric_name"`
	Unit        string `col:"unit"`
	Target      Num    `col:"target"`
	ToDate      Num    `col:"target_to_date"`
	Actual      Num    `col:"actual"`
	Gap         Num    `col:"gap_to_date"`
	Attainment  Num    `col:"attainment_to_date"`
	Reason      string `col:"reason"`
	SplitName   string `col:"split_name"`
}

// KPI is one line of a KPI sheet in its owner's words, beside our own figures.
type KPI struct {
	ScopeType  string `col:"scope_type"`
	ScopeID    string `col:"scope_id"`
	Ord        int    `col:"ord"`
	MonthLabel string `col:"month_label"`
	Name       string `col:"kpi_name" free:"true"`
	Category   string `col:"category_text" free:"true"`
	Weight     Num    `col:"weight"`
	TargetText string `col:"target_text" free:"true"`
	ActualText string `col:"actual_text" free:"true"`
	Score      Num    `col:"score"`
	Attainment Num    `col:"attainment"`
	Reason     string `col:"reason"`
	Sentence   string `col:"sentence" free:"true"`
	FilePath   string `col:"file_path"`
	Sheet      string `col:"sheet"`
	Cell       string `col:"cell"`
}

// IssueLife counts the findings that belong to a scope: new, still open, mended.
type IssueLife struct {
	Ord       int    `col:"ord"`
	ScopeType string `col:"scope_type"`
	ScopeID   string `col:"scope_id"`
	ScopeName string `col:"scope_name"`
	Fresh     Num    `col:"fresh"`
	StillOpen Num    `col:"still_open"`
	Fixed     Num    `col:"fixed"`
	Oldest    Date   `col:"oldest_on"`
	Sentence  string `col:"sentence"`
}

// loadTargets reads what was promised and what became of the findings.
func (d *Data) loadTargets(l *loader) {
	d.TargetSources = group(optionalRowsOf[TargetSource](l, "report.rpt_target_source", "scope_type, scope_id, month_start_on, metric"),
		func(r TargetSource) ScopeKey { return ScopeKey{r.ScopeType, r.ScopeID} })
	d.TargetSplits = group(optionalRowsOf[TargetSplit](l, "report.rpt_target_split", "scope_type, scope_id, level_ord, period_start_on, metric_ord"),
		func(r TargetSplit) ScopeKey { return ScopeKey{r.ScopeType, r.ScopeID} })
	d.KPIs = group(optionalRowsOf[KPI](l, "report.rpt_kpi", "scope_type, scope_id, ord"),
		func(r KPI) ScopeKey { return ScopeKey{r.ScopeType, r.ScopeID} })
	d.IssueLives = map[ScopeKey]IssueLife{}
	for _, row := range optionalRowsOf[IssueLife](l, "report.rpt_issue_life", "ord") {
		d.IssueLives[ScopeKey{row.ScopeType, row.ScopeID}] = row
	}
}
