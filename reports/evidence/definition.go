package evidence

import (
	"strings"

	"aqs/reports/data"
)

// definition is one entry of the catalogue as the drawer shows it.
type definition struct {
	ID      string   `json:"id"`
	Name    string   `json:"name"`
	Unit    string   `json:"unit"`
	Formula string   `json:"formula"`
	Source  string   `json:"source"`
	Note    string   `json:"note"`
	SQL     string   `json:"sql"` // side file of the model, empty when there is none
	Model   string   `json:"model"`
	Base    []string `json:"base"` // the counted metrics whose rows stand behind it
}

// Bases names the counted metrics behind a figure that is not counted itself. A metric that is not
// listed is a count, and stands for itself.
func Bases(metric string) []string {
	switch metric {
	case "talk_ratio":
		return []string{"talks", "visits"}
	case "intent_rate":
		return []string{"intents", "talks"}
	case "close_rate":
		return []string{"closes", "intents"}
	case "case_rate":
		return []string{"cases", "intents"}
	case "ticket":
		return []string{"premium_yuan", "cases"}
	case "xmr", "activity":
		return []string{"talks", "visits"}
	case "gap", "gap_part", "gap_change", "p_worse", "luck", "attainment", "target", "pace", "forecast", "p_attain":
		return []string{"premium_yuan", "cases", "intents", "talks", "visits"}
	case "skill_score":
		return []string{"intents", "talks", "closes", "cases", "premium_yuan"}
	case "will_score", "submit_rate", "workdays", "time_progress":
		return []string{"visits", "talks"}
	case "box":
		return []string{"talks", "intents", "closes", "premium_yuan"}
	}
	return catalogueBases(metric)
}

// catalogueBases are the counts behind a metric of the numbered catalogue; none where its parts are
// not daily figures of the logs (outlets, policies, forms).
func catalogueBases(metric string) []string {
	switch metric {
	case "A03", "A05":
		return []string{"visits"}
	case "F02":
		return []string{"intents", "visits"}
	case "F03":
		return []string{"talks", "visits"}
	case "F04":
		return []string{"intents", "talks"}
	case "F05":
		return []string{"closes", "intents"}
	case "F06":
		return []string{"closes", "talks"}
	case "R01":
		return []string{"premium_yuan"}
	case "R02":
		return []string{"premium_yuan", "cases"}
	}
	if len(metric) == 3 && metric[0] >= 'A' && metric[0] <= 'Z' {
		return []string{}
	}
	return []string{metric}
}

// Definitions gives the side file of the whole catalogue.
func Definitions(metrics []data.Metric, models []data.Model) (File, error) {
	known := map[string]bool{}
	for _, model := range models {
		known[model.Relation] = true
	}
	out := make([]definition, 0, len(metrics))
	for _, m := range metrics {
		entry := definition{ID: m.ID, Name: m.Name, Unit: m.Unit, Formula: m.Formula, Source: m.Source, Note: m.Note, Model: m.Relation, Base: Bases(m.ID)}
		if known[m.Relation] {
			entry.SQL = ModelName(m.Relation)
		}
		out = append(out, entry)
	}
	return fileOf("metrics", out)
}

// ModelName is the name of the side file with the SQL of a relation, without .js.
func ModelName(relation string) string {
	return "sql-" + strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '_' {
			return r
		}
		return '-'
	}, relation)
}

// Model gives the side file with the SQL of one model, as it ran.
func Model(m data.Model) (File, error) {
	return fileOf(ModelName(m.Relation), struct {
		Relation string `json:"relation"`
		Path     string `json:"path"`
		SQL      string `json:"sql"`
	}{m.Relation, m.Path, m.SQL})
}
