package transform

import (
	"fmt"
	"math/rand/v2"
	"time"

	"aqs/internal/calendar"
)

// company makes a synthetic branch: teams of eight people over two departments, logs on most work
// days, plans, talks, intents, closes and sales, targets, one leave, one weekly report per team.
// It is for shape and size; exact expectations use hand-made rows.
func company(people, months int) rawTables { return companyOf(people, months, 0.8, 7) }

// companyOf lets talent and effort of people spread evenly over a width around 1; 0 makes them alike.
func companyOf(people, months int, width float64, seed uint64) rawTables {
	random := rand.New(rand.NewPCG(20260101, seed))
	tables := rawTables{}
	add := func(table string, r row) { tables[table] = append(tables[table], r) }
	first := calendar.Date(2026, time.January, 1)
	last := first.AddDate(0, months, -1)
	addFile := func(id, path, form, status string, rows int) {
		loaded := rows
		if status == "rejected" {
			loaded = 0
		}
		add("file", row{"file_id": id, "path": path, "sha256": id, "form": form, "status": status,
			"rows_total": rows, "rows_loaded": loaded, "version_rank": 0, "mtime_ns": 1})
		for i := 1; i <= rows; i++ {
			fate := "loaded"
			if i == 1 {
				fate = "header"
			}
			add("row_ledger", row{"file_id": id, "sheet": "Sheet1", "row_no": i, "fate": fate})
		}
	}
	addFile("roster", "基础资料/花名册.xlsx", "R_PERSON", "loaded", people+1)
	for i := range people {
		no := fmt.Sprintf("QJ%04d", i+1)
		name := fmt.Sprintf("员工%d", i+1)
		team := fmt.Sprintf("第%d组", i/8+1)
		dept := fmt.Sprintf("第%d营业部", i/16+1)
		add("person", row{"file_id": "roster", "sheet": "Sheet1", "row_no": i + 2, "record_no": i + 1,
			"employee_no": no, "person_name": name, "role": "rep", "team_name": team, "dept_name": dept,
			"company_name": "清江支公司", "hired_on": calendar.Date(2023, time.May, 1)})
		talent := 1 - width/2 + width*random.Float64()
		effort := 1 - width/2 + width*random.Float64()
		for month := first; !month.After(last); month = month.AddDate(0, 1, 0) {
			id := fmt.Sprintf("log-%s-%02d", no, int(month.Month()))
			days := calendar.Workdays(month, month.AddDate(0, 1, -1))
			addFile(id, fmt.Sprintf("%s/%s_%d月.xlsx", team, name, int(month.Month())), "F01", "loaded", len(days)+1)
			add("target", row{"file_id": "roster", "sheet": "t", "row_no": 1, "record_no": i*12 + int(month.Month()),
				"scope_type": "person", "employee_no": no, "person_name": name, "team_name": team,
				"month_start_on": month, "metric": "premium_yuan", "target": 60000, "set_by": "self"})
			sales, metrics := 0, 0
			for dayNo, on := range days {
				if random.Float64() < 0.12 {
					continue
				}
				add("day", row{"file_id": id, "sheet": fmt.Sprintf("%d日", on.Day()), "row_no": 3, "record_no": dayNo + 1,
					"person_name": name, "team_name": team, "work_on": on, "date_source": "sheet"})
				talks := 0
				for range 8 {
					if random.Float64() < 0.4*effort {
						talks++
					}
				}
				intents, closes := 0, 0
				for range talks {
					if random.Float64() < 0.4*talent {
						intents++
						if random.Float64() < 0.4*talent {
							closes++
						}
					}
				}
				for _, m := range []struct {
					metric       string
					plan, actual any
				}{{"visits", 4, talks + 1}, {"talks", 4, talks}, {"intents", nil, intents}, {"closes", nil, closes}} {
					metrics++
					add("day_metric", row{"file_id": id, "sheet": fmt.Sprintf("%d日", on.Day()), "row_no": 10, "record_no": metrics,
						"day_no": dayNo + 1, "metric": m.metric, "plan": m.plan, "actual": m.actual,
						"plan_cell": "C7", "actual_cell": "D7"})
				}
				for range closes {
					sales++
					add("sale", row{"file_id": id, "sheet": fmt.Sprintf("%d日", on.Day()), "row_no": 20, "record_no": sales,
						"day_no": dayNo + 1, "product_name": "安心年金", "cases": 1, "premium_yuan": 2000 + random.IntN(16)*500,
						"outlet_name": "工行解放路支行"})
				}
			}
		}
	}
	// The dirt every data-quality page must show.
	addFile("broken", "第1组/损坏.xlsx", "", "rejected", 0)
	add("issue", row{"issue_id": "i1", "file_id": "broken", "code": "FILE_TRUNCATED", "severity": "error",
		"message": "文件不完整", "hint": "请重新导出"})
	addFile("foreign", "价格表.xlsx", "", "partial", 3)
	add("sheet", row{"file_id": "foreign", "sheet_no": 1, "sheet": "价格", "score": 0.1, "nearest_form": "R_PRODUCT",
		"nearest_reason": "缺少表头：险种", "rows_total": 3, "rows_loaded": 0})
	add("leave", row{"file_id": "roster", "sheet": "请假", "row_no": 2, "record_no": 1, "employee_no": "QJ0001",
		"start_on": calendar.Date(2026, time.March, 2), "end_on": calendar.Date(2026, time.March, 6), "kind": "leave"})
	addFile("fix", "第1组/员工2_3月_更正.xlsx", "F01", "loaded", 2)
	add("day", row{"file_id": "fix", "sheet": "3日", "row_no": 3, "record_no": 1, "person_name": "员工2",
		"team_name": "第1组", "work_on": calendar.Date(2026, time.March, 3)})
	add("day_metric", row{"file_id": "fix", "sheet": "3日", "row_no": 9, "record_no": 1, "day_no": 1,
		"metric": "talks", "plan": 4, "actual": 9, "actual_cell": "D8"})
	add("day", row{"file_id": "fix", "sheet": "4日", "row_no": 3, "record_no": 2, "person_name": "王陌生",
		"team_name": "第1组", "work_on": calendar.Date(2026, time.March, 4)})
	add("day_metric", row{"file_id": "fix", "sheet": "4日", "row_no": 9, "record_no": 2, "day_no": 2,
		"metric": "talks", "plan": 4, "actual": 2, "actual_cell": "D8"})
	add("period_metric", row{"file_id": "fix", "sheet": "周报", "row_no": 5, "record_no": 1, "scope_type": "team",
		"team_name": "第1组", "period_type": "week", "period_start_on": calendar.Date(2026, time.March, 9),
		"metric": "visits", "plan": 150, "actual": 200, "actual_cell": "C5", "source": "F09"})
	return tables
}
