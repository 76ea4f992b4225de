package simulate

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"aqs/internal/simulate/paper"
)

// desk is where one sheet of a form is filled in: it knows the next free row, whose sheet it is,
// and how clean the hand that fills it is.
type desk struct {
	notary
	speller
	form   string // F08
	layout string
	who    fact // whose sheet it is and for when: the context of every record on it
	at     int  // next row
	col    int  // first column
	wide   int  // columns of the printed form
	month  time.Time

	sheetName string // of the next sheet, where one form fills several
}

// open starts a sheet. Forms that do not start at A1 are common.
func (d *desk) open(book *paper.Book, name string, wide int) {
	if d.sheetName != "" {
		name = d.sheetName
	}
	widths := []float64{14}
	for range wide + 1 {
		widths = append(widths, 13)
	}
	d.sheet = book.Sheet(name, widths...)
	d.file, d.wide, d.at, d.col, d.units = book.Path, wide, 1, 1, ""
	if d.has(DirtShifted) {
		d.at, d.col = d.r.between(2, 3), d.r.between(2, 3)
	}
}

func (d *desk) area(from, to int) paper.Rect {
	return paper.Rect{Row1: d.at, Col1: d.col + from, Row2: d.at, Col2: d.col + to}
}

// title writes the title over the whole form, merged as most are.
func (d *desk) title(words string) {
	if d.r.chance(0.2) {
		letters := []rune(words)
		words = string(letters[:len(letters)-1]) + " " + string(letters[len(letters)-1:])
	}
	d.sheet.PutMerged(d.area(0, d.wide-1), paper.Str(words), paper.Title)
	d.at++
}

// line writes a text over the whole form that is no value.
func (d *desk) line(words string, style paper.Style) {
	d.sheet.PutMerged(d.area(0, d.wide-1), paper.Str(words), style)
	d.at++
}

// head dresses a label or header as people do.
func (d *desk) head(words string) string {
	letters := []rune(words)
	bare := !strings.ContainsAny(words, "（(%：:/·")
	switch {
	case bare && len(letters) >= 2 && d.has(DirtHeadSpaces):
		return string(letters[0]) + pick(d.r, []string{" ", "　", "  "}) + string(letters[1:])
	case bare && len(letters) >= 4 && d.has(DirtHeadBreak):
		return string(letters[:len(letters)/2]) + "\n" + string(letters[len(letters)/2:])
	case bare && d.has(DirtHeadMark):
		return pick(d.r, []string{"*" + words, words + "：", "【" + words + "】"})
	}
	return words
}

// pair is a label with its value: 姓名：张伟.
type pair struct {
	label string
	item  item
	table string // kind of record the value belongs to; empty: it only says whose sheet it is
}

// labels writes label-value pairs in one row: in cells of their own, in one cell each, or all in
// one line across the form. It returns the cell of each value.
func (d *desk) labels(pairs ...pair) (cells []string) {
	switch d.r.IntN(3) {
	case 0:
		for i, p := range pairs {
			d.sheet.Put(d.at, d.col+2*i, paper.Str(d.head(p.label)), paper.Label)
			s, style := d.spell(p.item)
			cells = append(cells, d.put(d.at, d.col+2*i+1, s, style, d.line0(p)))
		}
	case 1:
		for i, p := range pairs {
			s, _ := d.spell(plainItem(p.item))
			s.means = p.item.means()
			s.value = paper.Str(p.label + pick(d.r, []string{"：", ":"}) + s.value.Written())
			cells = append(cells, d.put(d.at, d.col+2*i, s, paper.Body, d.line0(p)))
		}
	default:
		var parts []string
		var told []pair
		for _, p := range pairs {
			s, _ := d.spell(plainItem(p.item))
			parts = append(parts, p.label+"："+s.value.Written())
			told = append(told, p)
		}
		all := strings.Join(parts, pick(d.r, []string{"　", "　　", "    "}))
		cell := d.sheet.PutMerged(d.area(0, max(d.wide, 6)-1), paper.Str(all), paper.Caption)
		for _, p := range told {
			cells = append(cells, cell)
			if p.table != "" {
				d.certify(cell, spelled{value: paper.Str(all), means: p.item.means()}, d.line0(p))
			}
		}
	}
	d.at++
	return cells
}

// plainItem is the item as a text that can stand behind a colon.
func plainItem(it item) item {
	if it.shape == asDate {
		return item{text: fmt.Sprintf("%d年%d月%d日", it.on.Year(), it.on.Month(), it.on.Day()), empty: it.empty}
	}
	if it.shape == asCount || it.shape == asYuan {
		return item{text: number(it.n), empty: it.empty}
	}
	return item{text: it.means(), empty: it.empty}
}

