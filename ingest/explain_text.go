package ingest

import (
	"fmt"
	"io"
	"strings"
)

// WriteText prints the explanation for a terminal, in Chinese.
func (e *Explanation) WriteText(w io.Writer) error {
	out := &failingWriter{w: w}
	fmt.Fprintf(out, "文件  %s\n", printable(e.Path))
	if e.SHA256 != "" {
		fmt.Fprintf(out, "内容  sha256 %s…", e.SHA256[:12])
		if e.ModifiedAt != nil {
			fmt.Fprintf(out, "，工作簿自记修改时间 %s", e.ModifiedAt.Format("2006-01-02 15:04"))
		}
		if e.VersionRank > 0 {
			fmt.Fprintf(out, "，文件名版次 %d", e.VersionRank)
		}
		fmt.Fprintln(out)
	}
	fmt.Fprintf(out, "结论  %s，%d 行中载入 %d 行", statusName(e.Status), e.RowsTotal, e.RowsLoaded)
	for i, records := range e.Records {
		separator := "、"
		if i == 0 {
			separator = "；记录："
		}
		fmt.Fprintf(out, "%s%s %d", separator, records.Table, records.Rows)
	}
	fmt.Fprintln(out)
	writeIssues(out, e.Issues)
	for _, sheet := range e.Sheets {
		sheet.writeText(out)
	}
	return out.err
}

func (s *ExplainedSheet) writeText(out io.Writer) {
	fmt.Fprintf(out, "\n工作表 %d「%s」", s.No, printable(s.Sheet))
	switch {
	case s.IsHidden:
		fmt.Fprintln(out, "：隐藏，不读取")
	case s.Form != "":
		fmt.Fprintf(out, "：%s（%s），相符 %.0f%%\n", s.FormName, s.Form, s.Score*100)
	case s.RowsTotal == 0:
		fmt.Fprintln(out, "：没有内容")
	default:
		fmt.Fprintln(out, "：没有相符的表样")
	}
	s.writeFields(out)
	s.writeCandidates(out)
	if len(s.Fates) > 0 {
		var parts []string
		for _, fate := range s.Fates {
			parts = append(parts, fmt.Sprintf("%s %d", fateName(fate.Fate), fate.Rows))
		}
		fmt.Fprintf(out, "  行的去向：%s，共 %d\n", strings.Join(parts, "、"), s.RowsTotal)
	}
	writeIssues(out, s.Issues)
}

func (s *ExplainedSheet) writeFields(out io.Writer) {
	if len(s.Fields) == 0 {
		return
	}
	fields := &table{indent: "  "}
	fields.add("字段", "标签", "标签文字", "因何相符", "值", "样例")
	var lessons []string
	for _, f := range s.Fields {
		label := f.LabelCell
		if label == "" {
			label = "—"
		}
		fields.add(f.FieldName, label, shorten(printable(f.LabelText), 24), shorten(printable(f.MatchedBy), 30),
			shorten(strings.Join(f.ValueCells, " "), 20), shorten(printable(strings.Join(f.Samples, " | ")), 36))
		if f.Suggestion != "" {
			lessons = append(lessons, f.Suggestion)
		}
	}
	fields.write(out)
	if len(lessons) > 0 {
		fmt.Fprintln(out, "  在自己的表样文件中加入以下内容，即可读到没有找到的栏目：")
		for _, lesson := range lessons {
			for _, line := range strings.Split(lesson, "\n") {
				fmt.Fprintf(out, "    %s\n", printable(line))
			}
		}
	}
}

// writeCandidates lists the other forms that came into question; of a recognised sheet the one
// that won is known already.
func (s *ExplainedSheet) writeCandidates(out io.Writer) {
	candidates := &table{indent: "  ", right: map[int]bool{1: true, 2: true}}
	candidates.add("候选表样", "相符", "需要", "没有找到")
	for _, c := range s.Candidates {
		if c.Form == s.Form {
			continue
		}
		candidates.add(c.FormName+"（"+c.Form+"）", fmt.Sprintf("%.0f%%", c.Score*100), fmt.Sprintf("%.0f%%", c.Threshold*100),
			shorten(printable(strings.Join(c.Missing, "、")), 60))
	}
	if len(candidates.rows) > 1 && s.Form == "" {
		candidates.write(out)
	}
}

func writeIssues(out io.Writer, issues []ExplainedIssue) {
	for _, found := range issues {
		place := found.Cell
		if place != "" {
			place += " "
		}
		fmt.Fprintf(out, "  %s %s%s：%s\n", severityName(found.Severity), place, found.Code, printable(found.Message))
		if found.Value != "" {
			fmt.Fprintf(out, "    内容：%s\n", shorten(printable(found.Value), 60))
		}
		if found.Hint != "" {
			fmt.Fprintf(out, "    建议：%s\n", printable(found.Hint))
		}
	}
}
