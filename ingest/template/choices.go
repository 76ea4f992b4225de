package template

import (
	"strings"

	"aqs/ingest/form"
	"aqs/internal/xlsxout"
)

// choices offers what a field may hold: its own words, or what the registers know.
func (p *painter) choices(area xlsxout.Area, field form.Field) {
	if len(field.Choices) > 0 && !field.IsLong {
		var words []string
		for _, c := range field.Choices {
			words = append(words, c.Word)
		}
		p.sheet.DropDown(area, words)
		return
	}
	name := field.Field[strings.LastIndexByte(field.Field, '.')+1:]
	switch {
	case field.Type == "status":
		p.sheet.DropDown(area, []string{"出勤", "请假", "外勤", "培训", "开会", "出差"})
	case field.Type == "yes_no":
		p.sheet.DropDown(area, []string{"√", "×"})
	case name == "outlet_name":
		p.listed(area, "网点", p.known.outlets)
	case name == "product_name":
		p.listed(area, "险种", p.known.products)
	case field.Type == "name":
		p.listed(area, "姓名", p.names())
	}
}

// names are the people who may be named on the sheet: the team's, or everybody.
func (p *painter) names() []string {
	var list []string
	seen := map[string]bool{}
	for _, person := range p.known.people {
		if (p.team == "" || person.team == p.team) && !seen[person.name] {
			seen[person.name] = true
			list = append(list, person.name)
		}
	}
	return list
}

// listed offers a long list, which Excel takes only from cells: a hidden sheet of our own.
func (p *painter) listed(area xlsxout.Area, title string, words []string) {
	if len(words) == 0 {
		return
	}
	if p.lists == nil {
		p.lists = p.made.Book.Sheet("选项")
		p.lists.Hidden = true
		p.lists.Put(1, 1, xlsxout.Text(xlsxout.OwnMark), xlsxout.Style{Look: xlsxout.Caption})
		p.listAt = map[string]int{}
	}
	col, drawn := p.listAt[title]
	if !drawn {
		col = len(p.listAt) + 1
		p.listAt[title] = col
		p.lists.Put(2, col, xlsxout.Text(title), xlsxout.Style{Look: xlsxout.Header})
		for i, word := range words {
			p.lists.Put(3+i, col, xlsxout.Text(word), xlsxout.Style{})
		}
	}
	p.sheet.DropDownFrom(area, p.lists, col, 3, 2+len(words))
}

// notes is the last sheet: how to fill the form in.
func (p *painter) notes() {
	sheet := p.made.Book.Sheet("填写说明")
	sheet.Width(1, 24)
	sheet.Width(2, 16)
	sheet.Width(3, 70)
	sheet.PutMerged(across(1, 1, 3), xlsxout.Text(xlsxout.OwnMark), xlsxout.Style{Look: xlsxout.Caption})
	sheet.PutMerged(across(2, 1, 3), xlsxout.Text(p.form.Name+" 填写说明"), xlsxout.Style{Look: xlsxout.Title})
	for j, text := range []string{"栏目", "填什么", "说明"} {
		sheet.Put(3, j+1, xlsxout.Text(text), xlsxout.Style{Look: xlsxout.Header})
	}
	row := 3
	seen := map[string]bool{}
	for _, box := range p.made.Boxes {
		if seen[box.Field.Label] || box.Field.Label == "" {
			continue
		}
		seen[box.Field.Label] = true
		row++
		kind, how := kindName(box.Field)
		for j, text := range []string{box.Field.Label, kind, how} {
			sheet.Put(row, j+1, xlsxout.Text(text), xlsxout.Style{Look: xlsxout.Box})
		}
	}
	row += 2
	for _, text := range []string{
		"没有的事留空；确实为零才填 0。当日请假、培训、开会时写在“出勤”一栏或计数栏，程序按当日状态处理。",
		"可以增加行、增加工作表（复制一张再改日期或姓名）；请不要改动表头文字和标题。",
	} {
		sheet.PutMerged(across(row, 1, 3), xlsxout.Text(text), xlsxout.Style{Look: xlsxout.Caption})
		row++
	}
}

func kindName(f form.Field) (kind, how string) {
	switch f.Type {
	case "date":
		return "日期", "如 2026-3-5"
	case "datetime":
		return "日期和时间", "如 2026-3-5 18:20"
	case "count":
		return "数字", "只填数字"
	case "count_or_names":
		return "数字", "填人数；也可列出客户姓名，以顿号隔开"
	case "yuan":
		return "金额", "以元为单位，只填数字"
	case "rate":
		return "比率", "如 35%"
	case "factor", "amount":
		return "数字", ""
	case "name":
		return "姓名", "只填姓名；有同名时写成 张伟(QJ0107)"
	case "employee_no":
		return "编号", "文本格式，不要丢掉前面的 0"
	case "status":
		return "出勤状态", "出勤、请假、外勤、培训、开会、出差"
	case "yes_no":
		return "是否", "√ 或 ×"
	case "month":
		return "月份", "如 2026年3月"
	case "period":
		return "起止日期", "如 2026年3月2日至2026年3月6日"
	case "longtext":
		return "文字", "可写多行"
	}
	if len(f.Choices) > 0 {
		var words []string
		for _, c := range f.Choices {
			words = append(words, c.Word)
		}
		return "选择", strings.Join(words, "、")
	}
	return "文字", ""
}
