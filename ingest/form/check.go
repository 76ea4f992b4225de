package form

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// check refuses a definition that could not work, and sets defaults.
func (d *definition) check() error {
	switch {
	case d.ID == "":
		return fmt.Errorf("缺少 id")
	case d.Name == "":
		return fmt.Errorf("%s: 缺少 name", d.ID)
	case d.Threshold <= 0 || d.Threshold > 1:
		return fmt.Errorf("%s: threshold 应大于 0、不超过 1", d.ID)
	case !slices.Contains([]string{layoutForm, layoutRegister, layoutCrosstab, layoutCalendar}, d.Layout):
		return fmt.Errorf("%s: 不认识的 layout %q; 建议: form、register、crosstab 或 calendar", d.ID, d.Layout)
	}
	kinds := map[string][]string{
		layoutForm:     {"day", "sheet"},
		layoutRegister: append([]string{"day", "person", "outlet", "product", "leave", "period_metric", "check_metric"}, recordKinds()...),
		layoutCrosstab: {"target", "period_metric", "check_metric"},
		layoutCalendar: {"slot"},
	}[d.Layout]
	if !slices.Contains(kinds, d.Record) {
		return fmt.Errorf("%s: layout %s 的 record 应为 %s", d.ID, d.Layout, strings.Join(kinds, "、"))
	}
	if d.Layout == layoutCrosstab && d.Period == "" || !slices.Contains([]string{"", "day", "week", "month"}, d.Period) {
		return fmt.Errorf("%s: period 应为 day、week 或 month", d.ID)
	}
	if err := d.Hidden.check(); err != nil {
		return fmt.Errorf("%s: %w", d.ID, err)
	}
	if err := d.checkHeadless(); err != nil {
		return fmt.Errorf("%s: %w", d.ID, err)
	}
	if d.Source == "" {
		d.Source = d.ID
	}
	if d.Head != "" {
		if _, known := recordType(d.Head); !known {
			return fmt.Errorf("%s: head 的记录 %q 不认识; 建议: %s", d.ID, d.Head, strings.Join(nearest(d.Head, recordKinds(), 3), "、"))
		}
	}
	for _, need := range d.Needs {
		for _, name := range strings.Split(need, "|") {
			if !slices.ContainsFunc(d.Columns, func(f fieldDef) bool { return f.Field == name }) && !slices.ContainsFunc(d.Labels, func(f fieldDef) bool { return f.Field == name }) {
				return fmt.Errorf("%s: needs 中的字段 %s 没有定义", d.ID, name)
			}
		}
	}
	for _, r := range d.Require {
		for _, part := range r.Any {
			if err := d.checkPart(part); err != nil {
				return fmt.Errorf("%s: require: %w", d.ID, err)
			}
		}
	}
	if d.Metrics.Expect == 0 {
		d.Metrics.Expect = len(d.Metrics.Rows)
	}
	lists := [][]fieldDef{d.Labels, d.Columns, d.Metrics.Rows}
	for i := range d.Blocks {
		block := &d.Blocks[i]
		if block.Min == 0 {
			block.Min = 2
		}
		if known := append([]string{"visit", "sale"}, recordKinds()...); !slices.Contains(known, block.Record) {
			return fmt.Errorf("%s: 表格 %s 的 record %q 不认识; 建议: %s", d.ID, block.ID, block.Record, strings.Join(nearest(block.Record, known, 3), "、"))
		}
		lists = append(lists, block.Columns)
	}
	for _, fields := range lists {
		for i := range fields {
			if err := fields[i].check(); err != nil {
				return fmt.Errorf("%s: %w", d.ID, err)
			}
		}
	}
	if _, known := recordType(d.Record); known && d.Layout == layoutRegister {
		if err := checkColumns(d.Record, d.Columns); err != nil {
			return fmt.Errorf("%s: %w", d.ID, err)
		}
	}
	for i := range d.Blocks {
		if _, known := recordType(d.Blocks[i].Record); known {
			if err := checkColumns(d.Blocks[i].Record, d.Blocks[i].Columns); err != nil {
				return fmt.Errorf("%s: 表格 %s: %w", d.ID, d.Blocks[i].ID, err)
			}
		}
	}
	for i := range d.Across {
		if err := d.Across[i].check(d); err != nil {
			return fmt.Errorf("%s: across %s: %w", d.ID, d.Across[i].ID, err)
		}
	}
	for i := range d.Boxes {
		if err := d.Boxes[i].check(d); err != nil {
			return fmt.Errorf("%s: 框图 %s: %w", d.ID, d.Boxes[i].ID, err)
		}
	}
	for _, group := range d.Groups {
		if !slices.Contains(groupKinds(), group.Kind) {
			return fmt.Errorf("%s: 不认识的列组 %q; 建议: %s", d.ID, group.Kind, strings.Join(nearest(group.Kind, groupKinds(), 1), ""))
		}
	}
	return nil
}

