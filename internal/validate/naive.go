package validate

import (
	"cmp"
	"slices"
)

// rule names what is wrong from the figures of all person-months; month is the one judged.
type rule struct {
	name string
	flag func(all map[personMonth]figures, month int) map[finding]bool
}

// rules of thumb of DOMAIN 6.3, as people use them in a spreadsheet.
func naiveRules() []rule {
	return []rule{
		{"当月低于团队 80%", func(all map[personMonth]figures, m int) map[finding]bool { return belowTeam(all, m, 1, 0.8) }},
		{"当月排名后 20%", func(all map[personMonth]figures, m int) map[finding]bool { return lowest(all, m, 1, 0.2) }},
		{"三个月低于团队 80%", func(all map[personMonth]figures, m int) map[finding]bool { return belowTeam(all, m, 3, 0.8) }},
		{"三个月排名后 10%", func(all map[personMonth]figures, m int) map[finding]bool { return lowest(all, m, 3, 0.1) }},
		{"对照 100-50-25-12-6 取最差环节", worstStage},
		{"未达时间进度即“活动不足”", behindTime},
	}
}

// window sums a person's last months.
func window(all map[personMonth]figures, month, months int) map[string]figures {
	sums := map[string]figures{}
	for key, f := range all {
		if key.month > month-months && key.month <= month {
			sum := sums[key.no].plus(f)
			if latest, is := all[personMonth{key.no, month}]; is {
				sum.team = latest.team
			}
			sums[key.no] = sum
		}
	}
	for no, sum := range sums {
		if sum.team == "" || all[personMonth{no, month}].days == 0 {
			delete(sums, no) // not there in the month that is judged
		}
	}
	return sums
}

func belowTeam(all map[personMonth]figures, month, months int, share float64) map[finding]bool {
	sums := window(all, month, months)
	teams := map[string]figures{}
	for _, no := range sortedKeys(sums) {
		teams[sums[no].team] = teams[sums[no].team].plus(sums[no])
	}
	flags := map[finding]bool{}
	for no, sum := range sums {
		for _, factor := range factors {
			count, base := sum.parts(factor)
			teamCount, teamBase := teams[sum.team].parts(factor)
			if base > 0 && teamBase > 0 && count/base < share*teamCount/teamBase {
				flags[finding{personMonth{no, month}, factor}] = true
			}
		}
	}
	return flags
}

func lowest(all map[personMonth]figures, month, months int, share float64) map[finding]bool {
	sums := window(all, month, months)
	flags := map[finding]bool{}
	for _, factor := range factors {
		type ranked struct {
			no   string
			rate float64
		}
		var list []ranked
		for _, no := range sortedKeys(sums) {
			if count, base := sums[no].parts(factor); base > 0 {
				list = append(list, ranked{no, count / base})
			}
		}
		slices.SortStableFunc(list, func(a, b ranked) int { return cmp.Compare(a.rate, b.rate) })
		for _, r := range list[:int(share*float64(len(list)))] {
			flags[finding{personMonth{r.no, month}, factor}] = true
		}
	}
	return flags
}

// worstStage compares the month's intent rate with 24 % and the close rate with 50 %, the yardstick
// 100-50-25-12-6, and names the one that is further below.
func worstStage(all map[personMonth]figures, month int) map[finding]bool {
	flags := map[finding]bool{}
	for no, sum := range window(all, month, 1) {
		worst, factor := 1.0, ""
		for _, stage := range []struct {
			factor string
			normal float64
		}{{"intent_rate", 0.24}, {"close_rate", 0.50}} {
			count, base := sum.parts(stage.factor)
			if base > 0 && count/base/stage.normal < worst {
				worst, factor = count/base/stage.normal, stage.factor
			}
		}
		if factor != "" {
			flags[finding{personMonth{no, month}, factor}] = true
		}
	}
	return flags
}

// behindTime takes everybody who missed the month's premium target for not active enough.
func behindTime(all map[personMonth]figures, month int) map[finding]bool {
	flags := map[finding]bool{}
	for no, sum := range window(all, month, 1) {
		if target := all[personMonth{no, month}].target; target > 0 && sum.premium < target {
			flags[finding{personMonth{no, month}, "activity"}] = true
		}
	}
	return flags
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
