package pack

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"

	"aqs/reports/data"
	"aqs/reports/table"
)

//go:embed pack.html
var page string

//go:embed pack.css
var style string

// Renderer turns packs into HTML. It is safe for use by several goroutines.
type Renderer struct {
	set     *template.Template
	run     data.Run
	missing []data.MissingInput
	version string
}

// NewRenderer parses the template for the packs of d; version stands in the footer.
func NewRenderer(d *data.Data, version string) (*Renderer, error) {
	set, err := template.New("pack").Funcs(template.FuncMap{
		"show": table.Show, "number": func(n data.Num) string { return table.Show(table.Count, table.Cell{Num: n}) },
		"percent":  func(n data.Num) string { return table.Show(table.Percent, table.Cell{Num: n}) },
		"isNumber": func(k table.Kind) bool { return k.IsNumber() },
	}).Parse(page)
	if err != nil {
		return nil, fmt.Errorf("parse pack.html: %w", err)
	}
	return &Renderer{set: set, run: d.Run, missing: d.MissingInputs, version: version}, nil
}

type sheet struct {
	Pack
	Run     data.Run
	Missing []data.MissingInput
	Version string
	Style   template.CSS
	Policy  string
}

// Render gives the pack's bytes.
func (r *Renderer) Render(p Pack) (out []byte, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			out, err = nil, fmt.Errorf("render pack %s: %v", p.File, cause)
		}
	}()
	digest := sha256.Sum256([]byte(style))
	var buffer bytes.Buffer
	// The style sheet is our own file; the policy allows exactly its bytes and no script.
	if err := r.set.Execute(&buffer, sheet{p, r.run, r.missing, r.version, template.CSS(style),
		"default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(digest[:]) + "'; base-uri 'none'; form-action 'none'"}); err != nil {
		return nil, fmt.Errorf("render pack %s: %w", p.File, err)
	}
	return buffer.Bytes(), nil
}
