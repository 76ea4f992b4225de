package data

import (
	"context"
	"database/sql"
	"fmt"
)

// Data is everything the site shows, grouped the way the pages ask for it. Each group keeps the
// order of its relation.
type Data struct {
	Run           Run
	MissingInputs []MissingInput
	Scopes        []Scope
	Scope         map[ScopeKey]Scope

	Headlines   map[ScopeKey][]Headline
	PlanActuals map[ScopeKey][]PlanActual
	Targets     map[ScopeKey][]TargetMonth
	Funnels     map[ScopeKey][]Funnel
	Children    map[ScopeKey][]Child
	Attentions  map[ScopeKey][]Attention
	Scores      []Score
	ScoreParts  map[string][]ScorePart // by person
	Days        map[string][]PersonDay // by person

	Gaps         map[ScopeKey][]GapLine
	Causes       []CauseFlag
	FunnelLimits []FunnelLimit
	Weeks        map[ScopeKey][]ActivityWeek
	PeerWeeks    map[string][]PeerWeek // by person

	Evidence map[string][]Evidence // by person

	// Relations that marts of an earlier version lack; without rows their sections say so.
	Paces           map[ScopeKey]Pace
	PaceDays        map[ScopeKey][]PaceDay
	Calibrations    []Calibration
	Fairness        []Fairness
	ScoreStates     map[string][]ScoreState // by person
	MetricMonths    map[ScopeKey][]MetricMonth
	CauseCards      map[ScopeKey][]CauseCard
	CauseEvidences  map[ScopeKey][]CauseEvidence
	CauseSummaries  map[ScopeKey][]CauseSummary
	CauseRules      []CauseRule
	Doubts          []PlausibilityPerson
	DoubtIndicators []Plausibility
	Quotas          map[string][]Quota // by person
	Focuses         map[string][]Focus // by team
	Trainings       map[ScopeKey][]Training
	Measures        map[ScopeKey][]Measure
	Loops           map[ScopeKey][]LoopItem
	LoopKPIs        map[ScopeKey][]LoopKPI
	Restatements    map[ScopeKey][]Restatement
	Controls        []Control
	ControlRates    []ControlSummary
	Corrections     []Correction
	TargetSources   map[ScopeKey][]TargetSource
	TargetSplits    map[ScopeKey][]TargetSplit
	KPIs            map[ScopeKey][]KPI
	IssueLives      map[ScopeKey]IssueLife

	PackDate  PackDate
	PackItems map[ScopeKey][]PackItem
	PackWeeks map[string][]PackWeek // by team

	MissingLogs   []MissingLog
	Issues        []Issue
	IssueCodes    []IssueCode
	Files         []File
	Ledger        []LedgerLine
	UnknownSheets []UnknownSheet
	Resubmissions []Resubmission
	Metrics       []Metric
	Parameters    []MethodParameter // numbers of the method
	Tests         []Test
	Models        []Model

	// Names are the people and customers that free texts may name; they are looked for, never shown.
	Names []PrivateName
}

