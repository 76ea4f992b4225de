package chart

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
	"time"

	"aqs/reports/data"
)

type option struct {
	Series []struct {
		Name string
		Type string
		Data []item
	}
	XAxis []struct{ Data []string }
}

// item is one value of a series: bare, or an object that says more.
type item struct {
	Name  string
	Value any
}

func (i *item) UnmarshalJSON(text []byte) error {
	if text[0] != '{' {
		return json.Unmarshal(text, &i.Value)
	}
	type plain item
	return json.Unmarshal(text, (*plain)(i))
}

func decode(t *testing.T, figure Figure) option {
	t.Helper()
	var out option
	if err := json.Unmarshal(figure.Option, &out); err != nil {
		t.Fatalf("%v in %s", err, figure.Option)
	}
	return out
}

// A period without data is a gap, which is neither zero nor left out.
func TestGapIsNotZero(t *testing.T) {
	figure, err := PlanActual("w", []data.PlanActual{
		{PeriodLabel: "一", Actual: data.Of(0), Plan: data.Of(3)},
		{PeriodLabel: "二", Plan: data.Of(3)},
		{PeriodLabel: "三", Actual: data.Of(5)},
	})
	if err != nil {
		t.Fatal(err)
	}
	got := decode(t, figure)
	actual, plan := got.Series[0].Data, got.Series[1].Data
	if len(actual) != 3 || actual[0].Value != 0.0 || actual[1].Value != "-" || actual[2].Value != 5.0 {
		t.Errorf("actual is %v", actual)
	}
	if len(plan) != 3 || plan[2].Value != "-" {
		t.Errorf("plan is %v", plan)
	}
}

func TestNothingToDraw(t *testing.T) {
	figure, err := PlanActual("w", []data.PlanActual{{PeriodLabel: "一"}})
	if err != nil || figure.Option != nil || figure.Reason == "" {
		t.Errorf("got %+v, %v; want no option and a reason", figure, err)
	}
	figure, err = Quadrant("q", []data.Score{{PersonName: "张伟", SkillScore: data.Of(3)}})
	if err != nil || figure.Option != nil || figure.Reason == "" {
		t.Errorf("got %+v, %v; want no option and a reason", figure, err)
	}
}

// go-echarts would empty the whole option without an error; we must not.
func TestNotFiniteFails(t *testing.T) {
	if _, err := PlanActual("w", []data.PlanActual{{PeriodLabel: "一", Actual: data.Of(math.NaN())}}); err == nil {
		t.Error("a NaN made a chart")
	}
}

func TestNamesStayData(t *testing.T) {
	const evil = `</script><script>__f__alert(1)__f__{a|b}`
	figure, err := Quadrant("q", []data.Score{{PersonName: evil, SkillScore: data.Of(10), WillScore: data.Of(90)}})
	if err != nil {
		t.Fatal(err)
	}
	if strings.ContainsAny(string(figure.Option), "<>") {
		t.Errorf("unescaped: %s", figure.Option)
	}
	if got := decode(t, figure).Series[1].Data[0].Name; got != evil {
		t.Errorf("name is %q", got)
	}
}

// The option of a chart is the same in every build.
func TestOptionIsStable(t *testing.T) {
	rows := []data.PlanActual{{PeriodLabel: "一", Actual: data.Of(1), Plan: data.Of(2)}}
	first, err := PlanActual("w", rows)
	if err != nil {
		t.Fatal(err)
	}
	for range 20 {
		again, err := PlanActual("w", rows)
		if err != nil || string(again.Option) != string(first.Option) {
			t.Fatalf("%s, then %s (%v)", first.Option, again.Option, err)
		}
	}
}

// A team outside its limits is told apart by the series its dot is in, not by colour alone; a team
// without a rate is not drawn; teams stand in the order of n whatever the order of the rows.
func TestFunnelPlot(t *testing.T) {
	n := data.Of
	figure, err := FunnelPlot("f", []data.FunnelLimit{
		{FactorName: "意向率", TeamName: "大", N: n(900), Rate: n(0.3), Lo95: n(0.2), Hi95: n(0.25), Signal: "above95"},
		{FactorName: "意向率", TeamName: "小", N: n(100), Rate: n(0.3), Lo95: n(0.1), Hi95: n(0.4)},
		{FactorName: "意向率", TeamName: "无"},
	})
	if err != nil {
		t.Fatal(err)
	}
	got := decode(t, figure)
	if len(got.Series[0].Data) != 1 || got.Series[0].Data[0].Name != "大" || len(got.Series[1].Data) != 1 || got.Series[1].Data[0].Name != "小" {
		t.Errorf("dots are %v", got.Series[:2])
	}
	for _, series := range got.Series {
		if series.Name == "95% 下限" && (len(series.Data) != 2 || series.Data[0].Value.([]any)[0] != 100.0) {
			t.Errorf("lower limit is %v", series.Data)
		}
	}
	if figure, err = FunnelPlot("f", nil); err != nil || figure.Option != nil || figure.Reason == "" {
		t.Errorf("got %+v, %v; want no option and a reason", figure, err)
	}
}

func TestActivityWeeks(t *testing.T) {
	week := data.ActivityWeek{Value: data.Of(2), Mean: data.Of(2), Lo: data.Of(0), Hi: data.Of(4)}
	odd := week
	odd.Value, odd.Signal = data.Of(5), "above"
	figure, err := ActivityWeeks("w", []data.ActivityWeek{week, odd, {Reason: "x"}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	series := decode(t, figure).Series
	last := series[len(series)-1]
	if last.Type != "scatter" || last.Data[0].Value != "-" || last.Data[1].Value != 5.0 {
		t.Errorf("signals are %v", last)
	}
	for i := range series {
		if series[i].Name == "同组中间一半" {
			t.Error("a band without peers")
		}
	}
	day := data.Date{T: time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC), OK: true}
	week.WeekStart = day
	figure, err = ActivityWeeks("w", []data.ActivityWeek{week, odd}, []data.PeerWeek{{WeekStart: day, Lo: data.Of(1), Hi: data.Of(3.5)}})
	if err != nil {
		t.Fatal(err)
	}
	series = decode(t, figure).Series
	for i, want := range []float64{1, 2.5, 3.5} {
		if got := series[i].Data; got[0].Value != want || got[1].Value != "-" {
			t.Errorf("%s is %v, want %v and a gap", series[i].Name, got, want)
		}
	}
	if figure, err = ActivityWeeks("w", nil, nil); err != nil || figure.Option != nil || figure.Reason == "" {
		t.Errorf("got %+v, %v; want no option and a reason", figure, err)
	}
}
