package transform

import (
	"context"
	"strings"
	"testing"

	"aqs/internal/warehouse"
	sqlfiles "aqs/sql"
)

// rowByRow are the models that may compare every row with every row: one side is a handful of rows.
var rowByRow = map[string]string{
	"analysis.benchmark_assigned": "the other side is the one row of meta.run",
	"analysis.quota_backtest":     "the other side is the one row of meta.run",
	"report.rpt_issue_life":       "the other side is the one row of meta.run",
	"analysis.quota_service":      "the register of leaves × the days of the next months",
	"core.team_chain":             "teams × the configured chains",
	"analysis.person_service":     "people × the days of the spine: who was employed when",
	"report.rpt_plan_actual":      "the other side is the one row of meta.run",
}

// A condition on one table alone, or an "or", in the ON of a join makes DuckDB compare all rows with
// all rows. With thirty people nobody notices; with 3,000 one such model took 105 seconds.
func TestModelsJoinByKeys(t *testing.T) {
	ctx := context.Background()
	raw := writeRaw(t, company(8, 1))
	path := t.TempDir() + "/m.duckdb"
	if _, err := Run(ctx, Options{RawPath: raw, MartsPath: path, AsOf: jan(31), Warehouse: oneThread}); err != nil {
		t.Fatal(err)
	}
	s, err := warehouse.Open(ctx, oneThread, warehouse.Attachment{Name: "marts", Path: path, ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}()
	models, err := loadModels(sqlfiles.Files)
	if err != nil {
		t.Fatal(err)
	}
	explained := 0
	for _, model := range models {
		if model.Layer == "staging" {
			continue
		}
		var key, plan string
		if err := s.Conn().QueryRowContext(ctx, "explain "+strings.TrimSuffix(model.SQL, ";")).Scan(&key, &plan); err != nil {
			t.Errorf("explain %s: %v", model.Path, err)
			continue
		}
		explained++
		if _, allowed := rowByRow[model.Relation]; !allowed && strings.Contains(plan, "BLOCKWISE_NL_JOIN") {
			t.Errorf("%s: a join compares every row with every row; put the condition into the key: case when … then … end = …", model.Path)
		}
	}
	if explained < 100 {
		t.Errorf("only %d models explained", explained)
	}
}
