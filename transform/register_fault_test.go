package transform

import "aqs/internal/calendar"

// fault is one careless change of one model and the test that must notice it.
type fault struct{ test, path, old, replacement string }

// registerFaults are the faults of the models of registers and control totals.
func registerFaults() []fault {
	return []fault{
		{"records_are_placed", "core/record_version.sql", "and records.sheet is not distinct from carriers.sheet", "and records.sheet = carriers.sheet and carriers.carrier_ord > 1"},
		{"control_from_staging", "core/control_total.sql", "        sum(person_days.actual) as actual", "        max(person_days.actual) as actual"},
		{"target_split_adds_up", "analysis/target_day.sql", "* weighted.weight / rests.free_weight", "* weighted.weight / rests.free_weight * 0.99"},
	}
}

// registerFaultRows are the records the faults bite on.
func registerFaultRows(tables rawTables) {
	january := calendar.Date(2026, 1, 1)
	tables.put("policy", "roster", "台账", row{"policy_no": "P1", "issued_on": january, "employee_no": "QJ0001", "cases": 1, "premium_yuan": 5000, "status": "in_force"})
	tables.put("period_metric", "roster", "周报", row{"scope_type": "person", "employee_no": "QJ0001", "period_type": "week",
		"period_start_on": january.AddDate(0, 0, 4), "metric": "talks", "actual": 1, "actual_cell": "B2", "source": "F05"})
}
