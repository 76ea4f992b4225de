package chart

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"aqs/reports/data"
)

// FunnelPlot draws one rate of the teams (up) over their n (across) between the limits of chance.
// The limits are those of each team's own n and own expectation, joined by lines, so they need not
// be smooth. A team outside its limits is a filled dot, one inside a hollow one.
func FunnelPlot(id string, rows []data.FunnelLimit) (Figure, error) {
	figure := Figure{ID: id, Size: "medium", Reason: "各团队都没有足够的记录，画不出正常波动的界限"}
	if len(rows) > 0 {
		figure.Title = rows[0].FactorName
	}
	shown := slices.DeleteFunc(slices.Clone(rows), func(r data.FunnelLimit) bool { return !r.Rate.OK || !r.N.OK })
	slices.SortStableFunc(shown, func(a, b data.FunnelLimit) int { return cmp.Compare(a.N.V, b.N.V) })
	var inside, outside []opts.ScatterData
	for _, row := range shown {
		dot := opts.ScatterData{Name: row.TeamName, Value: []float64{row.N.V, row.Rate.V}}
		if row.Signal == "" {
			inside = append(inside, dot)
		} else {
			outside = append(outside, dot)
		}
	}
	figure.Summary = fmt.Sprintf("%s：%d 个团队，%d 个在正常波动之外（实心圆），%d 个在其内（空心圆），%d 个没有足够记录",
		figure.Title, len(rows), len(outside), len(inside), len(rows)-len(shown))
	if len(shown) == 0 {
		return figure, nil
	}
	first, last := shown[0].N.V, shown[len(shown)-1].N.V
	margin := math.Max(1, math.Round((last-first)*0.15))
	scatter := charts.NewScatter()
	scatter.SetGlobalOptions(append(base(id),
		charts.WithTooltipOpts(opts.Tooltip{Show: opts.Bool(true), Trigger: "item", ValueFormatter: "fn:rateOfN"}),
		charts.WithGridOpts(opts.Grid{Left: "4", Right: "16", Top: "12", Bottom: "24", ContainLabel: opts.Bool(true)}),
		charts.WithXAxisOpts(opts.XAxis{
			Type: "value", Min: math.Max(0, first-margin), Max: last + margin, SplitNumber: 4,
			Name: "分母 n →", NameLocation: "middle", NameGap: 26,
			SplitLine: &opts.SplitLine{Show: opts.Bool(false)},
			AxisLabel: &opts.AxisLabel{
				Formatter: "fn:number", HideOverlap: opts.Bool(true),
				ShowMinLabel: opts.Bool(false), ShowMaxLabel: opts.Bool(false),
			},
		}),
		charts.WithYAxisOpts(opts.YAxis{
			Type: "value", Scale: opts.Bool(true), SplitNumber: 4, AxisLabel: &opts.AxisLabel{Formatter: "fn:percent"},
		}),
	)...)
	dots := func(name, fill string, data []opts.ScatterData) {
		if len(data) == 0 {
			return
		}
		scatter.AddSeries(name, data,
			charts.WithLabelOpts(opts.Label{Show: opts.Bool(true), Position: "top", Formatter: "{b}", FontSize: 11, Color: colorInk}),
			charts.WithLabelLayoutOpts(opts.LabelLayout{HideOverlap: opts.Bool(true)}),
			charts.WithScatterChartOpts(opts.ScatterChart{Symbol: "circle", SymbolSize: 10}),
			charts.WithItemStyleOpts(opts.ItemStyle{Color: fill, BorderColor: colorActual, BorderWidth: 2}))
	}
	dots("界限之外", colorActual, outside)
	dots("正常波动之内", "--surface", inside)
	for _, limit := range []struct {
		name, kind string
		width      float32
		at         func(data.FunnelLimit) data.Num
	}{
		{"预期", "solid", 2, func(r data.FunnelLimit) data.Num { return r.Expected }},
		{"95% 下限", "dashed", 1, func(r data.FunnelLimit) data.Num { return r.Lo95 }},
		{"95% 上限", "dashed", 1, func(r data.FunnelLimit) data.Num { return r.Hi95 }},
		{"99.8% 下限", "solid", 1, func(r data.FunnelLimit) data.Num { return r.Lo998 }},
		{"99.8% 上限", "solid", 1, func(r data.FunnelLimit) data.Num { return r.Hi998 }},
	} {
		var points []opts.LineData
		for _, row := range shown {
			if at := limit.at(row); at.OK {
				points = append(points, opts.LineData{Value: []float64{row.N.V, at.V}})
			}
		}
		line := charts.NewLine()
		line.AddSeries(limit.name, points, limitLine(limit.kind, limit.width)...)
		scatter.Overlap(line)
	}
	option, err := encode(id, scatter)
	figure.Option = option
	return figure, err
}

