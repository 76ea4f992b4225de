package value

import (
	"testing"
	"time"

	"aqs/ingest/issue"
	"aqs/ingest/workbook"
)

func TestParseDate(t *testing.T) {
	for text, want := range map[string]Date{
		"2026-3-5": {Year: 2026, Month: 3, Day: 5}, "2026.3.5": {Year: 2026, Month: 3, Day: 5}, "2026/3/5": {Year: 2026, Month: 3, Day: 5},
		"2026年3月5日": {Year: 2026, Month: 3, Day: 5}, "2026年03月05号": {Year: 2026, Month: 3, Day: 5}, "２０２６－３－５": {Year: 2026, Month: 3, Day: 5},
		"20260305": {Year: 2026, Month: 3, Day: 5}, "26.3.5": {Year: 2026, Month: 3, Day: 5}, "二〇二六年三月五日": {Year: 2026, Month: 3, Day: 5},
		"3月5日": {Month: 3, Day: 5}, "3月5": {Month: 3, Day: 5}, "三月五日": {Month: 3, Day: 5}, "十二月三十一日": {Month: 12, Day: 31},
		"3.5": {Month: 3, Day: 5}, "3/5": {Month: 3, Day: 5}, "3-5": {Month: 3, Day: 5}, "0305": {Month: 3, Day: 5}, "3.10": {Month: 3, Day: 10},
		"5日": {Day: 5}, "5号": {Day: 5}, "5": {Day: 5}, "周四": {Weekday: 4}, "星期日": {Weekday: 7}, "3月5日 星期四": {Month: 3, Day: 5, Weekday: 4},
		"2026年3月5日（周四）": {Year: 2026, Month: 3, Day: 5, Weekday: 4}, "2026-03-05 18:30": {Year: 2026, Month: 3, Day: 5}, "2026-3-5 00:00:00": {Year: 2026, Month: 3, Day: 5},
		"2026年 3 月 5 日": {Year: 2026, Month: 3, Day: 5}, "46086": {Year: 2026, Month: 3, Day: 5}, "2026年3月": {Year: 2026, Month: 3}, "3/25/2026": {Year: 2026, Month: 3, Day: 25},
	} {
		got, problem := ParseDate(text, false)
		if problem.Code != "" || got != want {
			t.Errorf("ParseDate(%q) = %+v %+v, want %+v", text, got, problem, want)
		}
	}
	for text, code := range map[string]string{
		"2019/6/31": issue.DateImpossible, "2023/13/31": issue.DateImpossible, "2月30日": issue.DateImpossible, "201916.5.16": issue.DateUnreadable,
		"3/5/2026": issue.DateUnreadable, "8.10-8.17": issue.DateUnreadable, "昨天": issue.DateUnreadable, "": issue.DateMissing, "  月  日": issue.DateUnreadable,
		"2026-3": "", "32": issue.DateImpossible, "13.5": issue.DateImpossible, "1926-3-5": issue.DateUnreadable, "请假": issue.DateUnreadable,
	} {
		if _, problem := ParseDate(text, false); problem.Code != code {
			t.Errorf("ParseDate(%q): problem %+v, want %q", text, problem, code)
		}
	}
}

