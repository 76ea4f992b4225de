package page

import (
	"bytes"
	"fmt"
	"html/template"
	"io/fs"
	"regexp"

	"aqs/reports/table"
	"aqs/reports/templates"
)

// Renderer turns pages into HTML. It is safe for use by several goroutines.
type Renderer struct{ set *template.Template }

// indent is the white space that begins a line of a template.
var indent = regexp.MustCompile(`\n[ \t]+`)

// NewRenderer parses the templates.
func NewRenderer() (*Renderer, error) {
	set := template.New("site").Funcs(funcs())
	names, err := fs.Glob(templates.FS, "*.html")
	if err != nil {
		return nil, fmt.Errorf("parse templates: %w", err)
	}
	for _, name := range names {
		text, err := fs.ReadFile(templates.FS, name)
		if err != nil {
			return nil, fmt.Errorf("parse templates: %w", err)
		}
		// Indentation is for who reads a template; in a table of thousands of cells it weighs.
		if _, err := set.New(name).Parse(indent.ReplaceAllString(string(text), "\n")); err != nil {
			return nil, fmt.Errorf("parse templates: %w", err)
		}
	}
	return &Renderer{set: set}, nil
}

// Render gives the page's bytes; a template that fails gives none.
func (r *Renderer) Render(p Page) (out []byte, err error) {
	defer func() {
		// A template panics on a nil it did not expect; the run must fail with the page's name.
		if cause := recover(); cause != nil {
			out, err = nil, fmt.Errorf("render %s: %v", p.File, cause)
		}
	}()
	var buffer bytes.Buffer
	if err := r.set.ExecuteTemplate(&buffer, "base", view{p, r}); err != nil {
		return nil, fmt.Errorf("render %s: %w", p.File, err)
	}
	return buffer.Bytes(), nil
}

// view is what base.html sees: the page, and a way to run the page's own template.
type view struct {
	Page
	renderer *Renderer
}

// Main renders the page's own template.
func (v view) Main() (template.HTML, error) {
	var buffer bytes.Buffer
	if err := v.renderer.set.ExecuteTemplate(&buffer, v.template, v.Page); err != nil {
		return "", err
	}
	// Already escaped: it comes from html/template itself.
	return template.HTML(buffer.String()), nil
}

// HasCharts tells whether the page needs ECharts at all.
func (v view) HasCharts() bool {
	switch v.template {
	case "page-topic":
		for _, section := range v.Body.(topicBody).Sections {
			if len(section.Figures) > 0 {
				return true
			}
		}
	case "page-scope", "page-person", "page-plan", "page-funnel", "page-score":
		return true
	}
	return false
}

// pair hands two things to one template.
type pair struct{ First, Second any }

// columnClass is the CSS class of a column's cells.
func columnClass(kind table.Kind) string {
	switch {
	case kind.IsNumber():
		return "n"
	case kind == table.Long:
		return "text"
	case kind == table.Source:
		return "source"
	}
	return ""
}

func funcs() template.FuncMap {
	return template.FuncMap{
		"number": number, "percent": percent, "wan": wan, "amount": amount, "cell": cell, "interval": interval,
		"decimal": decimal, "signed": signed, "level": level, "severityName": severityName,
		"issueSeverity": issueSeverity, "bullet": bullet, "shareBar": shareBar, "countBar": countBar,
		"percent0": percent0, "points": points, "chance": chance, "testKind": testKind, "gapTo": gapTo,
		"show": table.Show, "pair": func(first, second any) pair { return pair{first, second} }, "columnClass": columnClass,
	}
}
