package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Names of fates and severities, the same words as in `aqs status` and on the site, in the order in
// which the summary lists them.
var (
	fateNames = [...][2]string{
		{"loaded", "载入"}, {"blank-form", "空白表"}, {"header", "表头"}, {"subtotal", "合计"}, {"note", "说明"},
		{"duplicate", "重复"}, {"quarantined", "隔离"},
	}
	severityNames = [...][2]string{{"error", "错误"}, {"warning", "提醒"}, {"info", "说明"}}
)

// summarise prints what a command of the pipeline did: a few lines for people, or one JSON object.
func (a *app) summarise(result *outcome) error {
	if a.asJSON {
		return a.printJSON(result)
	}
	if a.quiet {
		return nil
	}
	var text strings.Builder
	fmt.Fprintf(&text, "完成（统计截至 %s）\n", result.AsOf)
	if s := result.Ingest; s != nil {
		fmt.Fprintf(&text, "  文件  共 %s 个：读取 %s，未变 %s%s\n", count(s.FilesSeen), count(s.FilesRead), count(s.FilesUnchanged),
			after("；现有 ", listed([]named{{"已载入", s.FilesLoaded}, {"部分载入", s.FilesPartial}, {"未载入", s.FilesRejected},
				{"重复", s.FilesDuplicate}, {"已被替换", s.FilesSuperseded}})))
		if s.FilesPending > 0 {
			fmt.Fprintf(&text, "        %s 个刚刚还在变化，这次没有读；稍后再运行一次即可\n", count(s.FilesPending))
		}
		if s.FilesVanished > 0 {
			fmt.Fprintf(&text, "        %s 个已不在收件文件夹，记录仍保留（aqs forget 可撤销）\n", count(s.FilesVanished))
		}
		fmt.Fprintf(&text, "  行    非空 %s 行%s\n", count(s.RowsTotal), after("：", listed(inOrder(fateNames[:], s.Fates))))
		if issues := listed(inOrder(severityNames[:], s.IssuesBySeverity)); issues != "" {
			fmt.Fprintf(&text, "  问题  %s\n", issues)
		} else {
			text.WriteString("  问题  没有\n")
		}
	}
	if s := result.Feedback; s != nil {
		text.WriteString(a.feedbackLines(s))
	}
	if s := result.Transform; s != nil {
		if s.Warnings == 0 {
			text.WriteString("  指标  已重算，检验全部通过\n")
		} else {
			fmt.Fprintf(&text, "  指标  已重算，%s 项检验有提醒（见「数据质量」页）\n", count(s.Warnings))
		}
	}
	if s := result.Report; s != nil {
		fmt.Fprintf(&text, "  报告  %s 页，会议材料 %s 份，报告包 %s 个\n", count(s.Pages), count(s.Packs), count(s.Bundles))
		if s.BundlesSkipped > 0 {
			fmt.Fprintf(&text, "        %s 个报告包没有做：口令文件里没有口令\n", count(s.BundlesSkipped))
		}
	}
	if result.NeedsAttention {
		text.WriteString("有文件或单元格需要处理：aqs status 看清单，aqs explain 文件 看原因；报告的「数据质量」页有同样的内容。\n")
	}
	if result.Index != "" {
		fmt.Fprintf(&text, "打开报告：%s\n", a.shown(result.Index))
	}
	_, err := fmt.Fprint(a.stdout, text.String())
	return err
}

// after puts a mark before a list that is not empty.
func after(mark, list string) string {
	if list == "" {
		return ""
	}
	return mark + list
}

type named struct {
	name  string
	value int
}

// inOrder lists counts in the order of names; a name nobody foresaw comes last, by itself.
func inOrder(names [][2]string, counts map[string]int64) []named {
	list := make([]named, 0, len(counts))
	known := make(map[string]bool)
	for _, name := range names {
		known[name[0]] = true
		list = append(list, named{name[1], int(counts[name[0]])})
	}
	var others []string
	for key := range counts {
		if !known[key] {
			others = append(others, key)
		}
	}
	slices.Sort(others)
	for _, key := range others {
		list = append(list, named{key, int(counts[key])})
	}
	return list
}

// listed writes the counts that are not zero: 载入 12，合计 3.
func listed(items []named) string {
	var parts []string
	for _, item := range items {
		if item.value != 0 {
			parts = append(parts, item.name+" "+count(item.value))
		}
	}
	return strings.Join(parts, "，")
}

// count writes a whole number with commas: 12,345.
func count[T int | int64](n T) string {
	digits := strconv.FormatInt(int64(n), 10)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}