func (f *fieldDef) check() error {
	if f.Field == "" {
		return fmt.Errorf("有一个字段缺少 field（name: %s）", f.Name)
	}
	if f.Type == "" {
		f.Type = typeText
	}
	if !slices.Contains(knownTypes(), f.Type) {
		return fmt.Errorf("字段 %s 的 type %q 不认识; 建议: %s", f.Field, f.Type, strings.Join(nearest(f.Type, knownTypes(), 1), ""))
	}
	if f.Name == "" {
		f.Name = f.Field
	}
	if len(f.Value) == 0 {
		f.Value = []string{"inside", "right"}
	}
	for _, place := range f.Value {
		if place != "inside" && place != "right" && place != "below" {
			return fmt.Errorf("字段 %s 的 value %q 不认识; 建议: inside、right 或 below", f.Field, place)
		}
	}
	if f.Fill != "" && f.Fill != "merge" && f.Fill != "above" {
		return fmt.Errorf("字段 %s 的 fill 只能是 merge 或 above", f.Field)
	}
	if f.Type == typeEnum && len(f.Enum) == 0 {
		return fmt.Errorf("字段 %s: type: enum 需要 enum 列表", f.Field)
	}
	return nil
}

// The kinds of column groups of a cross-tab.
const (
	groupTarget = "target" // a target for the whole period
	groupWeek   = "week"   // 第N周
	groupYear   = "year"   // the target of the whole year
	groupTotal  = "total"  // what was reached in the period
	groupRate   = "rate"   // 达成率: recomputed and compared, never loaded
	groupTeam   = "team"   // the team's own pair of plan and actual
	groupPeople = "people" // a person's pair under the person's name
	groupTeams  = "teams"  // a team's pair under the team's name
	groupIgnore = "ignore" // 差距, 原因, 备注
)

func groupKinds() []string {
	return []string{groupTarget, groupYear, groupWeek, groupTotal, groupRate, groupTeam, groupPeople, groupTeams, groupIgnore}
}

// checkPart refuses a requirement that names something the form does not have: it could never hold.
func (d *definition) checkPart(part string) error {
	kind, argument, _ := strings.Cut(part, ":")
	known := false
	has := func(fields []fieldDef) bool {
		return slices.ContainsFunc(fields, func(f fieldDef) bool { return f.Field == argument })
	}
	switch kind {
	case "title":
		known = true
	case "hint":
		known = argument == "day" || argument == "person"
	case "metrics", "columns", "labels":
		n, err := strconv.Atoi(argument)
		known = err == nil && n > 0
	case "group":
		known = slices.ContainsFunc(d.Groups, func(g groupDef) bool { return g.Kind == argument })
	case "block":
		known = slices.ContainsFunc(d.Blocks, func(b blockDef) bool { return b.ID == argument })
	case "across":
		known = slices.ContainsFunc(d.Across, func(a acrossDef) bool { return a.ID == argument })
	case "boxes":
		known = slices.ContainsFunc(d.Boxes, func(b boxDef) bool { return b.ID == argument })
	case "label":
		known = has(d.Labels)
	case "column":
		known = has(d.Columns)
	case "calendar":
		known = d.Layout == layoutCalendar
	}
	if !known {
		return fmt.Errorf("%q 不认识; 建议: title、metrics:数、columns:数、labels:数、label:字段、column:字段、block:表格、boxes:框图、across:各人并列的表、group:列组、hint:day、hint:person、calendar", part)
	}
	return nil
}