// ActivityWeeks draws the weekly activity per day with its mean and natural limits (an XmR chart).
// A week that signals is marked with a diamond. A band behind the line is the middle half of the
// peers' weeks; without peers there is none.
func ActivityWeeks(id string, rows []data.ActivityWeek, peers []data.PeerWeek) (Figure, error) {
	figure := Figure{ID: id, Size: "small", Title: "每个有记录工作日的活动量", Reason: "没有周活动记录"}
	labels := make([]string, len(rows))
	values, signals := make([]opts.LineData, len(rows)), make([]opts.ScatterData, len(rows))
	means, los, his := make([]opts.LineData, len(rows)), make([]opts.LineData, len(rows)), make([]opts.LineData, len(rows))
	withValue, withSignal := 0, 0
	for i, row := range rows {
		if row.WeekStart.OK {
			labels[i] = row.WeekStart.T.Format("1/2")
		}
		values[i], signals[i] = opts.LineData{Value: value(row.Value)}, opts.ScatterData{Value: gap}
		means[i], los[i], his[i] = opts.LineData{Value: value(row.Mean)}, opts.LineData{Value: value(row.Lo)}, opts.LineData{Value: value(row.Hi)}
		if row.Value.OK {
			withValue++
		}
		if row.Signal != "" {
			withSignal++
			signals[i].Value = value(row.Value)
		}
	}
	figure.Summary = fmt.Sprintf("%d 周有记录，%d 周有信号（菱形）", withValue, withSignal)
	if withValue == 0 {
		return figure, nil
	}
	line := charts.NewLine()
	line.SetGlobalOptions(append(base(id),
		charts.WithTooltipOpts(opts.Tooltip{Show: opts.Bool(true), Trigger: "axis", ValueFormatter: "fn:number"}),
		charts.WithGridOpts(opts.Grid{Left: "4", Right: "12", Top: "12", Bottom: "4", ContainLabel: opts.Bool(true)}),
		charts.WithXAxisOpts(opts.XAxis{Type: "category", AxisLabel: &opts.AxisLabel{HideOverlap: opts.Bool(true)}}),
		charts.WithYAxisOpts(opts.YAxis{Type: "value", SplitNumber: 3, AxisLabel: &opts.AxisLabel{Formatter: "fn:number"}}),
	)...)
	line.SetXAxis(labels)
	peerBand(line, rows, peers)
	line.AddSeries("每日", values,
		charts.WithItemStyleOpts(opts.ItemStyle{Color: colorActual}),
		charts.WithLineStyleOpts(opts.LineStyle{Color: colorActual, Width: 1.5}),
		charts.WithLineChartOpts(opts.LineChart{Symbol: "circle", SymbolSize: 5, ShowSymbol: opts.Bool(true)}))
	line.AddSeries("平均", means, limitLine("solid", 1)...)
	line.AddSeries("下限", los, limitLine("dashed", 1)...)
	line.AddSeries("上限", his, limitLine("dashed", 1)...)
	if withSignal > 0 {
		marks := charts.NewScatter()
		marks.AddSeries("信号", signals,
			charts.WithLabelOpts(opts.Label{Show: opts.Bool(false)}),
			charts.WithScatterChartOpts(opts.ScatterChart{Symbol: "diamond", SymbolSize: 12}),
			charts.WithItemStyleOpts(opts.ItemStyle{Color: colorInk}))
		line.Overlap(marks)
	}
	option, err := encode(id, line)
	figure.Option = option
	return figure, err
}

// peerBand draws P25 to P75 as a band: a line, and the difference stacked on it. The difference is no
// figure to be read, so the tooltip leaves it out (app.js) and names P75 from a line of its own.
func peerBand(line *charts.Line, rows []data.ActivityWeek, peers []data.PeerWeek) {
	if len(peers) == 0 {
		return
	}
	byWeek := map[string]data.PeerWeek{}
	for _, peer := range peers {
		byWeek[peer.WeekStart.String()] = peer
	}
	los, his, widths := make([]opts.LineData, len(rows)), make([]opts.LineData, len(rows)), make([]opts.LineData, len(rows))
	for i, row := range rows {
		los[i].Value, his[i].Value, widths[i].Value = gap, gap, gap
		if peer := byWeek[row.WeekStart.String()]; peer.Lo.OK && peer.Hi.OK {
			los[i].Value, his[i].Value, widths[i].Value = peer.Lo.V, peer.Hi.V, peer.Hi.V-peer.Lo.V
		}
	}
	edge := func(stack string) []charts.SeriesOpts {
		return []charts.SeriesOpts{
			charts.WithItemStyleOpts(opts.ItemStyle{Color: colorBand}),
			charts.WithLineStyleOpts(opts.LineStyle{Color: colorBand, Width: 1}),
			charts.WithLineChartOpts(opts.LineChart{Symbol: "none", Stack: stack}),
		}
	}
	line.AddSeries("同组下四分位", los, edge("peers")...)
	line.AddSeries("同组中间一半", widths, append(edge("peers"),
		charts.WithAreaStyleOpts(opts.AreaStyle{Color: colorBand, Opacity: opts.Float(1)}))...)
	line.AddSeries("同组上四分位", his, edge("")...)
}

func limitLine(kind string, width float32) []charts.SeriesOpts {
	return []charts.SeriesOpts{
		charts.WithItemStyleOpts(opts.ItemStyle{Color: colorMuted}),
		charts.WithLineStyleOpts(opts.LineStyle{Color: colorMuted, Type: kind, Width: width}),
		charts.WithLineChartOpts(opts.LineChart{Symbol: "none"}),
	}
}
