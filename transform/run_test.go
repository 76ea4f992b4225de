package transform

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"aqs/internal/calendar"
	sqlfiles "aqs/sql"
)

// What the reports read: columns may be added, these stay.
var reportContract = map[string]string{
	"rpt_run": "as_of_on month_start_on month_label workdays workdays_elapsed time_progress files_total files_loaded files_partial " +
		"files_rejected files_duplicate rows_total rows_loaded rows_quarantined issues_error issues_warning logs_expected logs_received " +
		"coverage people calendar_note",
	"rpt_missing_input": "ord input effect",
	"rpt_scope":         "ord scope_type scope_id scope_name parent_type parent_id page_key member_count is_in_roster",
	"rpt_headline": "scope_type scope_id ord metric metric_name unit target plan actual gap attainment attainment_reason time_progress " +
		"prev_actual prev_month_label",
	"rpt_plan_actual": "scope_type scope_id period_type period_start_on period_label ord metric metric_name unit plan actual gap attainment " +
		"reason workdays logged_days expected_days",
	"rpt_target_month": "scope_type scope_id month_start_on month_label metric metric_name unit target actual gap attainment reason",
	"rpt_funnel":       "scope_type scope_id window_type stage_ord stage stage_name n den rate rate_lo rate_hi reason peer_rate is_ratio",
	"rpt_child": "scope_type scope_id ord child_type child_id child_name page_key members target_premium_yuan premium_yuan attainment " +
		"attainment_reason cases visits_plan visits talks intents closes intent_rate intent_rate_lo intent_rate_hi close_rate close_rate_lo " +
		"close_rate_hi logged_days expected_days submit_rate box box_name",
	"rpt_attention": "scope_type scope_id ord severity kind title detail child_type child_id amount_yuan",
	"rpt_score": "person_id person_name team_id team_name dept_id page_key skill_score skill_p skill_side skill_is_sure skill_reason will_score " +
		"will_p will_side will_is_sure will_reason box box_name lean advice next_evidence",
	"rpt_score_part": "person_id axis ord indicator indicator_name value value_text peer_value peer_text n weight reliability z contribution sentence",
	"rpt_person_day": "person_id work_on weekday_name is_workday status status_name visits_plan visits talks_plan talks intents closes cases " +
		"premium_yuan file_path sheet cells_text",
	"rpt_missing_log":       "ord dept_name team_name person_id person_name page_key work_on weekday_name",
	"rpt_issue":             "ord file_path sheet cell code code_name severity value message hint",
	"rpt_issue_life":        "ord scope_type scope_id scope_name parent_type parent_id page_key fresh still_open fixed oldest_on sentence",
	"rpt_issue_code":        "ord code code_name severity issues files",
	"rpt_file":              "ord path form form_name status status_name rows_total rows_loaded issues",
	"rpt_ledger":            "ord fate fate_name code code_name rows",
	"rpt_sheet_unknown":     "ord path sheet rows_total nearest_form_name reason",
	"rpt_resubmission":      "ord person_name team_name work_on kept_path kept_sheet other_path other_sheet differs",
	"rpt_metric":            "ord metric_id metric_name unit layer formula source relation note",
	"rpt_test":              "ord test_name kind severity failing_rows message",
	"rpt_gap":               "scope_type scope_id reference ord part part_name yuan sentence",
	"rpt_cause_flag":        "person_id person_name factor factor_name estimate_text peer_text p_worse confidence phi_yuan role sentence",
	"rpt_team_funnel_limit": "factor factor_name team_id team_name n rate expected lo95 hi95 lo998 hi998 signal sentence",
	"rpt_evidence":          "person_id work_on metric plan actual file_path sheet plan_cell place",
	"rpt_metric_month":      "scope_type scope_id ord metric_id metric_name unit num den value reason prev_value",
	"rpt_xmr":               "scope_type scope_id ord week_start_on week_label value mean lo hi signal signal_name reason",
	"rpt_control": "ord scope_type scope_id scope_name page_key team_id period_type period_start_on period_label metric metric_name unit source " +
		"form_name stated from_logs difference logged_days expected_days sentence file_path sheet cell row_no",
	"rpt_control_summary": "ord source form_name scope_type period_type metric metric_name stated compared agreeing rate compared_all agreeing_all rate_all reason",
	"rpt_kpi": "scope_type scope_id ord scope_name page_key month_start_on month_label kpi_name category_text weight definition target_text actual_text " +
		"stated_attainment score metric metric_name subject_name target stated_actual computed_actual attainment difference reason sentence file_path sheet cell",
	"rpt_target_split": "scope_type scope_id level_ord level period_start_on period_end_on period_label metric_ord metric metric_name unit target " +
		"target_to_date actual gap_to_date attainment_to_date reason split_name",
	"rpt_target_source": "scope_type scope_id month_start_on metric target origin_name file_path sheet cell",
	"rpt_correction": "ord kind kind_name scope_type scope_id scope_name page_key policy_no record_on before_text after_text before_path " +
		"before_sheet before_row_no after_path after_sheet after_row_no is_counted",
}

func TestReportsFindTheirColumns(t *testing.T) {
	m := buildMarts(t, calendar.Date(2026, time.March, 25), company(10, 3))
	for relation, columns := range reportContract {
		got := m.lines("select column_name from information_schema.columns where table_schema = 'report' and table_name = '" + relation + "'")
		for _, column := range strings.Fields(columns) {
			if !slices.Contains(got, column) {
				t.Errorf("report.%s has no column %s", relation, column)
			}
		}
	}
	relations := m.lines("select table_name from information_schema.tables where table_schema = 'report'")
	if len(relations) != len(reportContract) {
		t.Errorf("report relations %v", relations)
	}
	// Every model's SQL stands beside its table, as it ran.
	m.expect("select count(*) from meta.model as models where sql_text not like '-- Grain: %' or not exists "+
		"(select 1 from information_schema.tables where table_schema || '.' || table_name = models.relation)", "0")
}

func TestRunReplacesAndLeavesNothingBehind(t *testing.T) {
	raw := writeRaw(t, company(8, 1))
	dir := t.TempDir()
	path := filepath.Join(dir, "marts.duckdb")
	// What a killed run left must not disturb the next one.
	for _, left := range []string{".new", ".new.wal"} {
		if err := os.WriteFile(path+left, []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 {
		summary, err := Run(context.Background(), Options{RawPath: raw, MartsPath: path, AsOf: jan(31), Warehouse: oneThread})
		if err != nil {
			t.Fatal(err)
		}
		tests, err := loadTests(sqlfiles.Files)
		if err != nil {
			t.Fatal(err)
		}
		// The files and the made one.
		if summary.Models < 250 || summary.Tests != len(tests)+1 {
			t.Errorf("summary %+v, %d files of tests", summary, len(tests))
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != 1 {
		t.Errorf("left behind: %v", entries)
	}
}
