package form

import (
	"sort"
	"strings"

	"aqs/ingest/issue"
	"aqs/ingest/record"
	"aqs/ingest/value"
	"aqs/ingest/workbook"
)

// What a recognised sheet holds beyond its definition is kept as text, header and cell, so that
// nothing is lost. Telephone numbers, identity papers and passwords are the exception: they are
// counted, and never stored anywhere.

// keep stores a value that no field asks for; false when it is private and only counted.
func (r *reader) keep(head, c *cell) bool {
	if head != nil && (isPrivateHead(head.head.Key) || r.isPrivate(head)) || isPrivateValue(c.text()) {
		r.withhold(head, c)
		return false
	}
	text := cellText(c.Cell)
	if c.Kind == workbook.UncachedResult || text == "" {
		return true
	}
	extra := record.Extra{Place: r.place(c.Row), Cell: c.Address(), Text: text}
	if head != nil {
		extra.Header = record.Ptr(clipText(head.text(), 100))
	}
	r.out.Batch.Extras = append(r.out.Batch.Extras, extra)
	return true
}

// withhold counts a private value under its header.
func (r *reader) withhold(head, c *cell) {
	if r.withheld == nil {
		r.withheld = map[*cell]int{}
	}
	if head == nil {
		head = c
	}
	r.withheld[head]++
	c.claimed = true
}

// isPrivate says whether the definition names the header as private.
func (r *reader) isPrivate(head *cell) bool {
	_, private := find(head.hits, r.d.no, slotPrivate)
	return private
}

// isPrivateHead recognises headers whose values are nobody's business.
func isPrivateHead(key string) bool {
	for _, word := range [...]string{"电话", "手机", "身份证", "证件号", "证件号码", "密码", "口令", "账号", "帐号", "微信", "QQ", "联系方式", "银行卡", "卡号", "邮箱"} {
		if strings.Contains(key, word) {
			return true
		}
	}
	return false
}

// isPrivateValue recognises a mobile number and an identity number by their form.
func isPrivateValue(text string) bool {
	s := strings.ReplaceAll(value.Squeeze(text), "-", "")
	if len(s) >= 10 && len(s) <= 12 && s[0] == '0' && strings.Trim(s, "0123456789") == "" {
		return true // a land line
	}
	if len(s) != 11 && len(s) != 15 && len(s) != 18 || strings.Trim(s[:len(s)-1], "0123456789") != "" {
		return false
	}
	if len(s) == 11 {
		return s[0] == '1' && s[1] >= '3' && s[10] >= '0' && s[10] <= '9'
	}
	return true
}

// reportKept tells, once per field or header, what was inherited and what was withheld.
func (r *reader) reportKept() {
	fields := make([]string, 0, len(r.inherited))
	for field := range r.inherited {
		fields = append(fields, field)
	}
	sort.Strings(fields)
	for _, field := range fields {
		r.issue(issue.ValueInherited, nil, "“"+field+"”有 "+itoa(r.inherited[field])+" 处空白或“同上”，按上一行的内容读取")
	}
	heads := make([]*cell, 0, len(r.withheld))
	for head := range r.withheld {
		heads = append(heads, head)
	}
	sort.Slice(heads, func(i, j int) bool {
		if heads[i].Row != heads[j].Row {
			return heads[i].Row < heads[j].Row
		}
		return heads[i].Col < heads[j].Col
	})
	for _, head := range heads {
		r.report(issue.New(issue.PrivateWithheld, r.page.grid.Sheet, head.Address(), "", "有 "+itoa(r.withheld[head])+" 个值是电话、证件等隐私内容，没有读入，也没有保存"))
	}
}

// withholdLabelled takes the values beside private labels away before anything else reads them.
func (r *reader) withholdLabelled() {
	for i := range r.page.rows {
		for _, c := range r.page.rows[i].cells {
			if c.Kind != workbook.Text || c.head.Key == "" || len([]rune(c.head.Key)) > 12 || !isPrivateLabel(c.head.Key) && !r.isPrivate(c) {
				continue
			}
			if _, column := find(c.hits, r.d.no, slotBlockColumn); column {
				continue
			}
			next := r.page.right(c, 8)
			if next == nil || r.fixed(next) || next.claimed || next.Kind == workbook.Text && isPrivateHead(next.head.Key) {
				continue
			}
			r.mark(c).header = true
			r.withhold(c, next)
		}
	}
}

// isPrivateLabel recognises a label whose value beside it is nobody's business. Only whole labels:
// 打电话 and 建微信群 are work.
func isPrivateLabel(key string) bool {
	switch key {
	case "电话", "联系电话", "办公电话", "住宅电话", "家庭电话", "客户电话", "手机", "手机号", "手机号码", "移动电话", "身份证", "身份证号", "身份证号码",
		"证件号", "证件号码", "密码", "登录密码", "账号", "帐号", "银行账号", "银行卡号", "微信", "微信号", "QQ", "QQ号", "邮箱", "电子邮箱", "联系方式":
		return true
	}
	return false
}
