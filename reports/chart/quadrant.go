package chart

import (
	"fmt"
	"math"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"aqs/reports/data"
)

// namedDots is the number of people up to whom dots have names.
const namedDots = 200

// Quadrant draws people by skill (across) and will (up), both 0..100 against their peers. Who is
// placed with confidence is a filled dot; who is not (未定) is a hollow diamond, so that the
// difference does not hang on colour.
func Quadrant(id string, scores []data.Score) (Figure, error) {
	figure := Figure{ID: id, Size: "large", Reason: "还没有人有足够的数据得到技能与投入两项得分"}
	var sure, open []opts.ScatterData
	for _, score := range scores {
		if !score.SkillScore.OK || !score.WillScore.OK {
			continue
		}
		dot := opts.ScatterData{Name: score.PersonName, Value: []float64{score.SkillScore.V, score.WillScore.V}}
		if len(scores) > namedDots {
			// Names would cover one another, and the chart would weigh more than its page.
			dot = opts.ScatterData{Value: []float64{math.Round(score.SkillScore.V), math.Round(score.WillScore.V)}}
		}
		if score.SkillIsSure && score.WillIsSure {
			sure = append(sure, dot)
		} else {
			open = append(open, dot)
		}
	}
	figure.Summary = fmt.Sprintf("共 %d 人：%d 人可确定（实心圆），%d 人未定（空心菱形），%d 人数据不足、不在图上",
		len(scores), len(sure), len(open), len(scores)-len(sure)-len(open))
	if len(sure)+len(open) == 0 {
		return figure, nil
	}
	scatter := charts.NewScatter()
	scatter.SetGlobalOptions(append(base(id),
		charts.WithTooltipOpts(opts.Tooltip{Show: opts.Bool(true), Trigger: "item", ValueFormatter: "fn:score"}),
		charts.WithGridOpts(opts.Grid{Left: "28", Right: "28", Top: "30", Bottom: "24", ContainLabel: opts.Bool(true)}),
		charts.WithXAxisOpts(scoreXAxis("技能得分 →")),
		charts.WithYAxisOpts(scoreYAxis("执行投入得分 ↑")),
	)...)
	scatter.AddSeries("可确定", sure, append(nameLabels(),
		charts.WithScatterChartOpts(opts.ScatterChart{Symbol: "circle", SymbolSize: 9}),
		charts.WithItemStyleOpts(opts.ItemStyle{Color: colorActual}),
		quadrantNames(), middleLines())...)
	scatter.AddSeries("未定", open, append(nameLabels(),
		charts.WithScatterChartOpts(opts.ScatterChart{Symbol: "diamond", SymbolSize: 10}),
		charts.WithItemStyleOpts(opts.ItemStyle{Color: "--surface", BorderColor: colorMuted, BorderWidth: 1.5}))...)
	option, err := encode(id, scatter)
	figure.Option = option
	return figure, err
}

func scoreXAxis(name string) opts.XAxis {
	return opts.XAxis{
		Type: "value", Min: 0, Max: 100, MinInterval: 25, MaxInterval: 25, Name: name, NameLocation: "middle", NameGap: 46,
		SplitLine: &opts.SplitLine{Show: opts.Bool(false)}, AxisLabel: &opts.AxisLabel{Margin: 26},
	}
}

func scoreYAxis(name string) opts.YAxis {
	return opts.YAxis{
		Type: "value", Min: 0, Max: 100, MinInterval: 25, MaxInterval: 25, Name: name, NameLocation: "middle", NameGap: 34,
		SplitLine: &opts.SplitLine{Show: opts.Bool(false)}, AxisLabel: &opts.AxisLabel{},
	}
}

func nameLabels() []charts.SeriesOpts {
	return []charts.SeriesOpts{
		charts.WithLabelOpts(opts.Label{Show: opts.Bool(true), Position: "right", Formatter: "{b}", FontSize: 11, Color: colorInk}),
		charts.WithLabelLayoutOpts(opts.LabelLayout{HideOverlap: opts.Bool(true)}),
	}
}

// quadrantNames writes the coaching style above or below each quadrant, where no dot can lie.
func quadrantNames() charts.SeriesOpts {
	area := func(name, position, color string, from, to []any) []opts.MarkAreaData {
		return []opts.MarkAreaData{
			{Name: name, Coord: from, MarkAreaStyle: opts.MarkAreaStyle{
				Label:     &opts.Label{Show: opts.Bool(true), Position: position, Color: colorMuted, FontSize: 12},
				ItemStyle: &opts.ItemStyle{Color: color},
			}},
			{Coord: to},
		}
	}
	return charts.WithMarkAreaData(
		area("教练型", "top", "--surface", []any{0, 50}, []any{50, 100}),
		area("授权型", "top", "--quiet", []any{50, 50}, []any{100, 100}),
		area("指导型", "bottom", "--quiet", []any{0, 0}, []any{50, 50}),
		area("支持型", "bottom", "--surface", []any{50, 0}, []any{100, 50}),
	)
}

func middleLines() charts.SeriesOpts {
	return charts.WithSeriesOpts(func(s *charts.SingleSeries) {
		s.MarkLines = &opts.MarkLines{
			Data: []any{opts.MarkLineNameXAxisItem{XAxis: 50}, opts.MarkLineNameYAxisItem{YAxis: 50}},
			MarkLineStyle: opts.MarkLineStyle{
				Symbol: []string{"none", "none"}, Label: &opts.Label{Show: opts.Bool(false)},
				LineStyle: &opts.LineStyle{Color: "--rule-strong", Type: "solid", Width: 1},
			},
		}
	})
}
