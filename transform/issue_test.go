package transform

import "testing"

// Each error and warning goes to the person in whose row it stands, or the only one of its sheet.
func TestIssuesHaveOwnersAndALife(t *testing.T) {
	tables := registers("a", "b")
	tables.logDay("a", 1, who("王芳", "一组"), march(9), nil)
	tables.logDay("b", 1, who("李伟", "一组"), march(9), nil)
	tables.logDay("b", 2, who("张强", "二组"), march(9), nil)
	issue := func(key, path, sheet, cell string, first int, fixed any) {
		tables["issue_history"] = append(tables["issue_history"], row{"issue_key": key, "path": path, "sheet": sheet, "cell": cell,
			"code": "VALUE_UNREADABLE", "severity": "error", "first_seen_on": march(first), "last_seen_on": march(first), "fixed_on": fixed, "times_fixed": 0})
	}
	issue("1", "a.xlsx", "9", "C99", 31, nil)    // the sheet is hers
	issue("2", "a.xlsx", "", "", 10, nil)        // and so is all of it
	issue("3", "b.xlsx", "9", "C99", 12, nil)    // two people, two teams
	issue("4", "gone.xlsx", "9", "C2", 12, nil)  // nobody's
	issue("5", "a.xlsx", "9", "C3", 2, march(5)) // mended this month
	issue("6", "b.xlsx", "9", "D2", 31, nil)     // in the row of 张强
	m := buildMarts(t, march31, tables)
	m.expect("select issue_key, person_id, team_id from core.issue_owner order by issue_key",
		"1|A1|一组", "2|A1|一组", "3|·|·", "4|·|·", "5|A1|一组", "6|A3|二组")
	m.expect("select scope_type, scope_name, fresh, still_open, fixed, oldest_on, sentence from report.rpt_issue_life where scope_type in ('company', 'person') order by ord",
		"company|清江支公司|2|3|1|2026-03-10|待改 5 处，其中新出现 2 处，最早的自 3月10日 起；本月已改正 1 处",
		"person|王芳|1|1|1|2026-03-10|待改 2 处，其中新出现 1 处，最早的自 3月10日 起；本月已改正 1 处",
		"person|张强|1|0|0|2026-03-31|待改 1 处，其中新出现 1 处，最早的自 3月31日 起；本月已改正 0 处")
}
