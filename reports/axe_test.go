package reports_test

import (
	"context"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// axe-core decides what is accessible; it comes from npm with the other tools of reports/assets and
// is never part of a site.
const axePath = "assets/node_modules/axe-core/axe.min.js"

// violation is what axe-core says about one rule that a page breaks.
type violation struct {
	ID     string   `json:"id"`
	Impact string   `json:"impact"`
	Help   string   `json:"help"`
	Places []string `json:"places"`
}

// preload would fetch style sheets, which the content policy forbids.
const askAxe = `axe.run(document, {preload: false, resultTypes: ['violations'], runOnly: %s}).then((result) => result.violations.map((v) => ({
  id: v.id, impact: v.impact || '', help: v.help,
  places: v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160) + ' | ' + (n.any[0] || n.all[0] || n.none[0] || {message: ''}).message),
})))`

// What is asked: all rules, or only those that depend on the colours.
const (
	allRules     = `{type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}`
	contrastRule = `{type: 'rule', values: ['color-contrast']}`
)

// accessibility gives the serious and critical violations of the page that is open.
func accessibility(ctx context.Context, t *testing.T, rules string) []string {
	t.Helper()
	source, err := os.ReadFile(axePath)
	if err != nil {
		t.Fatalf("axe-core is missing, run make assets: %v", err)
	}
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[any](string(source)+"; true")); err != nil {
		t.Fatalf("load axe-core: %v", err)
	}
	found, err := chromedp.Run(ctx, chromedp.Evaluate[[]violation](fmt.Sprintf(askAxe, rules), chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("run axe-core: %v", err)
	}
	var texts []string
	for _, v := range found {
		if v.Impact == "serious" || v.Impact == "critical" {
			texts = append(texts, fmt.Sprintf("axe %s (%s): %s\n\t%s", v.ID, v.Impact, v.Help, strings.Join(v.Places, "\n\t")))
		}
	}
	return texts
}

var numbered = regexp.MustCompile(`(-[0-9a-f]{8,64})?(-\d+)?\.html$`)

// kindOf is the kind of page a file name stands for: names of scopes and numbers of parts left out.
func kindOf(name string) string { return numbered.ReplaceAllString(name, "") }
