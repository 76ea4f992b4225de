package chart

import (
	"fmt"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"

	"aqs/reports/data"
)

// PlanActual draws one metric over the periods of one kind: bars for what was done, a tick for
// what was planned. rows hold one metric of one scope in order of time.
func PlanActual(id string, rows []data.PlanActual) (Figure, error) {
	points := make([]point, len(rows))
	for i, row := range rows {
		points[i] = point{label: axisLabel(row), mark: row.Plan, actual: row.Actual}
	}
	figure := Figure{ID: id, Size: "small", Reason: "没有计划，也没有实际记录"}
	if len(rows) > 0 {
		figure.Title = rows[0].MetricName
		return barsWithMarks(figure, rows[0].MetricName, rows[0].Unit, "计划", points)
	}
	return figure, nil
}

// Targets draws one metric over the months: bars for what was done, a tick for the target.
func Targets(id string, rows []data.TargetMonth) (Figure, error) {
	points := make([]point, len(rows))
	for i, row := range rows {
		points[i] = point{label: row.MonthLabel, mark: row.Target, actual: row.Actual}
	}
	figure := Figure{ID: id, Size: "small", Reason: "没有目标，也没有实际记录"}
	if len(rows) > 0 {
		figure.Title = rows[0].MetricName
		return barsWithMarks(figure, rows[0].MetricName, rows[0].Unit, "目标", points)
	}
	return figure, nil
}

// axisLabel is short enough for an axis: the day itself, and for a week its Monday. The table below
// the chart has the full label.
func axisLabel(row data.PlanActual) string {
	if !row.PeriodStart.OK || row.PeriodType == "month" {
		return row.PeriodLabel
	}
	return row.PeriodStart.T.Format("1/2")
}

type point struct {
	label        string
	mark, actual data.Num
}

func barsWithMarks(figure Figure, name, unit, markName string, points []point) (Figure, error) {
	labels := make([]string, len(points))
	bars := make([]opts.BarData, len(points))
	marks := make([]opts.LineData, len(points))
	var withActual, withMark int
	for i, p := range points {
		labels[i] = p.label
		bars[i] = opts.BarData{Value: value(p.actual)}
		marks[i] = opts.LineData{Value: value(p.mark)}
		if p.actual.OK {
			withActual++
		}
		if p.mark.OK {
			withMark++
		}
	}
	figure.Summary = fmt.Sprintf("%s：%d 个时段，%d 个有实际，%d 个有%s", name, len(points), withActual, withMark, markName)
	if withActual+withMark == 0 {
		return figure, nil
	}
	bar := charts.NewBar()
	bar.SetGlobalOptions(append(base(figure.ID),
		charts.WithTooltipOpts(opts.Tooltip{
			Show: opts.Bool(true), Trigger: "axis",
			AxisPointer: &opts.AxisPointer{Type: "shadow"}, ValueFormatter: valueFormatter(unit),
		}),
		charts.WithGridOpts(opts.Grid{Left: "4", Right: "8", Top: "12", Bottom: "4", ContainLabel: opts.Bool(true)}),
		charts.WithXAxisOpts(opts.XAxis{Type: "category", AxisLabel: &opts.AxisLabel{HideOverlap: opts.Bool(true)}}),
		charts.WithYAxisOpts(opts.YAxis{
			Type: "value", SplitNumber: 3,
			AxisLabel: &opts.AxisLabel{Formatter: formatterFor(unit)},
		}),
	)...)
	bar.SetXAxis(labels).AddSeries("实际", bars,
		charts.WithItemStyleOpts(opts.ItemStyle{Color: colorActual}),
		charts.WithSeriesOpts(func(s *charts.SingleSeries) { s.BarMaxWidth = "28"; s.BarCategoryGap = "35%" }))
	line := charts.NewLine()
	line.AddSeries(markName, marks,
		charts.WithItemStyleOpts(opts.ItemStyle{Color: colorPlan, Opacity: opts.Float(1)}),
		charts.WithLineStyleOpts(opts.LineStyle{Opacity: opts.Float(0)}),
		charts.WithLineChartOpts(opts.LineChart{
			Symbol: "rect", SymbolSize: []int{tickWidth(len(points)), 3}, ShowSymbol: opts.Bool(true),
		}))
	bar.Overlap(line)
	option, err := encode(figure.ID, bar)
	figure.Option = option
	return figure, err
}

// tickWidth keeps neighbouring marks apart on the narrowest screen.
func tickWidth(points int) int {
	switch {
	case points <= 4:
		return 34
	case points <= 16:
		return 11
	}
	return 7
}

// valueFormatter names the tooltip formatter of a unit: money in full there.
func valueFormatter(unit string) types.FuncStr {
	if unit == "元" {
		return "fn:yuan"
	}
	return formatterFor(unit)
}

// Split draws the weeks of a month: bars for what was done, a tick for the part of the target.
func Split(id string, rows []data.TargetSplit) (Figure, error) {
	points := make([]point, len(rows))
	for i, row := range rows {
		points[i] = point{label: row.PeriodLabel, mark: row.Target, actual: row.Actual}
	}
	figure := Figure{ID: id, Size: "small", Reason: "没有分到各周的目标"}
	if len(rows) == 0 {
		return figure, nil
	}
	figure.Title, figure.Unit = "各周目标（短线）与实际", rows[0].Unit
	return barsWithMarks(figure, rows[0].MetricName, rows[0].Unit, "目标", points)
}
