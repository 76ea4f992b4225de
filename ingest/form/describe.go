package form

import (
	"slices"
	"strings"

	"aqs/ingest/value"
)

// Description is a form as others may see it: what an empty one shows, and where values go.
type Description struct {
	ID, Name string
	Layout   string // form, register, crosstab …
	Record   string // what a sheet, row or cell becomes
	Period   string // day, week, month; empty when the form is about none
	Titles   []string
	Labels   []Field
	Columns  []Field // register
	Metrics  []Field
	Groups   []Group // crosstab, from left to right
	Blocks   []Block
	PlanWord string   // 计划; empty when the form knows no plans
	DoneWord string   // 实际
	Plans    []string // all words for 计划 …
	Dones    []string // … and for 实际
	Printed  []string // texts that may be printed on the form and mean nothing
}

// Field is one box to fill in.
type Field struct {
	Field    string // column of the record
	Name     string // Chinese
	Label    string // as printed; with its unit where one is needed
	Aliases  []string
	Type     string
	Required bool
	IsLong   bool // free text of several lines
	IsRate   bool // recomputed from other rows, never loaded
	Beside   bool // the value may stand to the right of the label
	Choices  []Choice
}

// Choice is a word of a field with a fixed vocabulary, and what it is read as.
type Choice struct{ Word, Value string }

// Group is one kind of column group of a cross-tab.
type Group struct{ Kind, Label string }

// Block is a small table on a form.
type Block struct {
	ID, Title, Record string
	Columns           []Field
}

// IDs lists the forms.
func (l *Library) IDs() []string {
	ids := make([]string, len(l.forms))
	for i, d := range l.forms {
		ids[i] = d.ID
	}
	return ids
}

// Describe shows one form.
func (l *Library) Describe(id string) (Description, bool) {
	at := slices.IndexFunc(l.forms, func(d *definition) bool { return d.ID == id })
	if at < 0 {
		return Description{}, false
	}
	d := l.forms[at]
	made := Description{
		ID: d.ID, Name: d.Name, Layout: d.Layout, Record: d.Record, Period: d.Period,
		Titles: d.Title.Phrases, Labels: describeFields(d.Labels), Columns: describeFields(d.Columns), Metrics: describeFields(d.Metrics.Rows),
		PlanWord: firstOf(d.Metrics.PlanWords), DoneWord: firstOf(d.Metrics.ActualWords), Plans: d.Metrics.PlanWords, Dones: d.Metrics.ActualWords, Printed: d.Ignore,
	}
	for _, g := range d.Groups {
		made.Groups = append(made.Groups, Group{g.Kind, firstOf(g.Aliases)})
	}
	for _, b := range d.Blocks {
		made.Blocks = append(made.Blocks, Block{b.ID, firstOf(b.Titles), b.Record, describeFields(b.Columns)})
	}
	return made, true
}

func describeFields(fields []fieldDef) []Field {
	var list []Field
	for _, f := range fields {
		made := Field{
			Field: f.Field, Name: f.Name, Label: firstOf(f.Aliases), Aliases: f.Aliases, Type: f.Type, Required: f.Required,
			IsLong: f.Type == typeLong, IsRate: len(f.Derived) > 0, Beside: slices.Contains(f.Value, "right"),
		}
		if name := f.Field[strings.LastIndexByte(f.Field, '.')+1:]; f.Type == typeText && strings.HasPrefix(name, "is_") {
			made.Type = "yes_no" // a flag of the record, whatever the form says about its text
		}
		if made.Label == "" {
			made.Label = f.Name
		}
		if f.Type == typeYuan && value.ReadHeader(made.Label).Unit == "" {
			made.Label += "（元）"
		}
		for _, e := range f.Enum {
			if word := choiceWord(f.Enum, e); word != "" {
				made.Choices = append(made.Choices, Choice{word, e.Value})
			}
		}
		list = append(list, made)
	}
	return list
}

// choiceWord is a word that is read as the value: of two letters at least where there is one.
func choiceWord(all []enumDef, e enumDef) string {
	for _, short := range []bool{false, true} {
		for _, word := range e.Words {
			if (short || len([]rune(word)) >= 2 || strings.ToUpper(word) == word && len(word) == 1) && enumOf(all, word) == e.Value {
				return word
			}
		}
	}
	return ""
}

func firstOf(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}
