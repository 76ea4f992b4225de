package transform

import (
	"slices"
	"strings"
	"testing"

	sqlfiles "aqs/sql"
)

func TestReadsIgnoresCommentsAndText(t *testing.T) {
	text := "-- from core.comment\nselect 'core.text', run.x from staging.stg_day as days\n" +
		"join core.dim_date as dates on true -- report.late\ncross join meta.run as run where core.fct_day is null"
	if got := reads(text, "core.fct_day"); !slices.Equal(got, []string{"core.dim_date", "meta.run", "staging.stg_day"}) {
		t.Errorf("reads %v", got)
	}
}

func TestOrder(t *testing.T) {
	model := func(relation string, reads ...string) Model {
		layer, _, _ := strings.Cut(relation, ".")
		return Model{Relation: relation, Layer: layer, Path: relation, Reads: reads}
	}
	sorted, err := order([]Model{model("core.a", "core.c"), model("core.b", "core.a", "meta.run"), model("core.c")})
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, m := range sorted {
		names = append(names, m.Relation)
	}
	if !slices.Equal(names, []string{"core.c", "core.a", "core.b"}) {
		t.Errorf("order %v", names)
	}
	for want, models := range map[string][]Model{
		"cycle core.a → core.b → core.a": {model("core.a", "core.b"), model("core.b", "core.a")},
		"which no file builds":           {model("core.a", "core.absent")},
		"later layer":                    {model("core.a", "report.r"), model("report.r")},
	} {
		if _, err := order(models); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want %q, got %v", want, err)
		}
	}
	before, after := split([]Model{model("core.a"), model("report.x", "meta.test_result"), model("report.y", "report.x"), model("report.z")})
	if len(before) != 2 || len(after) != 2 {
		t.Errorf("before %v, after %v", before, after)
	}
}

// The house rules of STYLE that a machine can see.
func TestModelsKeepTheStyle(t *testing.T) {
	models, err := loadModels(sqlfiles.Files)
	if err != nil {
		t.Fatal(err)
	}
	for _, model := range models {
		if !strings.HasPrefix(model.SQL, "-- Grain: ") {
			t.Errorf("%s: the head comment does not begin with the grain", model.Path)
		}
		readsRaw := strings.Contains(stripLiterals(model.SQL), "raw.")
		if readsRaw != (model.Layer == "staging" && model.Relation != "staging.stg_calendar_notice") {
			t.Errorf("%s: only staging reads raw", model.Path)
		}
		for i, line := range strings.Split(model.SQL, "\n") {
			// Wide characters count twice on a screen, yet STYLE counts columns of code.
			if len([]rune(line)) > 100 && !strings.Contains(line, "'") {
				t.Errorf("%s:%d: longer than 100 columns", model.Path, i+1)
			}
			if strings.Contains(line, "\t") {
				t.Errorf("%s:%d: a tab", model.Path, i+1)
			}
		}
		lower := strings.ToLower(stripLiterals(model.SQL))
		if model.Layer == "staging" || model.Layer == "core" {
			for _, dialect := range []string{"qualify", "exclude", "unnest", "generate_series", "arg_max", "group by all", "filter (", "any_value", "list_", "::"} {
				if strings.Contains(lower, dialect) {
					t.Errorf("%s: %s is not portable SQL", model.Path, dialect)
				}
			}
		}
		for _, layer := range append(layers[:], metaSchema) {
			if strings.Contains(lower, " as "+layer+"\n") || strings.Contains(lower, " as "+layer+" ") {
				t.Errorf("%s: an alias named like the layer %s hides what is read", model.Path, layer)
			}
		}
	}
}

func TestTestsSayWhatTheyAre(t *testing.T) {
	for _, head := range []string{"", "-- severity: error\n-- kind: column\n", "-- severity: fatal\n-- kind: column\n-- message: x\n"} {
		files := overlay(t, "tests/not_null.sql", "-- severity: error\n-- kind: column\n-- message: 必填列为空\n", head)
		if _, err := loadTests(files); err == nil || !strings.Contains(err.Error(), "not_null.sql") {
			t.Errorf("head %q: %v", head, err)
		}
	}
}
