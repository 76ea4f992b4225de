package reports_test

import (
	"context"
	"fmt"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"aqs/internal/warehouse"
	"aqs/reports/data"
)

// relations lists schema report by row type. The fixture's tables are made from the same `col`
// tags that the reader uses; the types are what SQL really gives (counts as bigint).
var relations = []struct {
	name string
	row  any
}{
	{"report.rpt_run", data.Run{}}, {"report.rpt_missing_input", data.MissingInput{}}, {"report.rpt_scope", data.Scope{}},
	{"report.rpt_headline", data.Headline{}}, {"report.rpt_plan_actual", data.PlanActual{}},
	{"report.rpt_target_month", data.TargetMonth{}}, {"report.rpt_funnel", data.Funnel{}}, {"report.rpt_child", data.Child{}},
	{"report.rpt_attention", data.Attention{}}, {"report.rpt_score", data.Score{}}, {"report.rpt_score_part", data.ScorePart{}},
	{"report.rpt_person_day", data.PersonDay{}}, {"report.rpt_missing_log", data.MissingLog{}}, {"report.rpt_issue", data.Issue{}},
	{"report.rpt_issue_code", data.IssueCode{}}, {"report.rpt_file", data.File{}}, {"report.rpt_ledger", data.LedgerLine{}},
	{"report.rpt_sheet_unknown", data.UnknownSheet{}}, {"report.rpt_resubmission", data.Resubmission{}},
	{"report.rpt_gap", data.GapLine{}}, {"report.rpt_cause_flag", data.CauseFlag{}},
	{"report.rpt_team_funnel_limit", data.FunnelLimit{}}, {"report.rpt_xmr", data.ActivityWeek{}},
	{"report.rpt_evidence", data.Evidence{}}, {"report.rpt_pace", data.Pace{}}, {"report.rpt_pace_day", data.PaceDay{}},
	{"report.rpt_calibration", data.Calibration{}}, {"report.rpt_fairness", data.Fairness{}}, {"report.rpt_score_history", data.ScoreState{}}, {"report.rpt_metric_month", data.MetricMonth{}}, {"report.rpt_cause_card", data.CauseCard{}},
	{"report.rpt_cause_evidence", data.CauseEvidence{}}, {"report.rpt_cause_summary", data.CauseSummary{}}, {"report.rpt_cause_rule", data.CauseRule{}},
	{"report.rpt_plausibility_person", data.PlausibilityPerson{}}, {"report.rpt_plausibility", data.Plausibility{}}, {"report.rpt_quota", data.Quota{}},
	{"report.rpt_focus", data.Focus{}}, {"report.rpt_training", data.Training{}}, {"report.rpt_measure", data.Measure{}}, {"report.rpt_loop", data.LoopItem{}},
	{"report.rpt_loop_kpi", data.LoopKPI{}}, {"report.rpt_restatement", data.Restatement{}}, {"report.rpt_control", data.Control{}},
	{"report.rpt_control_summary", data.ControlSummary{}}, {"report.rpt_correction", data.Correction{}}, {"report.rpt_target_source", data.TargetSource{}}, {"report.rpt_target_split", data.TargetSplit{}}, {"report.rpt_kpi", data.KPI{}},
	{"report.rpt_issue_life", data.IssueLife{}}, {"report.rpt_pack_date", data.PackDate{}}, {"report.rpt_pack_item", data.PackItem{}}, {"report.rpt_pack_week", data.PackWeek{}}, {"report.rpt_metric", data.Metric{}}, {"report.rpt_private_name", data.PrivateName{}}, {"report.rpt_test", data.Test{}}, {"meta.model", data.Model{}},
}

// writeMarts makes a marts.duckdb that holds the given rows and every other relation empty.
func writeMarts(t testing.TB, rows ...any) string {
	t.Helper()
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "marts.duckdb")
	session, err := warehouse.Open(ctx, warehouse.Config{}, warehouse.Attachment{Name: "marts", Path: path})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := session.Close(); err != nil {
			t.Error(err)
		}
	}()
	if err := session.Exec(ctx, "create schema report; create schema meta"); err != nil {
		t.Fatal(err)
	}
	names := map[reflect.Type]string{}
	for _, relation := range relations {
		rowType := reflect.TypeOf(relation.row)
		names[rowType] = relation.name
		var columns []string
		for _, field := range reflect.VisibleFields(rowType) {
			columns = append(columns, field.Tag.Get("col")+" "+columnType(field.Type))
		}
		if err := session.Exec(ctx, fmt.Sprintf("create table %s (%s)", relation.name, strings.Join(columns, ", "))); err != nil {
			t.Fatal(err)
		}
	}
	byRelation := map[string][][]any{}
	for _, row := range rows {
		name, ok := names[reflect.TypeOf(row)]
		if !ok {
			t.Fatalf("no relation for %T", row)
		}
		byRelation[name] = append(byRelation[name], columnsOf(row))
	}
	for _, relation := range relations {
		schema, table, _ := strings.Cut(relation.name, ".")
		if err := session.Append(ctx, "marts", schema, table, byRelation[relation.name]); err != nil {
			t.Fatal(err)
		}
	}
	return path
}

func columnType(t reflect.Type) string {
	switch t {
	case reflect.TypeFor[data.Num]():
		return "double"
	case reflect.TypeFor[data.Date]():
		return "date"
	case reflect.TypeFor[bool]():
		return "boolean"
	case reflect.TypeFor[int]():
		return "bigint"
	}
	return "varchar"
}

func columnsOf(row any) []any {
	value := reflect.ValueOf(row)
	out := make([]any, value.NumField())
	for i := range out {
		switch v := value.Field(i).Interface().(type) {
		case data.Num:
			if v.OK {
				out[i] = v.V
			}
		case data.Date:
			if v.OK {
				out[i] = v.T
			}
		case int:
			out[i] = int64(v)
		default:
			out[i] = v
		}
	}
	return out
}
