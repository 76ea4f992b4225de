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
	"rpt_private_name":      "kind known_name",
	"rpt_issue_life":        "ord scope_type scope_id scope_name parent_type parent_id page_key fresh still_open fixed oldest_on sentence",
	"rpt_issue_code":        "ord code code_name severity issues files",
	"rpt_file":              "ord path form form_name status status_name rows_total rows_loaded issues",
	"rpt_ledger":            "ord fate fate_name code code_name rows",
	"rpt_sheet_unknown":     "ord path sheet rows_total nearest_form_name reason",
	"rpt_resubmission":      "ord person_name team_name work_on kept_path kept_sheet other_path other_sheet differs",
	"rpt_method_parameter":  "ord parameter parameter_name value unit meaning source relation",
	"rpt_metric":            "ord metric_id metric_name unit layer formula source relation note",
	"rpt_test":              "ord test_name kind severity failing_rows message",
	"rpt_gap":               "scope_type scope_id reference ord part part_name yuan sentence",
	"rpt_cause_flag":        "person_id person_name factor factor_name estimate_text peer_text p_worse confidence phi_yuan role sentence",
	"rpt_team_funnel_limit": "factor factor_name team_id team_name n rate expected lo95 hi95 lo998 hi998 signal sentence",
	"rpt_evidence":          "person_id work_on metric plan actual file_path sheet plan_cell place",
	"rpt_metric_month":      "scope_type scope_id ord metric_id metric_name unit num den value reason prev_value",
	"rpt_xmr":               "scope_type scope_id ord week_start_on week_label value mean lo hi signal signal_name reason",
	"rpt_peer_week":         "person_id week_start_on peer_type peer_name peers peer_lo peer_hi",
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
	"rpt_calibration":  "scope_type scope_name elapsed_share bin bin_name n mean_p outcome_share brier time_brier sentence",
	"rpt_closed_month": "month_start_on month_label closed_on as_of_on is_again reason differences",
	"rpt_cause_card": "scope_type scope_id ord rule rule_name phenomenon cause cause_class cause_class_name verdict verdict_name decided_by " +
		"against action questions phi_yuan",
	"rpt_cause_evidence": "scope_type scope_id rule ord text file_path sheet cell",
	"rpt_cause_rule":     "ord rule rule_name status_name reason detector cards",
	"rpt_cause_summary":  "scope_type scope_id ord rule rule_name cause_class cause_class_name cards named people_text phi_yuan sentence",
	"rpt_fairness":       "section group_type_name group_ord group_name axis people mean_score gap is_adverse sentence",
	"rpt_focus": "team_id ord person_id team_name dept_id person_name kind kind_name problem content method questions track last_effect " +
		"expected_gain_yuan p_worse sentence",
	"rpt_loop": "scope_type scope_id ord kind_name raised_on person_name factor_name text owner due_on status_name effect file_path sheet " +
		"cell",
	"rpt_loop_kpi": "scope_type scope_id ord kpi_name num den value reason",
	"rpt_measure": "scope_type scope_id ord owner_name measure problem month_start_on month_label due_text status_name indicator " +
		"baseline_text expected_text actual_text difference_text interval_text verdict verdict_name sentence file_path sheet cell",
	"rpt_pace": "scope_type scope_id scope_name target actual_to_date forecast forecast_lo forecast_hi p_attain activity_name " +
		"activity_unit required_per_day usual_per_day best_per_day zone zone_name last_recoverable_on late_share late_months " +
		"reason_name sentence",
	"rpt_pace_day": "scope_type scope_id day_no work_on is_elapsed actual_to_date p_attain required_per_day usual_per_day best_per_day zone " +
		"zone_name",
	"rpt_pack_date": "day_on day_label next_on next_label week_start_on week_label",
	"rpt_pack_item": "scope_type scope_id kind ord item_on person_id person_name title body file_path sheet cell",
	"rpt_pack_week": "team_id column_ord ord scope_type scope_id column_name metric metric_name unit plan actual reason",
	"rpt_plausibility": "team_id person_id ord person_name team_name dept_id indicator_name is_hard value_text peer_text sentence file_path sheet " +
		"cell",
	"rpt_plausibility_person": "team_id person_id ord person_name team_name dept_id indicators hard_indicators sentence",
	"rpt_quota": "person_id month_start_on ord metric person_name team_id dept_id month_label metric_name unit last_plan last_actual p50 " +
		"p70 proposal per_day_proposal usual_per_day best_per_day self_set guard_name reason sentence workdays target_yuan " +
		"target_source",
	"rpt_restatement": "scope_type scope_id month_start_on ord scope_name month_label metric_name unit frozen now difference closed_at_text " +
		"files_text sentence",
	"rpt_score_history": "person_id month_start_on month_label skill_score skill_p will_score will_p box_name is_box_changed sentence",
	"rpt_training":      "scope_type scope_id ord scope_name topic need_name audience people phi_yuan method suggested_on_text indicator sentence",
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
