package form

import (
	"strings"

	"aqs/ingest/issue"
	"aqs/ingest/value"
	"aqs/ingest/workbook"
)

// reportLeftovers looks at the cells that no part of the form took.
func (r *reader) reportLeftovers() {
	strays := map[*cell]int{}
	var heads []*cell
	for i := range r.page.rows {
		row := &r.page.rows[i]
		s := &r.state[i]
		var free []*cell
		for _, c := range row.cells {
			if !c.claimed {
				free = append(free, c)
			}
		}
		if len(free) == 0 {
			continue
		}
		touched := s.loaded || s.header || s.subtotal || s.note || s.duplicate || s.code != "" || s.preprinted
		if r.looksLikeNote(row, free) {
			s.note = true
			continue
		}
		if label := r.unnamed[i]; label != nil && !touched {
			t, near := r.d.unknownTrace(label)
			r.issue(issue.RowUnrecognised, label, "“"+clipText(label.text(), 30)+"”不是表样“"+r.d.Name+"”认识的项目，该行的数未载入"+nearText(near))
			r.out.Trace = append(r.out.Trace, t)
			continue
		}
		if !touched {
			r.issue(issue.RowUnrecognised, free[0], "")
			continue
		}
		for j := 0; j < len(free); j++ {
			c := free[j]
			beside := j+1 < len(free) && free[j+1].Col <= c.lastCol+2
			if c.Kind == workbook.Text && (strings.HasSuffix(value.Squeeze(c.Text), ":") || beside) && len(c.Text) <= maxLabelRunes*3 {
				if beside { // an unknown label with its value, beside known ones
					r.unknownHeader(c, 1)
					r.keep(c, free[j+1])
					j++
				}
				continue
			}
			head := r.headAbove(i, c.Col)
			if !r.keep(head, c) {
				continue
			}
			if head == nil {
				r.issue(issue.ColumnUnknown, c, "该值不属于表样“"+r.d.Name+"”的任何栏目，原文另存")
				continue
			}
			if strays[head] == 0 {
				heads = append(heads, head)
			}
			strays[head]++
		}
	}
	for _, head := range heads {
		r.unknownHeader(head, strays[head])
	}
}

// headAbove finds the printed text over a stray value: the head of a column that nobody asked for.
func (r *reader) headAbove(at, col int) *cell {
	for i := at - 1; i >= 0 && i >= at-12; i-- {
		if c := r.page.over(r.page.rows[i].no, col); c != nil && r.state[i].header && c.claimed && c.Kind == workbook.Text {
			return c
		}
	}
	return nil
}

// looksLikeNote says whether what is left of a row is an explanation, a signature or decoration.
func (r *reader) looksLikeNote(row *pageRow, free []*cell) bool {
	if len(free) != len(row.cells) {
		return false
	}
	first := value.Squeeze(free[0].Text)
	for _, word := range [...]string{"注", "备注", "说明", "填表", "填写说明", "提示", "制表", "审核", "主管", "签字", "签名", "复核", "※", "*", "打印", "温馨", "领导", "经理"} {
		if free[0].Kind == workbook.Text && strings.HasPrefix(first, word) {
			return true
		}
	}
	for _, c := range free { // a section's title, or labels without any value
		if c.Kind != workbook.Text || !strings.HasSuffix(value.Squeeze(c.Text), ":") {
			return len(free) == 1 && c.Kind == workbook.Text && c.lastCol > c.Col && len(c.Text) <= 60 && !strings.ContainsAny(c.Text, "0123456789")
		}
	}
	return true
}

// unknownHeader reports a header that no alias matches, with the nearest fields.
func (r *reader) unknownHeader(c *cell, values int) {
	if _, again := find(c.hits, r.d.no, slotBlockColumn); again { // known, and taken by a column before it
		r.issue(issue.ColumnDuplicate, c, "“"+clipText(c.text(), 30)+"”与前面的列意思相同，只取前一列，"+itoa(values)+" 个值原文另存")
		return
	}
	t, near := r.d.unknownTrace(c)
	r.issue(issue.ColumnUnknown, c, "列“"+clipText(c.text(), 30)+"”不在表样“"+r.d.Name+"”中，"+itoa(values)+" 个值未归入任何字段，原文另存"+nearText(near))
	r.out.Trace = append(r.out.Trace, t)
}

// nearText ends a message with the names that come nearest to an unknown one.
func nearText(near []string) string {
	if len(near) == 0 {
		return ""
	}
	return "；最接近的是 " + strings.Join(near, "、")
}
