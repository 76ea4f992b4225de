package validate

import (
	"fmt"
	"io/fs"
	"regexp"
	"strings"
	"testing/fstest"

	sqlfiles "aqs/sql"
)

// ablation takes one idea out of the models, by replacing text of theirs.
type ablation struct {
	name string
	edit []edit
}

type edit struct{ path, old, new string }

func ablations() []ablation {
	const posterior, class = "analysis/level_posterior.sql", "analysis/benchmark_class.sql"
	return []ablation{
		{"不收缩", []edit{
			{posterior, "list(share order by point) as shares,", "list(1.0::double order by point) as shares,"},
			{posterior, "then share else 0.0::double end", "then 1.0::double else 0.0::double end"},
			{posterior, "list(exp(u) * share order by point)", "list(exp(u) order by point)"},
		}},
		{"不按网点类别调整", []edit{{class, "else rounds.level\n        end as difficulty", "else 1.0\n        end as difficulty"}}},
		{"缺交按 0 计", []edit{{"analysis/level_activity_month.sql", "and days.is_worked", "and (days.is_worked or (days.status = 'missing' and days.is_expected))"}}},
		{"只看三个月", []edit{
			{"analysis/level_rate.sql", ", -5)", ", -2)"}, {"analysis/level_activity.sql", ", -5)", ", -2)"},
			{"analysis/level_ticket.sql", ", -5)", ", -2)"},
		}},
		{"不用自己的计划", []edit{{"analysis/level_activity.sql", "1) as slope", "0) as slope"}}},
		{"只用洽谈, 不用拜访", []edit{{"analysis/level_activity.sql", "bool_and(v is not null and v > 0)", "bool_and(false)"}}},
	}
}

// files are the models that analysis.cause_flag needs, edited, without the tests: an ablation is
// not to be published but to be measured.
func (a ablation) files() (fs.FS, error) {
	texts := map[string]string{}
	err := fs.WalkDir(sqlfiles.Files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(sqlfiles.Files, name)
		texts[name] = string(text)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("validate: %w", err)
	}
	for _, e := range a.edit {
		if !strings.Contains(texts[e.path], e.old) {
			return nil, fmt.Errorf("validate: %s: %s does not contain %q any more", a.name, e.path, e.old)
		}
		texts[e.path] = strings.ReplaceAll(texts[e.path], e.old, e.new)
	}
	kept := fstest.MapFS{}
	for name, text := range texts {
		if strings.HasPrefix(name, "macros/") {
			kept[name] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	keep(kept, texts, "analysis/cause_flag.sql")
	for _, name := range []string{"core/fct_target.sql", "core/fct_day.sql", "core/dim_person.sql"} {
		keep(kept, texts, name)
	}
	return kept, nil
}

var relation = regexp.MustCompile(`\b(staging|core|analysis)\.([a-z_][a-z0-9_]*)`)

// keep adds a model and everything it names.
func keep(kept fstest.MapFS, texts map[string]string, name string) {
	text, exists := texts[name]
	if _, done := kept[name]; done || !exists {
		return
	}
	kept[name] = &fstest.MapFile{Data: []byte(text)}
	for _, match := range relation.FindAllStringSubmatch(text, -1) {
		keep(kept, texts, match[1]+"/"+match[2]+".sql")
	}
}