func TestReadDateCells(t *testing.T) {
	number := func(n float64, kind workbook.Kind) workbook.Cell { return workbook.Cell{Kind: kind, Number: n} }
	for _, test := range []struct {
		cell  workbook.Cell
		is904 bool
		want  Date
	}{
		{number(46086, workbook.Date), false, Date{Year: 2026, Month: 3, Day: 5}},
		{number(46086.75, workbook.Date), false, Date{Year: 2026, Month: 3, Day: 5}},
		{number(44624, workbook.Date), true, Date{Year: 2026, Month: 3, Day: 5}},
		{number(46086, workbook.Number), false, Date{Year: 2026, Month: 3, Day: 5}},
		{number(5, workbook.Number), false, Date{Day: 5}},
		{number(3.5, workbook.Number), false, Date{Month: 3, Day: 5}},
		{number(3.1, workbook.Number), false, Date{Month: 3, Day: 1, AltDay: 10}},
		{number(3.25, workbook.Number), false, Date{Month: 3, Day: 25}},
		{number(20260305, workbook.Number), false, Date{Year: 2026, Month: 3, Day: 5}},
	} {
		if got, problem := ReadDate(test.cell, test.is904); problem.Code != "" || got != test.want {
			t.Errorf("ReadDate(%+v) = %+v %+v, want %+v", test.cell, got, problem, test.want)
		}
	}
	for _, n := range []float64{0, -3, 45.5, 1234, 1e9, 99999} {
		if got, problem := ReadDate(number(n, workbook.Number), false); problem.Code == "" {
			t.Errorf("ReadDate(%v) = %+v, want a problem", n, got)
		}
	}
}

func TestScanDate(t *testing.T) {
	for text, want := range map[string]Date{
		"工作日志　1月4日": {Month: 1, Day: 4}, "城东一组_张伟_1月工作日志": {Month: 1}, "2026年1月": {Year: 2026, Month: 1}, "2026-01": {Year: 2026, Month: 1},
		"张伟工作日志2026.1.14": {Year: 2026, Month: 1, Day: 14}, "20260305张伟": {Year: 2026, Month: 3, Day: 5}, "2026年第02周周报": {Year: 2026},
		"第3-5周": {}, "城东1组": {}, "Sheet1": {}, "v1.2日志": {}, "三月": {Month: 3}, "2026年工作日志": {Year: 2026}, "5日": {Day: 5}, "3.5": {Month: 3, Day: 5}, "1-3月": {},
	} {
		if got := ScanDate(text); got != want {
			t.Errorf("ScanDate(%q) = %+v, want %+v", text, got, want)
		}
	}
	if got := ScanSheetDate("5"); got != (Date{Day: 5}) {
		t.Errorf("sheet 5: %+v", got)
	}
	if got := ScanSheetDate("0305"); got != (Date{Month: 3, Day: 5}) {
		t.Errorf("sheet 0305: %+v", got)
	}
}

func TestResolve(t *testing.T) {
	asOf := time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC)
	hint := func(source string, d Date) Hint { return Hint{source, d} }
	for _, test := range []struct {
		name   string
		d      Date
		hints  []Hint
		want   string
		source string
		code   string
	}{
		{"whole", Date{Year: 2026, Month: 3, Day: 5}, nil, "2026-03-05", "cell", ""},
		{"year from the folder", Date{Month: 3, Day: 5}, []Hint{hint("sheet", Date{Day: 5}), hint("folder", Date{Year: 2026, Month: 3})}, "2026-03-05", "folder", ""},
		{"nearest wins", Date{Month: 3, Day: 5}, []Hint{hint("title", Date{Year: 2025}), hint("file", Date{Year: 2026})}, "2025-03-05", "title", ""},
		{"day from the sheet", Date{}, []Hint{hint("sheet", Date{Day: 5}), hint("file", Date{Month: 1}), hint("folder", Date{Year: 2026})}, "2026-01-05", "folder", ""},
		{"year of the run", Date{Month: 3, Day: 5}, nil, "2026-03-05", "run", ""},
		{"last December", Date{Month: 12, Day: 30}, nil, "2025-12-30", "run", ""},
		{"no leap day", Date{Month: 2, Day: 29}, []Hint{hint("file", Date{Year: 2026})}, "", "", issue.DateImpossible},
		{"no day at all", Date{Month: 3}, []Hint{hint("file", Date{Year: 2026})}, "", "", issue.DateMissing},
		{"3.1 beside sheet 10", Date{Month: 3, Day: 1, AltDay: 10}, []Hint{hint("sheet", Date{Day: 10}), hint("file", Date{Year: 2026})}, "2026-03-10", "file", ""},
		{"3.1 alone", Date{Month: 3, Day: 1, AltDay: 10}, []Hint{hint("file", Date{Year: 2026})}, "", "", issue.DateUnreadable},
	} {
		got := Resolve(test.d, test.hints, asOf)
		if got.Problem.Code != test.code || test.code == "" && (got.On.Format("2006-01-02") != test.want || got.Source != test.source) {
			t.Errorf("%s: %+v", test.name, got)
		}
	}
	disagrees := Resolve(Date{Year: 2026, Month: 3, Day: 5}, []Hint{hint("sheet", Date{Day: 6})}, asOf)
	if disagrees.Disagrees.Source != "sheet" || disagrees.On.Day() != 5 {
		t.Errorf("the cell decides and the disagreement is told: %+v", disagrees)
	}
	if got := Resolve(Date{Year: 2026, Month: 3, Day: 5, Weekday: 5}, nil, asOf); !got.Weekday {
		t.Error("5 March 2026 is a Thursday")
	}
}

