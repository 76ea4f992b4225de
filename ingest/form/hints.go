package form

import (
	"strings"
	"time"

	"aqs/ingest/value"
)

// hints are the dates around the cells: title first, folder last. They are looked for once per
// sheet; callers get a copy.
func (r *reader) hints() []value.Hint {
	if !r.hinted {
		r.hinted, r.hintList = true, r.findHints()
	}
	return append([]value.Hint(nil), r.hintList...)
}

func (r *reader) findHints() []value.Hint {
	var hints []value.Hint
	add := func(source string, d value.Date) {
		if !d.IsZero() {
			hints = append(hints, value.Hint{Source: source, Date: d})
		}
	}
	if r.claim.title != nil {
		add("title", value.ScanDate(r.claim.title.Text))
	}
	add("sheet", value.ScanSheetDate(r.page.grid.Sheet))
	parts := strings.Split(r.ctx.Path, "/")
	file := parts[len(parts)-1]
	if dot := strings.LastIndexByte(file, '.'); dot > 0 {
		file = file[:dot]
	}
	add("file", fileDate(file))
	for i := len(parts) - 2; i >= 0; i-- {
		add("folder", value.ScanSheetDate(parts[i]))
	}
	return hints
}

// fileDate reads a date out of a file's name, which may begin with 0305.
func fileDate(name string) value.Date {
	if d := value.ScanDate(name); !d.IsZero() {
		return d
	}
	digits := 0
	for digits < len(name) && name[digits] >= '0' && name[digits] <= '9' {
		digits++
	}
	if digits == 4 {
		return value.ScanSheetDate(name[:4])
	}
	return value.Date{}
}

func (r *reader) isFuture(on time.Time) bool { return !r.ctx.AsOf.IsZero() && on.After(r.ctx.AsOf) }
