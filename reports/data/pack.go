package data

// The rows of the meeting packs.

// PackDate names the days the packs are about.
type PackDate struct {
	Day       Date   `col:"day_on"` // the last work day that is over
	DayLabel  string `col:"day_label"`
	Next      Date   `col:"next_on"` // the work day after it
	NextLabel string `col:"next_label"`
	WeekStart Date   `col:"week_start_on"` // the last week without work days to come
	WeekLabel string `col:"week_label"`
}

// PackItem is one thing that somebody wrote or has to do, with customers masked.
type PackItem struct {
	ScopeType  string `col:"scope_type"`
	ScopeID    string `col:"scope_id"`
	Kind       string `col:"kind"` // followup, unprepared, day_note, week_note, team_note, key_account
	Ord        int    `col:"ord"`
	On         Date   `col:"item_on"`
	PersonID   string `col:"person_id"`
	PersonName string `col:"person_name"`
	Title      string `col:"title" free:"true"`
	Body       string `col:"body" free:"true"`
	FilePath   string `col:"file_path"`
	Sheet      string `col:"sheet"`
	Cell       string `col:"cell"`
}

// PackWeek is one figure of the weekly report's own table; column 0 is the team.
type PackWeek struct {
	TeamID     string `col:"team_id"`
	ColumnOrd  int    `col:"column_ord"`
	Ord        int    `col:"ord"`
	ScopeType  string `col:"scope_type"`
	ScopeID    string `col:"scope_id"`
	ColumnName string `col:"column_name"`
	Metric     string `col:"metric"`
	MetricName string `col:"metric_name"`
	Unit       string `col:"unit"`
	Plan       Num    `col:"plan"`
	Actual     Num    `col:"actual"`
	Reason     string `col:"reason"`
}

// loadPacks reads what only the packs show.
func (d *Data) loadPacks(l *loader) {
	for _, row := range optionalRowsOf[PackDate](l, "report.rpt_pack_date", "day_on") {
		d.PackDate = row
	}
	d.PackItems = group(optionalRowsOf[PackItem](l, "report.rpt_pack_item", "scope_type, scope_id, kind, ord"),
		func(r PackItem) ScopeKey { return ScopeKey{r.ScopeType, r.ScopeID} })
	d.PackWeeks = group(optionalRowsOf[PackWeek](l, "report.rpt_pack_week", "team_id, column_ord, ord"),
		func(r PackWeek) string { return r.TeamID })
}
