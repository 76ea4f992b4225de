package page

import (
	"fmt"
	"html/template"
	"math"

	"aqs/reports/data"
)

// The small drawings beside figures. They are SVG in the page itself: they print crisply, need no
// script, and their geometry stands in attributes because the content policy forbids inline
// styles. Only numbers enter them, which is why they may be template.HTML.

// shareBar draws a share of 1 as a bar, with a tick at 1 when the share may pass it.
func shareBar(share data.Num) template.HTML {
	if !share.OK {
		return ""
	}
	const width = 56.0
	full := 1.0
	if share.V > 1 {
		full = math.Min(share.V, 2)
	}
	return svg(width, 8, fmt.Sprintf(
		`<rect class="mk-track" width="%g" height="8"/><rect class="mk-bar" width="%s" height="8"/>%s`,
		width, px(clamp(share.V/full)*width), tickAt(1/full*width, full > 1, 8)))
}

// bullet draws an actual against its target, with a thin tick where time stands.
func bullet(actual, target, timeProgress data.Num) template.HTML {
	if !actual.OK || !target.OK || target.V <= 0 {
		return ""
	}
	const width = 200.0
	scale := width / math.Max(target.V, math.Max(actual.V, 0)) * 0.96
	body := fmt.Sprintf(`<rect class="mk-track" y="3" width="%s" height="8"/><rect class="mk-bar" y="3" width="%s" height="8"/>`+
		`<rect class="mk-target" x="%s" width="2" height="14"/>`,
		px(target.V*scale), px(math.Max(actual.V, 0)*scale), px(math.Max(0, target.V*scale-1)))
	if timeProgress.OK && timeProgress.V < 1 {
		body += fmt.Sprintf(`<rect class="mk-time" x="%s" y="1" width="1" height="12"/>`, px(target.V*clamp(timeProgress.V)*scale))
	}
	return svg(width, 14, body)
}

// strip draws a rate with its interval, and the peers' rate as a tick, on an axis from 0 to axisMax.
func strip(rate, lo, hi, peer data.Num, axisMax, width float64) template.HTML {
	if !rate.OK || axisMax <= 0 {
		return ""
	}
	at := func(n data.Num) float64 { return 4 + clamp(n.V/axisMax)*(width-8) }
	body := fmt.Sprintf(`<rect class="mk-axis" x="4" y="7.5" width="%g" height="1"/>`, width-8)
	if lo.OK && hi.OK {
		body += fmt.Sprintf(`<rect class="mk-range" x="%s" y="5.5" width="%s" height="5" rx="1"/>`, px(at(lo)), px(at(hi)-at(lo)))
	}
	if peer.OK {
		body += fmt.Sprintf(`<rect class="mk-peer" x="%s" y="1" width="2" height="14"/>`, px(at(peer)-1))
	}
	body += fmt.Sprintf(`<circle class="mk-dot" cx="%s" cy="8" r="3"/>`, px(at(rate)))
	return svg(width, 16, body)
}

// axisEnd is where the axis of a column of rates ends: the next tenth above the largest bound.
func axisEnd(bounds ...data.Num) float64 {
	end := 0.0
	for _, bound := range bounds {
		end = math.Max(end, bound.V)
	}
	return math.Min(1, math.Ceil(end*10)/10)
}

// lean draws a signed contribution to the left or right of a middle line.
func lean(contribution data.Num, largest float64) template.HTML {
	if !contribution.OK || largest <= 0 {
		return ""
	}
	const width = 96.0
	length := clamp(math.Abs(contribution.V)/largest) * (width/2 - 1)
	x, class := width/2, "mk-bar"
	if contribution.V < 0 {
		x, class = width/2-length, "mk-minus"
	}
	return svg(width, 12, fmt.Sprintf(`<rect class="%s" x="%s" y="2" width="%s" height="8"/><rect class="mk-axis" x="%g" width="1" height="12"/>`,
		class, px(x), px(length), width/2-0.5))
}

// countBar draws a count against the largest of its kind.
func countBar(n data.Num, largest float64) template.HTML {
	if !n.OK || largest <= 0 {
		return ""
	}
	return template.HTML(fmt.Sprintf(`<svg class="mark mark-wide" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">`+
		`<rect class="mk-bar" width="%s" height="10"/></svg>`, px(clamp(n.V/largest)*100)))
}

func tickAt(x float64, show bool, height float64) string {
	if !show {
		return ""
	}
	return fmt.Sprintf(`<rect class="mk-target" x="%s" width="1.5" height="%g"/>`, px(x), height)
}

func svg(width, height float64, body string) template.HTML {
	return template.HTML(fmt.Sprintf(`<svg class="mark" width="%g" height="%g" viewBox="0 0 %g %g" aria-hidden="true">%s</svg>`,
		width, height, width, height, body))
}

func px(v float64) string { return fmt.Sprintf("%.1f", v) }

func clamp(v float64) float64 { return math.Max(0, math.Min(1, v)) }

// fallBar draws one line of a waterfall on an axis from start to end, stretched over its column. A
// total is a bar from zero, or only a mark at its place when the axis does not start there.
func fallBar(line data.GapLine, at span, start, end float64) template.HTML {
	place := func(v float64) float64 { return clamp((v-start)/(end-start)) * 100 }
	class, from, to := "mk-down", place(min(at.from, at.to)), place(max(at.from, at.to))
	switch {
	case line.IsTotal && start == 0:
		class, from = "mk-total", 0
	case line.IsTotal:
		class = "mk-total"
	case line.Part == "luck":
		class = "mk-luck"
	case line.Yuan.V < 0:
		class = "mk-up"
	}
	width := math.Max(to-from, 0.8)
	return template.HTML(fmt.Sprintf(`<svg class="mark mark-wide" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">`+
		`<rect class="%s" x="%s" width="%s" height="10"/></svg>`, class, px(math.Min(from, 100-width)), px(width)))
}
