package form

import (
	"fmt"
	"slices"
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
	case !slices.Contains([]string{layoutForm, layoutRegister, layoutCrosstab}, d.Layout):
		return fmt.Errorf("%s: 不认识的 layout %q; 建议: form、register 或 crosstab", d.ID, d.Layout)
	}
	kinds := map[string][]string{
		layoutForm:     {"day"},
		layoutRegister: {"day", "person", "outlet", "product", "leave"},
		layoutCrosstab: {"target", "period_metric"},
	}[d.Layout]
	if !slices.Contains(kinds, d.Record) {
		return fmt.Errorf("%s: layout %s 的 record 应为 %s", d.ID, d.Layout, strings.Join(kinds, "、"))
	}
	if d.Layout == layoutCrosstab && d.Period != "month" && d.Period != "week" {
		return fmt.Errorf("%s: period 应为 month 或 week", d.ID)
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
		if !slices.Contains([]string{"visit", "sale", "key_account", "coaching"}, block.Record) {
			return fmt.Errorf("%s: 表格 %s 的 record %q 不认识", d.ID, block.ID, block.Record)
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
	if f.Fill != "" && f.Fill != "merge" {
		return fmt.Errorf("字段 %s 的 fill 只能是 merge", f.Field)
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
	groupTotal  = "total"  // what was reached in the period
	groupRate   = "rate"   // 达成率: recomputed and compared, never loaded
	groupTeam   = "team"   // the team's own pair of plan and actual
	groupPeople = "people" // a person's pair under the person's name
	groupIgnore = "ignore" // 差距, 原因, 备注
)

func groupKinds() []string {
	return []string{groupTarget, groupWeek, groupTotal, groupRate, groupTeam, groupPeople, groupIgnore}
}