func (d *desk) line0(p pair) fact { return d.fact(p.table, p.item.field, "") }

// fact is a line of truth about this sheet; a table of "" says nothing.
func (d *desk) fact(table, field, seq string) fact {
	f := d.who
	if table == "" || field == "" {
		return fact{}
	}
	f.kind, f.field, f.seq = d.form+"/"+table, field, seq
	if n, err := strconv.Atoi(seq); err == nil {
		f.position = n
	}
	return f
}

// expect says that an issue must stand at a cell of the sheet; no cell: at the sheet.
func (d *desk) expect(cell, code string) {
	if d.truth == nil {
		return
	}
	f := d.who
	f.kind, f.field, f.seq, f.note = d.form+"/issue", code, d.file+"!"+d.sheet.Name+"!"+cell, code
	f.file, f.sheet, f.cell, f.illegal = d.file, d.sheet.Name, cell, true
	d.truth.facts = append(d.truth.facts, f)
}

// cell writes one item of a record and certifies it with everything else that is read from it.
func (d *desk) cell(row, col int, table, seq string, it item, who fact) {
	s, style := d.spell(it)
	f := who
	if it.field == "" || table == "" {
		f = fact{}
	} else {
		f.kind, f.field, f.seq = d.form+"/"+table, it.field, seq
	}
	if s.code == "STATUS_IN_COUNT" && table == "day_metric" {
		d.statusOfDay(paper.Address(row, col), s, f)
		f = fact{}
	}
	address := d.put(row, col, s, style, f)
	if s.illegible || s.value.Kind == paper.Nothing {
		return
	}
	for _, more := range it.also {
		f.field = more[0]
		d.certify(address, spelled{value: s.value, means: more[1]}, f)
	}
}

// statusOfDay tells that a word in a count's place is the status of the whole day.
func (d *desk) statusOfDay(cell string, s spelled, f fact) {
	f.kind, f.field = d.form+"/day", "status"
	status := spelled{value: s.value, code: s.code, means: map[string]string{"请假": "leave", "事假": "leave", "培训": "training", "开会": "meeting"}[s.value.Text]}
	d.certify(cell, status, f)
	d.hasStatus = true
}

// note is a text of the sheet with its label; its kind names it in raw.note.
func (d *desk) note(label, kind, body string) string { return d.text("note", label, kind, body) }

// text is a free text with its label: beside it, below it, or behind a colon.
func (d *desk) text(table, label, field, body string) string {
	if body == "" {
		return ""
	}
	s, _ := d.spell(longItem(field, body))
	f := d.fact(table, field, d.sheet.Name)
	label = d.head(label)
	var cell string
	switch d.r.IntN(3) {
	case 0:
		d.sheet.Put(d.at, d.col, paper.Str(label), paper.Label)
		cell = d.putMerged(d.area(1, d.wide-1), s, paper.Body, f)
	case 1:
		s.value = paper.Str(strings.TrimRight(label, "：") + "：" + s.value.Text)
		cell = d.putMerged(d.area(0, d.wide-1), s, paper.Body, f)
	default:
		d.sheet.PutMerged(d.area(0, d.wide-1), paper.Str(label), paper.Section)
		d.at++
		cell = d.putMerged(d.area(0, d.wide-1), s, paper.Body, f)
	}
	d.at++
	return cell
}

// listNote is a note that is a numbered list: it is read as a text and as its parts.
func (d *desk) listNote(label, kind string, start time.Time, parts []string) {
	marks := [][]string{{"1、", "2、", "3、", "4、"}, {"1.", "2.", "3.", "4."}, {"（1）", "（2）", "（3）", "（4）"}, {"一、", "二、", "三、", "四、"}}[d.r.IntN(4)]
	var lines []string
	for i, part := range parts {
		lines = append(lines, marks[i]+part)
	}
	body := strings.Join(lines, "\n")
	keep := d.dirt
	d.dirt = Dirt{} // a list keeps its lines
	cell := d.note(label, kind, body)
	d.dirt = keep
	if n := len(d.facts()); n > 0 {
		body = d.truth.facts[n-1].written // with its label, where both share a cell
	}
	for i, part := range parts {
		f := d.fact("plan_item", "activity", cell+"/"+strconv.Itoa(i+1))
		if !start.IsZero() {
			f.date = start.Format(time.DateOnly)
		}
		d.certify(cell, typed(body, part), f)
	}
	d.hits["dirt numbered list in a cell"]++
}

// gap leaves an empty row now and then.
func (d *desk) gap() {
	if d.has(DirtEmptyRow) {
		d.at++
	}
}
