package page

import (
	"fmt"
	"regexp"

	"aqs/reports/data"
)

// Names of the fixed pages.
const (
	indexFile   = "index.html"
	planFile    = "plan.html"
	funnelFile  = "funnel.html"
	scoreFile   = "skill-will.html"
	qualityFile = "quality.html"
	metricsFile = "metrics.html"

	rhythmFile     = "rhythm.html"
	customersFile  = "customers.html"
	supervisorFile = "supervisors.html"
	measuresFile   = "measures.html"
	trainingFile   = "training.html"
	doubtFile      = "doubts.html"
)

// pageKey is what a scope's key must look like to become part of a file name: names of files come
// from this and from the constants above, never from a cell.
var pageKey = regexp.MustCompile(`^[0-9a-f]{8,64}$`)

// scopeFile is the file name of a scope's page.
func scopeFile(scope data.Scope) (string, error) {
	switch scope.Type {
	case "company":
		return indexFile, nil
	case "dept", "team", "person":
		if !pageKey.MatchString(scope.PageKey) {
			return "", fmt.Errorf("scope %s %q: page key %q is not a hash", scope.Type, scope.ID, scope.PageKey)
		}
		return scope.Type + "-" + scope.PageKey + ".html", nil
	}
	return "", fmt.Errorf("scope %q: unknown type %q", scope.ID, scope.Type)
}

// evidenceName is the side file of a scope, without .js; none when its key is not a hash.
func evidenceName(scope data.Scope) string {
	if !pageKey.MatchString(scope.PageKey) {
		return ""
	}
	return scope.Type + "-" + scope.PageKey
}

func typeName(scopeType string) string {
	switch scopeType {
	case "company":
		return "支公司"
	case "dept":
		return "营业部"
	case "team":
		return "团队"
	case "person":
		return "客户经理"
	}
	return ""
}
