package value

import (
	"math"
	"testing"

	"aqs/ingest/issue"
	"aqs/ingest/workbook"
)

func TestParseNumber(t *testing.T) {
	for _, test := range []struct {
		text string
		want Type
		unit string
		n    float64
	}{
		{"3", Count, "", 3}, {"3次", Count, "", 3}, {"3 次", Count, "", 3}, {"4 人", Count, "", 4}, {"约3", Count, "", 3},
		{"约3人", Count, "", 3}, {"３", Count, "", 3}, {"３次", Count, "", 3}, {"三", Count, "", 3}, {"两人", Count, "", 2},
		{"十二", Count, "", 12}, {"二十", Count, "", 20}, {"十", Count, "", 10}, {"一百零五", Count, "", 105}, {"3+2", Count, "", 5},
		{"3人+2人", Count, "", 5}, {"3.0", Count, "", 3}, {"1,200", Count, "", 1200}, {"3左右", Count, "", 3}, {"3个客户", Count, "", 3},
		{"0", Count, "", 0}, {"０", Count, "", 0}, {"零", Count, "", 0}, {"  5　", Count, "", 5}, {"共5次", Count, "", 5},
		{"0.5万", Money, "元", 5000}, {"1.2万", Money, "元", 12000}, {"1.2万元", Money, "", 12000}, {"12,000元", Money, "", 12000},
		{"１２，０００", Money, "", 12000}, {"¥12,000.50", Money, "", 12000.5}, {"1.2", Money, "万元", 12000}, {"0.57", Money, "万元", 5700},
		{"1.2万", Money, "万元", 12000}, {"12000元", Money, "万元", 12000}, {"1.2w", Money, "", 12000}, {"5千", Money, "", 5000},
		{"三万五", Money, "", 35000}, {"一万二千", Money, "", 12000}, {"1万2千", Money, "", 12000}, {"1.2万+0.5万", Money, "", 17000},
		{"2", Money, "千元", 2000}, {"十万", Money, "", 100000}, {"一亿", Money, "", 1e8}, {"10万", Money, "", 100000}, {"十二万三千", Money, "", 123000},
		{"85%", Rate, "", 0.85}, {"85", Rate, "%", 0.85}, {"0.85", Rate, "", 0.85}, {"0.85", Rate, "%", 0.85}, {"4.5%", Rate, "", 0.045},
		{"0.6", Factor, "", 0.6},
	} {
		got := ParseNumber(test.text, test.want, test.unit)
		if got.State != Have || got.Value != test.n {
			t.Errorf("ParseNumber(%q, %v, %q) = %+v, want %v", test.text, test.want, test.unit, got, test.n)
		}
	}
}

func TestParseNumberProblems(t *testing.T) {
	for text, code := range map[string]string{
		"3/5": issue.ValueAmbiguous, "3-5": issue.ValueAmbiguous, "3~5": issue.ValueAmbiguous, "3至5人": issue.ValueAmbiguous,
		"？？": issue.ValueUnreadable, "见附件": issue.ValueUnreadable, "多人": issue.ValueUnreadable, "10余人": issue.ValueUnreadable,
		"1,2": issue.ValueUnreadable, "1.2.3": issue.ValueUnreadable, "二三": issue.ValueUnreadable, "-3": issue.ValueNegative,
		"999999999": issue.ValueOutOfRange, "85%": issue.ValueUnreadable, "若干": issue.ValueUnreadable, "3人（含1老客户）": issue.ValueUnreadable,
		"上午开会": issue.ValueUnreadable, "1e5": issue.ValueUnreadable, "万": issue.ValueUnreadable, "NaN": issue.ValueUnreadable, "inf": issue.ValueUnreadable,
	} {
		if got := ParseNumber(text, Count, ""); got.State != Bad || got.Problem.Code != code {
			t.Errorf("ParseNumber(%q) = %+v, want problem %s", text, got, code)
		}
	}
}

func TestNumberStates(t *testing.T) {
	for text, state := range map[string]State{"": Blank, "　": Blank, "无": None, "—": None, "/": None, "-": None, "请假": Status, "休": Status, "外勤": Status, "培训": Status, "开会": Status, "出差": Status, "（请假）": Status, "全天培训": Status} {
		if got := ParseNumber(text, Count, ""); got.State != state {
			t.Errorf("ParseNumber(%q) = %+v, want state %v", text, got, state)
		}
	}
	for _, test := range []struct {
		cell workbook.Cell
		code string
	}{
		{workbook.Cell{Kind: workbook.Date, Number: 46086, Text: "46086"}, issue.ValueAmbiguous},
		{workbook.Cell{Kind: workbook.Error, Text: "#REF!"}, issue.ValueError},
		{workbook.Cell{Kind: workbook.UncachedResult}, issue.FormulaUncached},
		{workbook.Cell{Kind: workbook.Bool, Text: "TRUE", Number: 1}, issue.ValueUnreadable},
		{workbook.Cell{Kind: workbook.Number, Number: -1}, issue.ValueNegative},
	} {
		if got := ReadNumber(test.cell, Count, ""); got.State != Bad || got.Problem.Code != test.code {
			t.Errorf("ReadNumber(%+v) = %+v, want %s", test.cell, got, test.code)
		}
	}
	if got := ReadNumber(workbook.Cell{Kind: workbook.Number, Number: 2.5}, Count, ""); got.Value != 2.5 || got.Doubt.Code != issue.ValueFraction {
		t.Errorf("half a person is loaded and marked: %+v", got)
	}
	if got := ReadNumber(workbook.Cell{Kind: workbook.Number, Number: 0.29}, Money, "万元"); got.Value != 2900 {
		t.Errorf("0.29 万元 = %v", got.Value)
	}
}

// Every code that a problem may carry is in the table of issues.
func TestCodesAreKnown(t *testing.T) {
	for _, code := range []string{issue.ValueAmbiguous, issue.ValueUnreadable, issue.ValueNegative, issue.ValueOutOfRange, issue.ValueFraction, issue.UnitDoubt, issue.DateUnreadable, issue.DateImpossible, issue.DateMissing} {
		if _, known := issue.Lookup(code); !known {
			t.Errorf("%s is not in the table", code)
		}
	}
}

func FuzzParseNumber(f *testing.F) {
	for _, seed := range []string{"3", "1.2万", "三万五", "约3人", "3+2", "3/5", "１２", "请假", "十亿亿亿亿亿亿", "1,200", "九九九亿九九", "+++", "-", "%", "¥"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, want := range []Type{Count, Money, Rate, Factor} {
			for _, unit := range []string{"", "万元", "%"} {
				got := ParseNumber(text, want, unit)
				if math.IsNaN(got.Value) || math.IsInf(got.Value, 0) || got.Value < 0 {
					t.Fatalf("ParseNumber(%q, %v, %q) = %v", text, want, unit, got.Value)
				}
				if got.State == Bad && got.Problem.Code == "" {
					t.Fatalf("ParseNumber(%q): a problem without a code", text)
				}
			}
		}
		CountNames(text)
		Name(text)
		ReadHeader(text)
	})
}
