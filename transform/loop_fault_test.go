package transform

// loopFaults are the faults of the models of pacing, sides, causes, quotas and the loop.
func loopFaults() []fault {
	twice := "select * from final\nunion all\nselect * from final"
	return []fault{
		{"loop_grain", "analysis/quota.sql", "select * from final", twice},
		{"parameters_stand_in_models", "analysis/method_parameter.sql", "false_share <=", "false_part <="},
		{"pace_grain", "analysis/pace_lateness.sql", "select * from final", twice},
		{"pace_adds_up", "analysis/pace_scope.sql", "now.money_yuan as actual_to_date", "0.9 * now.money_yuan as actual_to_date"},
		{"pace_in_bounds", "analysis/pace_forecast.sql", "when need_yuan <= 0 then 1.0::double", "when need_yuan <= 0 then 1.01::double"},
		{"plausibility_stays_apart", "analysis/focus.sql", "select * from final",
			"select * from final where person_id not in (select person_id from analysis.plausibility_person)"},
		{"quota_adds_up", "analysis/quota.sql", "counts.speed * counts.per_activity as per_day_proposal",
			"counts.speed50 * counts.per_activity as per_day_proposal"},
		// A side that was never taken must have no date.
		{"score_states_hold", "analysis/score_history.sql", "case when p >= 0.8 or p <= 0.2 then month_start_on end as state_since_on",
			"month_start_on as state_since_on"},
	}
}
