package transform

import (
	"fmt"
	"testing"

	"aqs/internal/calendar"
)

// Three people of one team, ten days of four talks each: intents 20, 8 and 8 of 40.
//
//	m = 36/120 = .3; SSB = 40(.2²+.1²+.1²) = 2.4, MSB = 2.4/2 = 1.2
//	SSW = 40·.5·.5 + 2·40·.2·.8 = 22.8, MSW = 22.8/117 = .19487; n0 = (120−4800/120)/2 = 40
//	τ² = (1.2−.19487)/40 = .025128; κ = .19487/.025128 = 7.7551; λ = 40/47.7551 = .8376
//	sd = √(.3·.7/8.7551) = .15487; z = .8376·.2/.15487 = 1.0817 and −.5408
//
// Everybody talks and hands in alike: the will indicators show no difference and claim none.
func TestShrinkageByHand(t *testing.T) {
	tables := rawTables{}
	tables.files("roster", "logs")
	days := calendar.Workdays(march(2), march(13))
	no := 0
	for i, intents := range []int{20, 8, 8} {
		name := fmt.Sprintf("员工%d", i+1)
		tables.roster(fmt.Sprintf("A%d", i+1), name, "一组", "甲部", nil)
		for d, on := range days {
			no++
			share := intents / len(days)
			if d < intents%len(days) {
				share++
			}
			tables.logDay("logs", no, who(name, "一组"), on, map[string][2]any{"talks": {4, 4}, "intents": {nil, share}})
		}
	}
	tables.roster("A4", "员工4", "一组", "甲部", nil) // nine days: too few to judge
	for _, on := range days[:9] {
		no++
		tables.logDay("logs", no, who("员工4", "一组"), on, map[string][2]any{"talks": {4, 0}})
	}
	m := buildMarts(t, march(13), tables)
	m.expect(`select person_id, n, x, peer_x, kappa, reliability, between_sd, z from analysis.score_indicator
		where indicator = 's1' order by person_id`,
		"A1|40|0.5|0.3|7.7551|0.8376|0.1549|1.0817",
		"A2|40|0.2|0.3|7.7551|0.8376|0.1549|-0.5408",
		"A3|40|0.2|0.3|7.7551|0.8376|0.1549|-0.5408")
	m.expect("select axis, side, is_sure, reason from analysis.score_state where person_id = 'A4' order by axis",
		"skill|undetermined|false|FEW_DAYS", "will|undetermined|false|FEW_DAYS")
	// One indicator is half of the axis's weight at most times; here it is all there is, but one
	// reliable indicator is not two.
	m.expect("select skill_reason, box_name from report.rpt_score where person_id = 'A1'", "样本少，可靠的指标不足两项|数据不足")
	m.expect("select value_text, peer_text, sentence from report.rpt_score_part where person_id = 'A2' and indicator = 's1'",
		"20%|30%|洽谈 40 人，得意向 8 人（20%），同组 30%；低于同伴")
}

// The posterior variance counts w3 and w4, one evidence, once: recomputed here indicator by indicator.
func TestAxisVarianceCountsTalksOnce(t *testing.T) {
	m := buildMarts(t, jan(31), company(16, 1))
	result := m.lines(`
		with parts as (
			select person_id, month_start_on,
				sum(weight) as w, sum(weight * z) as wz, sum(weight * weight * (1 - reliability)) as own,
				max(case when indicator = 'w3' then weight * sqrt(1 - reliability) end) as e3,
				max(case when indicator = 'w4' then weight * sqrt(1 - reliability) end) as e4
			from analysis.score_indicator where axis = 'will' and z is not null group by all)
		select count(*) > 10, max(abs(axes.w - parts.wz / parts.w)) < 1e-9,
			max(abs(axes.v - (parts.own + 2 * e3 * e4) / (parts.w * parts.w))) < 1e-9,
			max(abs(axes.p - ncdf(axes.w / sqrt(axes.v)))) < 1e-9
		from analysis.score_axis as axes join parts using (person_id, month_start_on)
		where axes.axis = 'will' and axes.reason is null`)
	if result[0] != "true|true|true|true" {
		t.Errorf("got %v", result)
	}
}

// A month below target is set against chance: cases expected from own talks and the team's conversion.
func TestLuckIsNamed(t *testing.T) {
	tables := rawTables{}
	tables.files("roster", "logs")
	for i, figures := range [][2]int{{30, 5}, {20, 1}} { // 50 talks, 6 cases: .12 a talk; 20 talks → 2.4
		name := fmt.Sprintf("员工%d", i+1)
		tables.roster(fmt.Sprintf("A%d", i+1), name, "一组", "甲部", nil)
		tables.logDay("logs", i+1, who(name, "一组"), march(3), map[string][2]any{"talks": {nil, figures[0]}, "cases": {nil, figures[1]}, "premium_yuan": {nil, 1000 * figures[1]}})
		tables["target"] = append(tables["target"], row{"file_id": "roster", "record_no": i + 1, "scope_type": "person", "employee_no": fmt.Sprintf("A%d", i+1),
			"month_start_on": march(1), "metric": "premium_yuan", "target": 5000})
	}
	m := buildMarts(t, march(16), tables)
	// P(X ≤ 1 | 2.4) = e^−2.4 · 3.4 = .3084
	m.expect("select scope_id, cases, expected_cases, p_this_low from analysis.luck where scope_type = 'person' order by scope_id",
		"A1|5|3.6|0.8441", "A2|1|2.4|0.3084")
	// 2–16 March is 11 of 22 work days. A1 is at its target, A2 short of it by 4,000.
	m.expect("select title, detail from report.rpt_attention where scope_type = 'team' and kind = 'target'",
		"员工2 保费距目标差 4000 元|预收 1000 元，目标 5000 元，达成 20%；时间进度 50%，还剩 11 个工作日，每天需 364 元；"+
			"出单 1 件，按其洽谈 20 人和一组近三月转化约应有 2.4 件，偶然也会如此（概率约 31%），样本小，不宜下结论")
}

// Among people who are all alike nobody may be sorted into a box, or hardly anybody: what the
// months show is chance. Among people who differ, many must be.
func TestPeopleAlikeAreNotJudged(t *testing.T) {
	const judged = `select count(*) filter (where is_sure), count(*) from analysis.score_state
		where month_start_on = date '2026-03-01' and person_id like 'QJ%'`
	var sure, all, differing int
	for seed := range uint64(3) {
		var s, n int
		m := buildMarts(t, march31, companyOf(24, 3, 0, 100+seed))
		if _, err := fmt.Sscanf(m.lines(judged)[0], "%d|%d", &s, &n); err != nil {
			t.Fatal(err)
		}
		sure, all = sure+s, all+n
	}
	m := buildMarts(t, march31, companyOf(24, 3, 0.8, 100))
	if _, err := fmt.Sscanf(m.lines(judged)[0], "%d|", &differing); err != nil {
		t.Fatal(err)
	}
	t.Logf("alike: %d of %d axes sure; differing: %d of %d", sure, all, differing, all/3)
	if sure > all/10 {
		t.Errorf("%d of %d axes of people without any difference are called sure", sure, all)
	}
	if differing < all/3/3 {
		t.Errorf("only %d of %d axes of people who differ are sure", differing, all/3)
	}
}
