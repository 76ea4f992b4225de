package pack

import (
	"fmt"
	"html/template"
	"math"
	"strings"

	"aqs/reports/data"
	"aqs/reports/table"
)

// drawing collects the elements of one SVG. Texts are escaped here, and nowhere else may a text of a
// workbook enter an SVG; places and sizes are numbers.
type drawing struct {
	width, height float64
	title         string
	body          strings.Builder
}

func newDrawing(width, height float64, title string) *drawing {
	return &drawing{width: width, height: height, title: title}
}

func (d *drawing) text(x, y float64, class, text string) {
	fmt.Fprintf(&d.body, `<text x="%.1f" y="%.1f" class="%s">%s</text>`, x, y, class, template.HTMLEscapeString(text))
}

func (d *drawing) rect(class string, x, y, width, height float64) {
	fmt.Fprintf(&d.body, `<rect class="%s" x="%.1f" y="%.1f" width="%.1f" height="%.1f"/>`, class, x, y, math.Max(width, 0), height)
}

func (d *drawing) line(class string, x1, y1, x2, y2 float64) {
	fmt.Fprintf(&d.body, `<line class="%s" x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f"/>`, class, x1, y1, x2, y2)
}

func (d *drawing) dot(class string, x, y, r float64) {
	fmt.Fprintf(&d.body, `<circle class="%s" cx="%.1f" cy="%.1f" r="%.1f"/>`, class, x, y, r)
}

func (d *drawing) path(class string, points [][2]float64) {
	if len(points) < 2 {
		return
	}
	var path strings.Builder
	for i, p := range points {
		fmt.Fprintf(&path, "%c%.1f %.1f", "ML"[min(i, 1)], p[0], p[1])
	}
	fmt.Fprintf(&d.body, `<path class="%s" d="%s"/>`, class, path.String())
}

// html gives the SVG with its title as text alternative.
func (d *drawing) html() template.HTML {
	return template.HTML(fmt.Sprintf(`<svg width="%.0f" height="%.0f" viewBox="0 0 %.0f %.0f" role="img" aria-label="%s">%s</svg>`,
		d.width, d.height, d.width, d.height, template.HTMLEscapeString(d.title), d.body.String()))
}

func wan(n data.Num) string {
	if !n.OK {
		return "—"
	}
	return table.Fixed(n.V/1e4, 1) + " 万"
}

// waterfall draws a gap from its target down to its actual, one bar per line.
func waterfall(lines []data.GapLine, width float64) template.HTML {
	type bar struct {
		data.GapLine
		from, to float64
	}
	var bars []bar
	level, top := 0.0, 0.0
	for _, line := range lines {
		if !line.Yuan.OK {
			continue
		}
		b := bar{GapLine: line, to: line.Yuan.V}
		if !line.IsTotal {
			b.from, b.to = level, level-line.Yuan.V
		}
		level = b.to
		top = math.Max(top, math.Max(b.from, b.to))
		bars = append(bars, b)
	}
	if len(bars) < 2 || top <= 0 {
		return ""
	}
	const row, right = 18.0, 76.0
	left := math.Min(150, width*0.3)
	d := newDrawing(width, row*float64(len(bars))+4, "从目标到实际的差距分解")
	scale := (width - left - right) / top
	for i, b := range bars {
		y := row*float64(i) + 2
		class := "down"
		switch {
		case b.IsTotal:
			class = "total-bar"
		case b.Part == "luck":
			class = "luck"
		case b.Yuan.V < 0:
			class = "up"
		}
		lo, hi := math.Max(0, math.Min(b.from, b.to)), math.Max(b.from, b.to)
		d.text(left-6, y+12, "e", clip(b.Name(), int(left/11)))
		d.rect(class, left+lo*scale, y+2, math.Max((hi-lo)*scale, 1), row-6)
		sign := b.Yuan
		if !b.IsTotal {
			sign.V = -sign.V
		}
		d.text(width-2, y+12, "e", wan(sign))
	}
	return d.html()
}

// weeksChart draws weekly activity per day with a log between its natural limits (XmR).
func weeksChart(weeks []data.ActivityWeek, width float64) template.HTML {
	top, n := 0.0, 0
	for _, w := range weeks {
		top = math.Max(top, math.Max(w.Value.V, w.Hi.V))
		if w.Value.OK {
			n++
		}
	}
	if n < 2 || top <= 0 {
		return ""
	}
	const height, left, bottom = 150.0, 34.0, 24.0
	d := newDrawing(width, height, "周活动量与自然波动界限")
	x := func(i int) float64 { return left + (float64(i)+0.5)*(width-left-10)/float64(len(weeks)) }
	y := func(v float64) float64 { return height - bottom - v/(top*1.08)*(height-bottom-8) }
	d.line("axis", left, y(0), width-6, y(0))
	var line, hi, lo, mean [][2]float64
	for i, w := range weeks {
		if w.Mean.OK {
			mean = append(mean, [2]float64{x(i), y(w.Mean.V)})
		}
		if w.Hi.OK {
			hi = append(hi, [2]float64{x(i), y(w.Hi.V)})
		}
		if w.Lo.OK {
			lo = append(lo, [2]float64{x(i), y(math.Max(0, w.Lo.V))})
		}
		if w.Value.OK {
			line = append(line, [2]float64{x(i), y(w.Value.V)})
		}
		if len(weeks) <= 14 || i%2 == 0 {
			d.text(x(i), height-8, "s m", w.WeekStart.T.Format("1/2"))
		}
	}
	d.path("limit", hi)
	d.path("limit", lo)
	d.path("mean", mean)
	d.path("line", line)
	for i, w := range weeks {
		if !w.Value.OK {
			continue
		}
		class := "dot"
		if w.Signal != "" && w.Signal != "none" {
			class = "dot-out"
			d.text(x(i), y(w.Value.V)-6, "s m", w.SignalName)
		}
		d.dot(class, x(i), y(w.Value.V), 2.5)
	}
	for _, end := range []struct {
		points [][2]float64
		value  data.Num
	}{{hi, last(weeks).Hi}, {lo, last(weeks).Lo}, {mean, last(weeks).Mean}} {
		if len(end.points) > 0 && end.value.OK {
			d.text(left-3, end.points[0][1]+3, "s e", table.Fixed(math.Max(0, end.value.V), 1))
		}
	}
	return d.html()
}

