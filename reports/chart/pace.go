package chart

import (
	"fmt"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"aqs/reports/data"
)

// Pace draws, for each work day of the month, the activity per day that the rest of the month needs,
// between the usual and the best week. Needs beyond twice the best week are cut off: how far a target
// is out of reach says nothing more.
func Pace(id string, days []data.PaceDay, activity, unit string) (Figure, error) {
	figure := Figure{ID: id, Size: "medium", Title: "余下每天所需的" + activity, Unit: unit + "/天", Reason: "没有目标或没有足够的记录，算不出所需的活动量"}
	var labels []string
	var required, usual, best []opts.LineData
	known, above, cut := 0, 0, 0
	for _, day := range days {
		if day.DayNo == 0 || !day.WorkOn.OK {
			continue
		}
		labels = append(labels, day.WorkOn.T.Format("1/2"))
		need := day.RequiredPerDay
		if need.OK && day.BestPerDay.OK && need.V > 2*day.BestPerDay.V {
			need = data.Of(2 * day.BestPerDay.V)
			cut++
		}
		if need.OK {
			known++
			if day.BestPerDay.OK && day.RequiredPerDay.V > day.BestPerDay.V {
				above++
			}
		}
		required = append(required, opts.LineData{Value: value(need)})
		usual = append(usual, opts.LineData{Value: value(day.UsualPerDay)})
		best = append(best, opts.LineData{Value: value(day.BestPerDay)})
	}
	figure.Summary = fmt.Sprintf("%d 个工作日中 %d 天有推算，其中 %d 天所需超过最好的一周", len(labels), known, above)
	if cut > 0 {
		figure.Summary += fmt.Sprintf("（%d 天超过最好一周的两倍，图上截断）", cut)
	}
	if known == 0 {
		return figure, nil
	}
	line := charts.NewLine()
	line.SetGlobalOptions(append(base(id),
		charts.WithTooltipOpts(opts.Tooltip{Show: opts.Bool(true), Trigger: "axis", ValueFormatter: "fn:number"}),
		charts.WithGridOpts(opts.Grid{Left: "4", Right: "64", Top: "12", Bottom: "4", ContainLabel: opts.Bool(true)}),
		charts.WithXAxisOpts(opts.XAxis{Type: "category", AxisLabel: &opts.AxisLabel{HideOverlap: opts.Bool(true)}}),
		charts.WithYAxisOpts(opts.YAxis{Type: "value", SplitNumber: 4, AxisLabel: &opts.AxisLabel{Formatter: "fn:number"}}),
	)...)
	line.SetXAxis(labels).AddSeries("所需", required,
		charts.WithItemStyleOpts(opts.ItemStyle{Color: colorActual}),
		charts.WithLineStyleOpts(opts.LineStyle{Color: colorActual, Width: 2}),
		charts.WithLineChartOpts(opts.LineChart{Symbol: "circle", SymbolSize: 4, ShowSymbol: opts.Bool(true)}))
	line.AddSeries("平常", usual, limitLine("dashed", 1)...)
	line.AddSeries("最好一周", best, limitLine("dotted", 1.5)...)
	option, err := encode(id, line)
	figure.Option = option
	return figure, err
}
