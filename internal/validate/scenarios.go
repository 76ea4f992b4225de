package validate

import "aqs/internal/simulate"

// defects is the setting of the acceptance bars (DOMAIN 4.7): a hundred people, four of ten with
// one defect of strength f from the first month on, one of seven with poor outlets, judged in the
// third to the sixth month.
func defects(name string, profile simulate.Profile, f float64) Scenario {
	return Scenario{
		Name: name, People: 100, Months: 6, FirstMonth: 2, Profile: profile,
		Plant: simulate.Planting{
			Causes: []string{"C1", "C6", "C7", "C9"}, Share: 0.40, Severity: f, FromStart: true,
			PoorOutlets: 0.15, Absent: 0.10, MissingMAR: 0.03,
		},
	}
}

// beginnings has every cause that the logs can show, beginning in any month with any strength,
// logs that go missing on busy days more often, made-up logs, and honest fixed routes.
func beginnings(profile simulate.Profile) Scenario {
	return Scenario{
		Name: "各种原因, 随时开始", People: 100, Months: 6, FirstMonth: 2, Profile: profile,
		Plant: simulate.Planting{
			Causes: []string{"C1", "C2", "C3", "C5", "C6", "C7", "C8", "C9", "C10", "C11", "C12"}, Share: 0.40,
			PoorOutlets: 0.15, Absent: 0.10, MissingMAR: 0.05, MissingMNAR: 0.10, Fabricators: 0.12, FixedRoutes: 0.15, Checks: true,
		},
	}
}

// teamwork has what befalls whole teams beside the causes of persons, sales that stand out, made-up
// logs, and teams that live by appointments, some of whose people are bad at making them (C4).
func teamwork(profile simulate.Profile) Scenario {
	return Scenario{
		Name: "全队的事、约访、编造的日志", People: 100, Months: 6, FirstMonth: 2, Profile: profile,
		Plant: simulate.Planting{
			Causes: []string{"C1", "C6", "C7", "C9"}, Share: 0.30, Severity: 0.6, FromStart: true, MissingMAR: 0.03,
			TeamMix: 0.15, TeamSlump: 0.15, TeamWithdrawn: 0.15, BigCases: 0.08, CallTeams: 3,
			Fabricators: 0.10, FixedRoutes: 0.10, Checks: true,
		},
	}
}
