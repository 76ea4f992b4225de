package form

import (
	"slices"

	"aqs/ingest/issue"
	"aqs/ingest/record"
)

// mostAlike is how many findings of one code a sheet lists. Nobody reads more of them, one cause
// is behind them all, and a column that is wrong throughout a long register would fill the warehouse.
const mostAlike = 1000

// issue reports a finding about a cell (nil: about the sheet).
func (r *reader) issue(code string, c *cell, message string) {
	if r.silent || r.isMore(code) {
		return
	}
	address, text := "", ""
	if c != nil {
		address, text = c.Address(), clipText(c.text(), 80)
	}
	r.out.Issues = append(r.out.Issues, issue.New(code, r.page.grid.Sheet, address, text, message))
}

// report adds a finding that is made already.
func (r *reader) report(made record.Issue) {
	if !r.silent && !r.isMore(made.Code) {
		r.out.Issues = append(r.out.Issues, made)
	}
}

// isMore counts a finding, and says whether enough of its kind are listed.
func (r *reader) isMore(code string) bool {
	if r.counts == nil {
		r.counts = map[string]int{}
	}
	r.counts[code]++
	return r.counts[code] > mostAlike
}

// sumIssues says how many findings are not listed, as severely as each of them.
func (r *reader) sumIssues() {
	var codes []string
	for code, n := range r.counts {
		if n > mostAlike {
			codes = append(codes, code)
		}
	}
	slices.Sort(codes)
	for _, code := range codes {
		about, _ := issue.Lookup(code)
		more := r.counts[code] - mostAlike
		made := issue.New(issue.MoreAlike, r.page.grid.Sheet, "", "",
			"“"+about.Name+"”（"+code+"）共 "+itoa(r.counts[code])+" 处，只列出 "+itoa(mostAlike)+" 处，另有 "+itoa(more)+" 处未逐一列出")
		made.Severity = about.Severity
		r.out.Issues = append(r.out.Issues, made)
	}
}
