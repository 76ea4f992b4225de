package feedback

import (
	"cmp"
	"slices"
	"time"

	"aqs/ingest/workbook"
	"aqs/internal/xlsxout"
)

// personFinding is a finding with the file it is in.
type personFinding struct {
	Team, Person, Path string
	Finding            finding
}

// persons lists all findings by team and person; those of nobody come last.
func persons(files []*handBack) []personFinding {
	var all []personFinding
	for _, file := range files {
		for _, found := range file.findings {
			all = append(all, personFinding{found.team, found.person, file.path, found})
		}
	}
	slices.SortStableFunc(all, func(a, b personFinding) int {
		return cmp.Or(emptyLast(a.Team, b.Team), emptyLast(a.Person, b.Person), cmp.Compare(a.Path, b.Path))
	})
	return all
}

func emptyLast(a, b string) int {
	if (a == "") != (b == "") {
		if a == "" {
			return 1
		}
		return -1
	}
	return cmp.Compare(a, b)
}

// personBook is the list that a manager goes through with each person.
func personBook(files []*handBack) *xlsxout.Book {
	all := persons(files)
	book := &xlsxout.Book{Title: "问题按人汇总", Modified: time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)}
	sums, details := book.Sheet("按人汇总"), book.Sheet("明细")
	for col, width := range []float64{20, 16, 10, 10, 10} {
		sums.Width(col+1, width)
	}
	for col, width := range []float64{16, 12, 44, 14, 10, 8, 16, 48, 40} {
		details.Width(col+1, width)
	}
	title(sums, xlsxout.OwnMark, 5)
	title(details, xlsxout.OwnMark, 9)
	header(sums, 2, "团队", "姓名", "错误", "提醒", "文件")
	header(details, 2, "团队", "姓名", "文件", "工作表", "单元格", "级别", "问题", "说明", "怎样改")
	row := 2
	for i := 0; i < len(all); {
		wrong, doubtful, paths := 0, 0, map[string]bool{}
		first := i
		for ; i < len(all) && all[i].Team == all[first].Team && all[i].Person == all[first].Person; i++ {
			if all[i].Finding.Severity == "error" {
				wrong++
			} else {
				doubtful++
			}
			paths[all[i].Path] = true
		}
		row++
		sums.Put(row, 1, xlsxout.Text(teamName(all[first])), xlsxout.Style{})
		sums.Put(row, 2, xlsxout.Text(personName(all[first])), xlsxout.Style{Look: xlsxout.Jump})
		sums.Link(row, 2, details, workbook.Address(first+3, 1))
		for j, n := range []int{wrong, doubtful, len(paths)} {
			sums.Put(row, 3+j, xlsxout.Number(float64(n)), xlsxout.Style{Look: xlsxout.Center})
		}
	}
	for i, p := range all {
		f := p.Finding
		for j, text := range []string{teamName(p), personName(p), p.Path, f.Sheet, f.Cell, severityName(f.Severity), codeName(f.Code), f.Message, f.Hint} {
			details.Put(i+3, j+1, xlsxout.Text(text), xlsxout.Style{})
		}
	}
	sums.Frozen, details.Frozen, details.Landscape = 2, 2, true
	return book
}

func teamName(p personFinding) string {
	if p.Team == "" {
		return "（未写团队）"
	}
	return p.Team
}

func personName(p personFinding) string {
	switch {
	case p.Person != "":
		return p.Person
	case p.Team != "":
		return "（团队的表）"
	}
	return "（无法归到某个人）"
}