// Load reads all report relations over conn, whose default catalog holds the marts.
func Load(ctx context.Context, conn *sql.Conn) (*Data, error) {
	l := loader{ctx: ctx, conn: conn}
	l.columns, l.err = relationColumns(ctx, conn)
	d := &Data{Scope: map[ScopeKey]Scope{}}
	d.Names = l.loadNames(ctx, conn)
	runs := rowsOf[Run](&l, "report.rpt_run", "as_of_on")
	d.MissingInputs = rowsOf[MissingInput](&l, "report.rpt_missing_input", "ord, input")
	d.Scopes = rowsOf[Scope](&l, "report.rpt_scope", "ord, scope_type, scope_id")
	for _, scope := range d.Scopes {
		d.Scope[scope.Key()] = scope
	}
	d.Headlines = group(rowsOf[Headline](&l, "report.rpt_headline", "scope_type, scope_id, ord, metric"),
		func(r Headline) ScopeKey { return ScopeKey{r.ScopeType, r.ScopeID} })
	d.PlanActuals = group(rowsOf[PlanActual](&l, "report.rpt_plan_actual",
		"scope_type, scope_id, period_type, ord, metric, period_start_on"),
		func(r PlanActual) ScopeKey { return ScopeKey{r.ScopeType, r.ScopeID} })
	d.Targets = group(rowsOf[TargetMonth](&l, "report.rpt_target_month", "scope_type, scope_id, metric, month_start_on"),
		func(r TargetMonth) ScopeKey { return ScopeKey{r.ScopeType, r.ScopeID} })
	d.Funnels = group(rowsOf[Funnel](&l, "report.rpt_funnel", "scope_type, scope_id, window_type, stage_ord"),
		func(r Funnel) ScopeKey { return ScopeKey{r.ScopeType, r.ScopeID} })
	d.Children = group(rowsOf[Child](&l, "report.rpt_child", "scope_type, scope_id, ord, child_type, child_id"),
		func(r Child) ScopeKey { return ScopeKey{r.ScopeType, r.ScopeID} })
	d.Attentions = group(rowsOf[Attention](&l, "report.rpt_attention", "scope_type, scope_id, ord, kind, child_id"),
		func(r Attention) ScopeKey { return ScopeKey{r.ScopeType, r.ScopeID} })
	d.Scores = rowsOf[Score](&l, "report.rpt_score", "dept_id, team_id, person_id")
	d.ScoreParts = group(rowsOf[ScorePart](&l, "report.rpt_score_part", "person_id, axis, ord, indicator"),
		func(r ScorePart) string { return r.PersonID })
	d.Days = group(rowsOf[PersonDay](&l, "report.rpt_person_day", "person_id, work_on"),
		func(r PersonDay) string { return r.PersonID })
	d.Gaps = group(rowsOf[GapLine](&l, "report.rpt_gap", "scope_type, scope_id, reference, ord"),
		func(r GapLine) ScopeKey { return ScopeKey{r.ScopeType, r.ScopeID} })
	d.Causes = rowsOf[CauseFlag](&l, "report.rpt_cause_flag", "person_id, factor_ord, factor")
	d.FunnelLimits = rowsOf[FunnelLimit](&l, "report.rpt_team_funnel_limit", "chain, factor_ord, factor, n, team_id")
	d.Weeks = group(rowsOf[ActivityWeek](&l, "report.rpt_xmr", "scope_type, scope_id, ord, week_start_on"),
		func(r ActivityWeek) ScopeKey { return ScopeKey{r.ScopeType, r.ScopeID} })
	d.Evidence = group(optionalRowsOf[Evidence](&l, "report.rpt_evidence", "person_id, work_on, metric"),
		func(r Evidence) string { return r.PersonID })
	d.loadOptional(&l)
	d.MissingLogs = rowsOf[MissingLog](&l, "report.rpt_missing_log", "ord, person_id, work_on")
	d.Issues = rowsOf[Issue](&l, "report.rpt_issue", "ord, file_path, sheet, cell, code")
	d.IssueCodes = rowsOf[IssueCode](&l, "report.rpt_issue_code", "ord, code")
	d.Files = rowsOf[File](&l, "report.rpt_file", "ord, path")
	d.Ledger = rowsOf[LedgerLine](&l, "report.rpt_ledger", "ord, fate, code")
	d.UnknownSheets = rowsOf[UnknownSheet](&l, "report.rpt_sheet_unknown", "ord, path, sheet")
	d.Resubmissions = rowsOf[Resubmission](&l, "report.rpt_resubmission", "ord, work_on, kept_path, other_path")
	d.Metrics = rowsOf[Metric](&l, "report.rpt_metric", "ord, metric_id")
	d.Tests = rowsOf[Test](&l, "report.rpt_test", "ord, test_name")
	d.Models = rowsOf[Model](&l, "meta.model", "ord, relation")
	if l.err != nil {
		return nil, l.err
	}
	if len(runs) != 1 {
		return nil, fmt.Errorf("read report.rpt_run: %d rows, want 1", len(runs))
	}
	d.Run = runs[0]
	return d, nil
}

// loader keeps the first error, so that a list of reads stays a list.
type loader struct {
	ctx     context.Context
	conn    *sql.Conn
	columns map[string]map[string]bool // of every relation
	mask    *masker
	err     error
}

func rowsOf[T any](l *loader, relation, order string) []T {
	if l.err != nil {
		return nil
	}
	rows, err := readAll[T](l.ctx, l.conn, relation, order)
	l.err = err
	return masked(l.mask, rows)
}

func optionalRowsOf[T any](l *loader, relation, order string) []T {
	if l.err != nil {
		return nil
	}
	rows, err := readOptional[T](l.ctx, l.conn, relation, order, l.columns[relation])
	l.err = err
	return masked(l.mask, rows)
}

// group gives the rows of each key. Rows that stand together, as those of an ordered relation do, stay
// where they are: a copy would double what a site of thousands of people takes.
func group[K comparable, T any](rows []T, key func(T) K) map[K][]T {
	out := make(map[K][]T)
	for start := 0; start < len(rows); {
		k, end := key(rows[start]), start+1
		for end < len(rows) && key(rows[end]) == k {
			end++
		}
		if together := rows[start:end:end]; out[k] == nil {
			out[k] = together
		} else {
			out[k] = append(out[k], together...)
		}
		start = end
	}
	return out
}
