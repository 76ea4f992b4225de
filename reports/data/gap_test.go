package data

import "testing"

// The plan is the first reference whatever the order of the rows, and only its lines are given.
func TestGapAgainst(t *testing.T) {
	lines := []GapLine{{Reference: "change", PartName: "人数"}, {Reference: "own", Detail: "target", PartName: "计划不足"},
		{Reference: "plan", Detail: "target", PartName: "计划不足", Yuan: Of(-5)}, {Reference: "plan", Detail: "workdays", PartName: "天数"}}
	plan := GapAgainst(lines, GapReferences()[0].ID)
	if len(plan) != 2 || plan[0].Name() != "计划充分" || plan[1].Name() != "天数" {
		t.Errorf("%+v", plan)
	}
	if own := GapAgainst(lines, "own"); len(own) != 1 || own[0].Name() != "目标与水平之差" {
		t.Errorf("%+v", own)
	}
}