func last(weeks []data.ActivityWeek) data.ActivityWeek {
	return weeks[len(weeks)-1]
}

// limitsChart is the funnel plot of one step: each team's rate over its n, between the limits that
// chance alone explains. named are the teams whose names stand beside their dots.
func limitsChart(limits []data.FunnelLimit, named map[string]bool, width float64) template.HTML {
	bottom, top, most := 1.0, 0.0, 0.0
	for _, l := range limits {
		most = math.Max(most, l.N.V)
		for _, v := range []data.Num{l.Rate, l.Hi95, l.Lo95} {
			if v.OK {
				top, bottom = math.Max(top, v.V), math.Min(bottom, math.Max(v.V, 0))
			}
		}
	}
	if len(limits) == 0 || most <= 0 || top <= bottom {
		return ""
	}
	const height, left, foot = 160.0, 38.0, 22.0
	d := newDrawing(width, height, limits[0].FactorName+"：各团队与偶然界限")
	x := func(n float64) float64 { return left + n/(most*1.3)*(width-left-8) }
	y := func(v float64) float64 { return height - foot - 6 - (v-bottom)/(top-bottom)*(height-foot-34) }
	d.text(left, 12, "", limits[0].FactorName)
	d.line("axis", left, height-foot, width-6, height-foot)
	d.text(left-3, y(bottom)+3, "s e", table.Fixed(bottom*100, 0)+"%")
	d.text(left-3, y(top)+3, "s e", table.Fixed(top*100, 0)+"%")
	if rate := limits[0].CompanyRate; rate.OK {
		d.line("mean", left, y(rate.V), width-6, y(rate.V))
		d.text(left+2, y(rate.V)-3, "s", "公司 "+table.Fixed(rate.V*100, 1)+"%")
	}
	names := labels{size: 10}
	for _, l := range limits { // a name covers neither a dot nor another name
		if l.N.OK && l.Rate.OK {
			names.keep(x(l.N.V)-3, y(l.Rate.V)-3, 6, 6)
		}
	}
	for _, l := range limits {
		if !l.N.OK || !l.Rate.OK {
			continue
		}
		if l.Lo95.OK && l.Hi95.OK {
			d.rect("range", x(l.N.V)-2, y(l.Hi95.V), 4, y(math.Max(0, l.Lo95.V))-y(l.Hi95.V))
		}
		class := "dot"
		switch {
		case len(named) > 0 && !named[l.TeamID]:
			class = "dot-other"
		case l.Signal != "" && l.Signal != "none":
			class = "dot-out"
		}
		d.dot(class, x(l.N.V), y(l.Rate.V), 3)
		if len(named) == 0 || named[l.TeamID] {
			name := clip(l.TeamName, 6)
			at, down := names.place(x(l.N.V), y(l.Rate.V), name)
			d.text(at, down, "s", name)
		}
	}
	d.text(width-6, height-6, "s e", "横轴：n（近三个月）")
	return d.html()
}

// quadrantChart is the map of skill and will; who is not placed surely is drawn hollow grey.
func quadrantChart(scores []data.Score, width float64) template.HTML {
	const height, left, bottom = 230.0, 30.0, 22.0
	d := newDrawing(width, height, "技能与执行投入")
	x := func(v float64) float64 { return left + v/100*(width-left-8) }
	y := func(v float64) float64 { return height - bottom - v/100*(height-bottom-8) }
	n := 0
	d.line("axis", left, y(0), width-6, y(0))
	d.line("axis", left, y(0), left, y(100))
	d.line("limit", x(50), y(0), x(50), y(100))
	d.line("limit", left, y(50), x(100), y(50))
	for _, s := range scores {
		if !s.SkillScore.OK || !s.WillScore.OK {
			continue
		}
		n++
		class := "dot-other"
		if s.SkillIsSure && s.WillIsSure {
			class = "dot"
		}
		d.dot(class, x(s.SkillScore.V), y(s.WillScore.V), 3)
		d.text(x(s.SkillScore.V)+4, y(s.WillScore.V)+3, "s", clip(s.PersonName, 4))
	}
	if n == 0 {
		return ""
	}
	d.text(width-6, height-6, "s e", "技能 →（50 为同组中位）")
	d.text(left+3, 16, "s", "↑ 执行投入")
	return d.html()
}

// clip shortens a text to n characters.
func clip(text string, n int) string {
	runes := []rune(text)
	if len(runes) <= n {
		return text
	}
	return string(runes[:n-1]) + "…"
}