func TestScanRange(t *testing.T) {
	for text, want := range map[string]Range{
		"时间：2026年1月5日—1月11日":     {Date{Year: 2026, Month: 1, Day: 5}, Date{Month: 1, Day: 11}},
		"2026-01-05至2026-01-11":  {Date{Year: 2026, Month: 1, Day: 5}, Date{Year: 2026, Month: 1, Day: 11}},
		"(3.2-3.8)":              {Date{Month: 3, Day: 2}, Date{Month: 3, Day: 8}},
		"3月2日-8日":                {Date{Month: 3, Day: 2}, Date{Month: 3, Day: 8}},
		"2026/3/2~2026/3/8 城东一组": {Date{Year: 2026, Month: 3, Day: 2}, Date{Year: 2026, Month: 3, Day: 8}},
	} {
		if got, ok := ScanRange(text); !ok || got != want {
			t.Errorf("ScanRange(%q) = %+v %v, want %+v", text, got, ok, want)
		}
	}
	if got, ok := ScanRange("第2周小组活动统计"); ok {
		t.Errorf("no range: %+v", got)
	}
}

func TestReadTime(t *testing.T) {
	day := time.Date(2026, 3, 5, 0, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		cell workbook.Cell
		want string
	}{
		{workbook.Cell{Kind: workbook.Date, Number: 46086.8125}, "2026-03-05 19:30"},
		{workbook.Cell{Kind: workbook.Text, Text: "3月6日 8：15"}, "2026-03-06 08:15"},
		{workbook.Cell{Kind: workbook.Text, Text: "下午5:30"}, "2026-03-05 17:30"},
		{workbook.Cell{Kind: workbook.Date, Number: 0.75}, "2026-03-05 18:00"},
	} {
		got, problem := ReadTime(test.cell, false, day)
		if problem.Code != "" || got.Format("2006-01-02 15:04") != test.want {
			t.Errorf("ReadTime(%+v) = %v %+v, want %s", test.cell, got, problem, test.want)
		}
	}
}

func FuzzParseDate(f *testing.F) {
	for _, seed := range []string{"2026-3-5", "3月5日", "周四", "3.5", "20260305", "二〇二六年三月五日", "8.10-8.17", "星期星期", "99999999", "月日年", ":"} {
		f.Add(seed)
	}
	asOf := time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, text string) {
		d, problem := ParseDate(text, false)
		if problem.Code == "" && (d.Month > 12 || d.Day > 31 || d.Year != 0 && (d.Year < minYear || d.Year > maxYear)) {
			t.Fatalf("ParseDate(%q) = %+v", text, d)
		}
		got := Resolve(d, []Hint{{"file", ScanDate(text)}}, asOf)
		if got.Problem.Code == "" && (got.On.Year() < minYear || got.On.Year() > maxYear+1) {
			t.Fatalf("Resolve(%q) = %v", text, got.On)
		}
		ScanRange(text)
		ReadTime(workbook.Cell{Kind: workbook.Text, Text: text}, false, asOf)
	})
}
