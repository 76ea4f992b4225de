package simulate

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"slices"
	"strconv"
	"time"

	"aqs/internal/simulate/paper"
)

// fact is one line of truth.csv: something that is true, and where it was written.
type fact struct {
	kind     string
	no       string
	person   string
	team     string
	dept     string
	date     string
	seq      string
	field    string
	value    string
	illegal  bool // written so that nobody can read it
	file     string
	sheet    string
	cell     string
	note     string
	written  string // what the cell holds, letter by letter; for tests, not part of truth.csv
	position int    // of seq where it is a number, for sorting
}

// truth collects facts. Books collect their own and are joined in the order of the books.
type truth struct {
	facts []fact
	hits  hits // layouts and kinds of dirt that were written; nil until the first
}

// join takes over what another truth tells.
func (t *truth) join(other truth) {
	t.facts = append(t.facts, other.facts...)
	if len(other.hits) == 0 {
		return
	}
	if t.hits == nil {
		t.hits = hits{}
	}
	t.hits.add(other.hits)
}

var truthHeader = []string{
	"kind", "employee_no", "person", "team", "dept", "date", "seq", "field", "value",
	"legible", "file", "sheet", "cell", "note",
}

// sorted returns the facts in the one order truth.csv has.
func (t *truth) sorted() []fact {
	facts := slices.Clone(t.facts)
	slices.SortStableFunc(facts, func(a, b fact) int {
		return cmp.Or(
			cmp.Compare(a.kind, b.kind), cmp.Compare(a.date, b.date), cmp.Compare(a.team, b.team),
			cmp.Compare(a.no, b.no), cmp.Compare(a.position, b.position), cmp.Compare(a.seq, b.seq),
			cmp.Compare(a.field, b.field), cmp.Compare(a.file, b.file), cmp.Compare(a.cell, b.cell),
		)
	})
	return facts
}

func (t *truth) csv() ([]byte, error) {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	if err := w.Write(truthHeader); err != nil {
		return nil, err
	}
	for _, f := range t.sorted() {
		legible := "1"
		if f.illegal {
			legible = "0"
		}
		if f.no != "" { // a person's team and department stand in the 花名册
			f.team, f.dept = "", ""
		}
		err := w.Write([]string{
			f.kind, f.no, f.person, f.team, f.dept, f.date, f.seq, f.field, f.value,
			legible, f.file, f.sheet, f.cell, f.note,
		})
		if err != nil {
			return nil, err
		}
	}
	w.Flush()
	return out.Bytes(), w.Error()
}

// notary writes values on a sheet and certifies them: what it puts down is in the truth with the
// cell's address. A notary without a truth only writes (a version that is replaced later).
type notary struct {
	truth *truth // nil: the book is no source of truth
	file  string
	sheet *paper.Sheet
}

// about fills the columns that name a person.
func about(p *person, on time.Time) fact {
	f := fact{no: p.no, person: p.name}
	if p.team != nil {
		f.team = p.team.name
	}
	if p.dept != nil {
		f.dept = p.dept.name
	}
	if !on.IsZero() {
		f.date = on.Format(time.DateOnly)
	}
	return f
}

// put writes a spelled value and, unless it is blank, certifies what it means.
func (n notary) put(row, col int, s spelled, style paper.Style, f fact) string {
	cell := n.sheet.Put(row, col, s.value, style)
	n.certify(cell, s, f)
	return cell
}

// putMerged is put over a merged range.
func (n notary) putMerged(area paper.Rect, s spelled, style paper.Style, f fact) string {
	cell := n.sheet.PutMerged(area, s.value, style)
	n.certify(cell, s, f)
	return cell
}

func (n notary) certify(cell string, s spelled, f fact) {
	if n.truth == nil || s.value.Kind == paper.Nothing || f.kind == "" {
		return
	}
	f.value, f.illegal, f.written = s.means, s.illegible, s.value.Written()
	f.note = s.code
	if s.illegible && f.note == "" {
		f.note = "VALUE_UNREADABLE"
	}
	f.file, f.sheet, f.cell = n.file, n.sheet.Name, cell
	n.truth.facts = append(n.truth.facts, f)
}

// status certifies a day's status; the cell is where an absence is written, if it is.
func (n notary) status(p *person, d *day, cell, written string) {
	if n.truth == nil {
		return
	}
	f := about(p, d.on)
	f.kind, f.field, f.value = "day_status", "status", d.status(p)
	f.file, f.sheet, f.cell, f.written = n.file, n.sheet.Name, cell, written
	n.truth.facts = append(n.truth.facts, f)
}

func number(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
