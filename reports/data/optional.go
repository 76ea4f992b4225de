package data

// loadOptional reads what marts of an earlier version lack.
func (d *Data) loadOptional(l *loader) {
	d.Paces = map[ScopeKey]Pace{}
	for _, row := range optionalRowsOf[Pace](l, "report.rpt_pace", "scope_type, scope_id") {
		d.Paces[ScopeKey{row.ScopeType, row.ScopeID}] = row
	}
	d.PaceDays = group(optionalRowsOf[PaceDay](l, "report.rpt_pace_day", "scope_type, scope_id, day_no"),
		func(r PaceDay) ScopeKey { return ScopeKey{r.ScopeType, r.ScopeID} })
	d.Calibrations = optionalRowsOf[Calibration](l, "report.rpt_calibration", "scope_type, elapsed_share, bin")
	d.Fairness = optionalRowsOf[Fairness](l, "report.rpt_fairness", "type_ord, group_type, group_ord, group_id, axis")
	d.ScoreStates = group(optionalRowsOf[ScoreState](l, "report.rpt_score_history", "person_id, month_start_on"),
		func(r ScoreState) string { return r.PersonID })
	d.PeerWeeks = group(optionalRowsOf[PeerWeek](l, "report.rpt_peer_week", "person_id, week_start_on"),
		func(r PeerWeek) string { return r.PersonID })
	d.MetricMonths = group(optionalRowsOf[MetricMonth](l, "report.rpt_metric_month", "scope_type, scope_id, ord, metric_id"),
		func(r MetricMonth) ScopeKey { return ScopeKey{r.ScopeType, r.ScopeID} })
	d.CauseCards = group(optionalRowsOf[CauseCard](l, "report.rpt_cause_card", "scope_type, scope_id, ord, rule"),
		func(r CauseCard) ScopeKey { return ScopeKey{r.ScopeType, r.ScopeID} })
	d.CauseEvidences = group(optionalRowsOf[CauseEvidence](l, "report.rpt_cause_evidence", "scope_type, scope_id, rule, ord"),
		func(r CauseEvidence) ScopeKey { return ScopeKey{r.ScopeType, r.ScopeID} })
	d.CauseSummaries = group(optionalRowsOf[CauseSummary](l, "report.rpt_cause_summary", "scope_type, scope_id, ord, rule, cause_class"),
		func(r CauseSummary) ScopeKey { return ScopeKey{r.ScopeType, r.ScopeID} })
	d.CauseRules = optionalRowsOf[CauseRule](l, "report.rpt_cause_rule", "ord, rule")
	d.Doubts = optionalRowsOf[PlausibilityPerson](l, "report.rpt_plausibility_person", "team_id, ord, person_id")
	d.DoubtIndicators = optionalRowsOf[Plausibility](l, "report.rpt_plausibility", "team_id, person_id, ord, indicator")
	d.Quotas = group(optionalRowsOf[Quota](l, "report.rpt_quota", "person_id, month_start_on, ord, metric"),
		func(r Quota) string { return r.PersonID })
	d.Focuses = group(optionalRowsOf[Focus](l, "report.rpt_focus", "team_id, ord, person_id"),
		func(r Focus) string { return r.TeamID })
	d.Trainings = group(optionalRowsOf[Training](l, "report.rpt_training", "scope_type, scope_id, ord, topic"),
		func(r Training) ScopeKey { return ScopeKey{r.ScopeType, r.ScopeID} })
	d.Measures = group(optionalRowsOf[Measure](l, "report.rpt_measure", "scope_type, scope_id, ord"),
		func(r Measure) ScopeKey { return ScopeKey{r.ScopeType, r.ScopeID} })
	d.Loops = group(optionalRowsOf[LoopItem](l, "report.rpt_loop", "scope_type, scope_id, ord, item_id"),
		func(r LoopItem) ScopeKey { return ScopeKey{r.ScopeType, r.ScopeID} })
	d.LoopKPIs = group(optionalRowsOf[LoopKPI](l, "report.rpt_loop_kpi", "scope_type, scope_id, ord"),
		func(r LoopKPI) ScopeKey { return ScopeKey{r.ScopeType, r.ScopeID} })
	d.Restatements = group(optionalRowsOf[Restatement](l, "report.rpt_restatement", "scope_type, scope_id, month_start_on, ord"),
		func(r Restatement) ScopeKey { return ScopeKey{r.ScopeType, r.ScopeID} })
	d.Parameters = optionalRowsOf[MethodParameter](l, "report.rpt_method_parameter", "ord, parameter")
	d.Controls = optionalRowsOf[Control](l, "report.rpt_control", "ord")
	d.ControlRates = optionalRowsOf[ControlSummary](l, "report.rpt_control_summary", "ord")
	d.Corrections = optionalRowsOf[Correction](l, "report.rpt_correction", "ord")
	d.loadTargets(l)
	d.loadPacks(l)
}
