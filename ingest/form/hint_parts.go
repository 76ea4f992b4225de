package form

import (
	"strings"

	"aqs/ingest/value"
	"aqs/ingest/workbook"
)

// hintParts are what a sheet's surroundings say where its cells are silent.
type hintParts struct {
	day    bool   // the names of sheet, file and folders tell a whole day
	person string // the name of the sheet or file holds a person's name
}

// hints looks at the names of sheet, file and folders; at nothing else.
func (l *Library) hints(p *page) hintParts {
	var h hintParts
	d := value.Date{}
	take := func(from value.Date) {
		if d.Day == 0 {
			d.Day = from.Day
		}
		if d.Month == 0 {
			d.Month = from.Month
		}
	}
	dated := p.hasDateSection()
	name := p.path[strings.LastIndexByte(p.path, '/')+1:]
	if !strings.ContainsAny(p.grid.Sheet+p.path, "0123456789一二三四五六七八九十") {
		h.person = personHint(p.grid.Sheet, name)
		h.day = dated
		return h
	}
	take(value.ScanSheetDate(p.grid.Sheet))
	parts := strings.Split(p.path, "/")
	if d.Day == 0 || d.Month == 0 {
		take(fileDate(strings.TrimSuffix(name, dotted(name))))
		for i := len(parts) - 2; i >= 0 && (d.Day == 0 || d.Month == 0); i-- {
			take(value.ScanSheetDate(parts[i]))
		}
	}
	h.day = dated || d.Day != 0 && d.Month != 0
	h.person = personHint(p.grid.Sheet, name)
	return h
}

func dotted(name string) string {
	if dot := strings.LastIndexByte(name, '.'); dot > 0 {
		return name[dot:]
	}
	return ""
}

// personHint is the name that the sheet or else the file carries.
func personHint(sheet, file string) string {
	if s := value.Squeeze(sheet); value.LooksLikeName(s) {
		return s
	}
	return nameIn(file)
}

// hasDateSection looks for a row that holds nothing but a date: the head of the rows below it.
func (p *page) hasDateSection() bool {
	for i := range p.rows {
		if len(p.rows[i].cells) == 0 || len(p.rows[i].cells) > 2 {
			continue
		}
		c := p.rows[i].cells[0]
		if c.hits != nil || c.pairs != nil || c.Kind != workbook.Text && c.Kind != workbook.Date || len(c.Text) > 40 || !strings.ContainsAny(c.Text, "0123456789月") {
			continue
		}
		if date, problem := value.ReadDate(c.Cell, p.grid.Date1904); problem.Code == "" && date.Day != 0 && date.Month != 0 {
			return true
		}
	}
	return false
}
