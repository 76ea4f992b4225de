// Package chart turns rows into ECharts options, marshalled for a <script type="application/json">.
//
// It promises that text from workbooks stays data: options are encoded by encoding/json (which
// escapes <, > and &), no option is a JavaScript function, and the only formatters are names from
// the table in assets/app.js. Colours are names of CSS variables, resolved in the browser, so the
// palette stands in the style sheet alone.
package chart

import (
	"encoding/json"
	"fmt"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"

	"aqs/reports/data"
)

// Figure is one chart as a page shows it.
type Figure struct {
	ID      string          // unique in its page; from the chart's name, never random
	Title   string          // heading above the chart
	Unit    string          // beside the heading
	Metric  string          // what its values are, in the catalogue; empty when they have no rows behind them
	Summary string          // what the chart shows, in a sentence; also its text alternative
	Size    string          // CSS class that gives the height: small, medium, large
	Option  json.RawMessage // nil when there is nothing to draw
	Reason  string          // why there is nothing to draw
}

// The palette, as names of CSS variables.
const (
	colorActual = "--chart-actual"
	colorPlan   = "--chart-plan"
	colorMuted  = "--chart-muted"
	colorInk    = "--ink"
	colorBand   = "--heat-1"
)

// gap is how ECharts spells a value that is not there; null would be dropped by omitempty.
const gap = "-"

func value(n data.Num) any {
	if !n.OK {
		return gap
	}
	return n.V
}

type validatedChart interface {
	Validate()
	JSON() map[string]any
}

// encode is the only way from a chart to a page. An encoding error (a value that is not finite)
// would otherwise become an empty chart.
func encode(id string, c validatedChart) (json.RawMessage, error) {
	c.Validate()
	option := c.JSON()
	// Parts of go-echarts' page that ours has in HTML: its title, its tools.
	delete(option, "title")
	delete(option, "toolbox")
	// Its palette too: every series names its own colour.
	delete(option, "color")
	short, err := compact(option)
	if err != nil {
		return nil, fmt.Errorf("chart %s: %w", id, err)
	}
	out, err := json.Marshal(short)
	if err != nil {
		return nil, fmt.Errorf("chart %s: %w", id, err)
	}
	return out, nil
}

func base(id string) []charts.GlobalOpts {
	return []charts.GlobalOpts{
		charts.WithInitializationOpts(opts.Initialization{ChartID: id}),
		charts.WithAnimation(false),
		charts.WithLegendOpts(opts.Legend{Show: opts.Bool(false)}),
	}
}

// formatterFor names the axis formatter of a unit; see `formatters` in assets/app.js.
func formatterFor(unit string) types.FuncStr {
	switch unit {
	case "元":
		return "fn:wan"
	case "%", "比率", "ratio":
		return "fn:percent"
	}
	return "fn:number"
}
