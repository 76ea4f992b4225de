package form

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"aqs/ingest/issue"
	"aqs/ingest/value"
	"aqs/ingest/workbook"
)

// boxName is a person in a box.
type boxName struct {
	box  *placedBox
	name *parsed
}

// readBoxes reads the names in the boxes. Somebody in two boxes is in none: which one is meant
// cannot be told.
func (r *reader) readBoxes() []boxName {
	boxes, printed := findBoxes(r.page, r.d)
	for _, c := range printed {
		r.mark(c).header = true
		r.tableHeads[r.page.index(c.Row)] = true
	}
	var names []boxName
	at := map[string]int{} // name → index into names
	spoilt := map[string]bool{}
	for i := range boxes {
		box := &boxes[i]
		if box.inside != "" {
			r.namesIn(box, box.heads[0], box.inside, &names)
		}
		for j := range r.page.rows {
			if no := r.page.rows[j].no; no < box.top || no > box.bottom {
				continue
			}
			for _, c := range r.page.rows[j].cells {
				if c.Col >= box.firstCol && c.Col <= box.lastCol && !c.claimed {
					r.mark(c)
					r.namesIn(box, c, "", &names)
				}
			}
		}
	}
	kept := names[:0]
	for i, n := range names {
		first, twice := at[n.key()]
		switch {
		case !twice:
			at[n.key()] = i
		case names[first].box != n.box:
			spoilt[n.key()] = true
			r.issue(issue.ValueAmbiguous, n.name.cell, "“"+n.name.text+"”同时写在两个框里（"+names[first].name.cell.Address()+" 和 "+n.name.cell.Address()+"），无法判断，两处都未载入")
		}
	}
	for i, n := range names {
		state := &r.state[r.page.index(n.name.cell.Row)]
		switch {
		case spoilt[n.key()]:
			state.code = issue.ValueAmbiguous
		case at[n.key()] == i:
			kept = append(kept, n)
		default: // once more in the same box
			state.loaded = true
		}
	}
	for b := range r.d.Boxes {
		r.traceBoxes(b, printed, kept)
	}
	return kept
}

func (n *boxName) key() string { return n.name.text + "\x00" + n.name.employeeNo }

func (r *reader) traceBoxes(b int, printed []*cell, names []boxName) {
	var values []*parsed
	for _, n := range names {
		if n.box.box == b {
			values = append(values, n.name)
		}
	}
	if len(printed) == 0 {
		return
	}
	definition := &r.d.Boxes[b]
	r.trace(definition.ID+"."+definition.Names, definition.Name, printed[0], printed[0].text(), values...)
}

// namesIn takes the names out of a cell; what is no name is told, and the row not loaded for it.
func (r *reader) namesIn(box *placedBox, c *cell, inside string, names *[]boxName) {
	text := inside
	if text == "" {
		text = c.Text
	}
	state := &r.state[r.page.index(c.Row)]
	if inside == "" && c.Kind != workbook.Text {
		state.code = issue.NameUnreadable
		r.issue(issue.NameUnreadable, c, "框里应写姓名，却是 "+clipText(c.text(), 20))
		return
	}
	for _, piece := range splitNames(text) {
		name, no := value.Name(piece)
		if !isBoxName(name) && no == "" {
			if state.code == "" {
				state.code = issue.NameUnreadable
			}
			r.issue(issue.NameUnreadable, c, "框里的“"+clipText(piece, 20)+"”不像姓名，未载入")
			continue
		}
		r.mention(name, c)
		r.mention(no, c)
		*names = append(*names, boxName{box, &parsed{cell: c, text: name, employeeNo: no}})
	}
	if value.IsNone(value.Squeeze(text)) {
		state.preprinted = true
	}
}

// isBoxName says whether a text is a name where nothing but names is expected: 周 may be a surname.
func isBoxName(s string) bool {
	if rest, found := strings.CutPrefix(s, "周"); found {
		s = "张" + rest
	}
	return value.LooksLikeName(s)
}

// splitNames takes a list of names apart: 张伟、李娜; 1.张伟 2.李娜; one on each line; 张　伟　李　娜
// stays whole where spaces only widen the names.
func splitNames(text string) []string {
	var names []string
	for _, part := range strings.FieldsFunc(foldLines(text), func(ch rune) bool { return strings.ContainsRune("、,;/|\n\r\t。", ch) }) {
		part = strings.TrimFunc(part, func(ch rune) bool { return unicode.IsSpace(ch) || ch == '.' })
		if strings.HasPrefix(part, "(") && strings.HasSuffix(part, ")") {
			part = part[1 : len(part)-1]
		}
		if part = dropNumber(part); part == "" || value.IsNone(value.Squeeze(part)) || isHeadcount(part) {
			continue
		}
		words := strings.Fields(part)
		for i := 0; i < len(words); i++ {
			word := dropNumber(words[i])
			if utf8.RuneCountInString(word) == 1 && i+1 < len(words) && utf8.RuneCountInString(words[i+1]) == 1 { // 李　娜
				word += words[i+1]
				i++
			}
			if word != "" {
				names = append(names, word)
			}
		}
	}
	return names
}

// dropNumber cuts the number of a list off its item: 1.张伟, (2)李娜, ③王芳 (folded to 3王芳).
func dropNumber(s string) string {
	rest := strings.TrimLeft(s, "0123456789(")
	if rest == s {
		return s
	}
	return strings.TrimLeft(rest, ".)、 ")
}

// isHeadcount recognises what people add under a list: 共3人, (3人).
func isHeadcount(s string) bool {
	s = strings.Trim(value.Squeeze(s), "()")
	rest, found := strings.CutSuffix(strings.TrimPrefix(s, "共"), "人")
	return found && strings.Trim(rest, "0123456789") == ""
}

// putBoxes makes a record of every name in a box.
func (r *reader) putBoxes(names []boxName, s *surroundings) {
	for _, n := range names {
		b := &r.d.Boxes[n.box.box]
		fields := []fieldDef{{Field: b.Names, Name: "姓名", Type: typeName}}
		values := map[string]*parsed{b.Names: n.name}
		for axis := range b.Axes {
			fields = append(fields, fieldDef{Field: b.Axes[axis].Field, Name: b.Axes[axis].Name, Type: typeText})
			values[b.Axes[axis].Field] = &parsed{cell: n.box.heads[axis], text: n.box.words[axis], enum: n.box.values[axis]}
		}
		r.put(b.Record, n.name.cell.Row, fields, values, s)
		r.state[r.page.index(n.name.cell.Row)].loaded = true
	}
}
