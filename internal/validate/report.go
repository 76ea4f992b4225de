package validate

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// WriteReport measures and writes a Markdown file. The file is replaced only when everything
// worked.
func WriteReport(ctx context.Context, o Options, path string) error {
	began := time.Now()
	all, err := Run(ctx, o)
	if err != nil {
		return err
	}
	text := Report(all, time.Since(began))
	staging := path + ".new"
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return fmt.Errorf("validate: %w", err)
	}
	if err := os.WriteFile(staging, []byte(text), 0o644); err != nil {
		return fmt.Errorf("validate: %w", err)
	}
	if err := os.Rename(staging, path); err != nil {
		return fmt.Errorf("validate: %w", err)
	}
	return nil
}

// Report renders outcomes.
func Report(all []*Outcome, took time.Duration) string {
	var out strings.Builder
	p := func(format string, args ...any) { fmt.Fprintf(&out, format+"\n", args...) }
	p("# 方法的验证\n")
	p("由 `make validate` 写出（用时 %.0f 分钟），不要手工修改。做法：模拟器写出真实样子的工作簿，其中谁有什么原因是已知的；", took.Minutes())
	p("`ingest` 读入，`transform` 计算，再与真值比较。方法读不到真值，也不知道模拟器的参数。两种生成模型的分布、月内曲线、")
	p("成交滞后、网点类别效应都不同（`internal/simulate/profile.go`）。试过而没有用的做法：[validation-notes.md](validation-notes.md)。")
	p("\n每个种子 100 人、13 个团队、6 个月，评第 3 至 6 个月；四成的人有一个原因（活动、意向率、成交率、件均之一 × f），")
	p("15%% 的人只有差的网点，10%% 长假、中途入职或离职，3%% 的日志缺交。一个判断 = 一人一月一个环节。")
	p("精确 = 点名中对的比例，召回 = 该点的点到的比例，误伤 = 每个健康人月被点名的次数，网点冤枉 = 网点差的健康人被点「意向率」的比例。")
	bars(p, all)
	for _, o := range all {
		o.table(p)
	}
	more(p, all)
	classes(p, all)
	teamsAndLogs(p, all)
	limits(p)
	return out.String()
}

// Quick measures and returns the bars, the probabilities and the measures, without writing a file.
func Quick(ctx context.Context, o Options) (string, error) {
	o.IsQuick = true
	all, err := Run(ctx, o)
	if err != nil {
		return "", err
	}
	var out strings.Builder
	p := func(format string, args ...any) { fmt.Fprintf(&out, format+"\n", args...) }
	bars(p, all)
	more(p, all)
	return out.String(), nil
}

func (o *Outcome) table(p func(string, ...any)) {
	p("\n## %s（%d 个种子）\n", o.Scenario.Name, o.Seeds)
	p("| 规则 | 精确 | 召回 | F1 | 误伤 | 网点冤枉 | 休假、新人被点 |\n|---|---|---|---|---|---|---|")
	for _, name := range o.names {
		t := o.methods[name]
		p("| %s | %.2f | %.2f | %.2f | %.2f | %s | %s |", name, t.precision(), t.recall(), t.f1(), t.perHealthy(), share(t.decoyFlags, t.decoyMonths), share(t.awayFlags, t.awayMonths))
	}
	t := o.methods[ours]
	p("\n本方法分环节（精确 / 召回）：")
	var parts []string
	for i, factor := range factors {
		c := t.byFactor[factor]
		parts = append(parts, fmt.Sprintf("%s %.2f / %.2f", factorNames[i], over(c[0], c[0]+c[1]), over(c[0], c[0]+c[2])))
	}
	p("%s。点到时首要环节正确 %.0f%%（%d 人月）。", strings.Join(parts, "，"), 100*over(o.primary[1], o.primary[0]), o.primary[0])
	if len(o.delay) > 0 {
		o.delays(p)
	}
}

// share is a ratio, or a dash where there was nothing to count.
func share(a, b int) string {
	if b == 0 {
		return "—"
	}
	return fmt.Sprintf("%.2f", over(a, b))
}

func (o *Outcome) delays(p func(string, ...any)) {
	var found []int
	for _, d := range o.delay {
		if d >= 0 {
			found = append(found, d)
		}
	}
	slices.Sort(found)
	middle := "—"
	if len(found) > 0 {
		middle = fmt.Sprint(found[len(found)/2] + 1)
	}
	p("\n原因开始后至少还有三个月可看的 %d 人中，%d 人被点到；点到的人中位在第 %s 个月。", len(o.delay), len(found), middle)
}

// more prints what stands beside the flags.
func more(p func(string, ...any), all []*Outcome) {
	p("\n## 概率说得准不准\n")
	p("误差 = 五档中所说与所成之差的加权平均。已达成的、没有目标的不算预测。\n\n| 情景 | 概率 | 次数 | Brier | 误差 | 各档：所说 → 所成 |\n|---|---|---|---|---|---|")
	for _, o := range all[:min(2, len(all))] {
		for _, q := range forecastQueries {
			c := o.forecasts[q.name]
			if c == nil || c.n == 0 {
				continue
			}
			var bins []string
			for _, b := range c.bins {
				if b.n > 0 {
					bins = append(bins, fmt.Sprintf("%.2f → %.2f (%.0f)", b.p/b.n, b.came/b.n, b.n))
				}
			}
			p("| %s | %s | %.0f | %.3f | %.3f | %s |", o.Scenario.Name, q.name, c.n, c.score(), c.error(), strings.Join(bins, "，"))
		}
	}
	p("\n## 技能、意愿的格子\n\n原因从第一个月起不变的人，换边的人月比例。「逐月判断」是高、低、未定三者之间任何变动；「有迟滞」是已定的一边换到另一边。\n\n| 情景 | 人月 | 逐月判断 | 有迟滞（报告所用） | 至少一轴未定 |\n|---|---|---|---|---|")
	for _, o := range all {
		if s := o.sides; s.months > 0 {
			p("| %s | %.0f | %.2f | %.3f | %.2f |", o.Scenario.Name, s.months, s.raw/s.months, s.held/s.months, s.undetermined/s.months)
		}
	}
	p("\n## 什么也没做，措施看上去有多大效果\n\n每月每环节原始值最低的两成人，下个月：与期望之差（本方法），与上期原始值之差（常见做法）。没有任何措施，应为 0。\n\n| 情景 | 环节 | 本方法 | 常见做法 |\n|---|---|---|---|")
	for _, o := range all[:min(2, len(all))] {
		for i, factor := range factors {
			if e := o.effects[factor]; e.expected > 0 && e.raw > 0 {
				p("| %s | %s | %+.1f%% | %+.1f%% |", o.Scenario.Name, factorNames[i], 100*(e.came/e.expected-1), 100*(e.came/e.raw-1))
			}
		}
	}
	absent := map[string]bool{}
	for _, o := range all {
		for relation := range o.absent {
			absent[relation] = true
		}
	}
	if len(absent) > 0 {
		p("\n没有测：%s（模型不在）。", strings.Join(sortedKeys(absent), "、"))
	}
}

// classes prints what the cards of persons name.
func classes(p func(string, ...any), all []*Outcome) {
	p("\n## 现象卡说的原因对不对\n")
	p("一张卡有类别（本人、网点、主管、产品、计划、偶然、数据）和判断（有证据，或需面谈确认）。「属实」= 有证据的卡所说的类别是真的：种下的原因是本人的；")
	p("按所负责网点的等级，常人的意向率不到全公司平均的九成（种下的或碰巧的）；产品停售；计划确实不够目标（三个月中两个月，计划的洽谈按常情折成的保费低于目标）；什么原因也没有的人，「偶然」是真的。")
	p("数的是第 3 至 6 个月 `analysis.cause_card` 的个人卡（`report.rpt_cause_card` 是其中检讨月的）；编造日志的人不算。")
	for _, o := range all {
		if o.cards != nil && o.cards.talk[0] > 0 {
			o.cards.print(p, o.Scenario.Name, o.Seeds)
		}
	}
}

// teamsAndLogs prints what befell teams, and made-up logs.
func teamsAndLogs(p func(string, ...any), all []*Outcome) {
	p("\n## 全队的事，会不会算到队上、人上\n")
	p("看三个月。第一张表：漏斗图（按网点折算、按人与人的差别放宽）有没有把团队标出来；最后一列是不折算、不放宽的通行画法。")
	p("真实水平不低的团队，低于 95%% 界限的应当约 2.5%%。第二张表：健康的人被点名。")
	for _, o := range all {
		if o.Scenario.Plant.TeamMix > 0 && len(o.teams) > 0 {
			p("\n%s（%d 个种子）", o.Scenario.Name, o.Seeds)
			o.printTeams(p)
		}
	}
	p("\n## 编造的日志\n")
	p("最后一个月，只给主管看；要有三个迹象，其中一个是硬的。六成编造的人整天编造（近一半的日子没有出门），其余的把实际凑到计划数；")
	p("一半人的编造时间与真实拜访冲突，三成写了同事的网点，一半在月底一次补齐。一半团队的主管每周有两天检查表，对编造的日子有一半知道实情，对诚实的日志有 5%% 少记一次。")
	var sum suspects
	seeds := 0
	for _, o := range all {
		if n, _ := o.padders.made(); n > 0 {
			sum.add(o.padders)
			seeds += o.Seeds
		}
	}
	if n, named := sum.made(); n > 0 {
		people, wrong := sum.honest()
		p("\n%d 个种子，编造的 %d 人中列出 %d 人（%.0f%%），诚实的 %d 人中误列 %d 人（%.1f%%）。各列是出现该迹象的人的比例。\n",
			seeds, n, named, 100*over(named, n), people, wrong, 100*over(wrong, people))
		sum.print(p)
	}
}

func limits(p func(string, ...any)) {
	p("\n## 怎样读，什么没测\n")
	p("- 「种下的原因」和「真实水平低于同伴一个标准差」不是同一群人：天生偏低的健康人被点到，在这里算误伤。所以点名的错误比例高于 q。")
	p("- f = 0.7 的原因在这样的样本量下多半看不见，没有规则能改变这一点。")
	p("- 「不按网点类别调整」只去掉意向率、成交率的调整；件均的网点、产品调整仍在。")
	p("- 用自己的计划作参照，好处取决于计划是真的：模拟器里的计划围绕本人正常的活动量。计划是抄的时候，斜率趋于 0，退回到只与同伴比；「不用自己的计划」一行是那时的水平。")
	p("- C4（约访差）只种在记约访的团队（通信范本），别的表不记约访，也就看不见。没有种的：主管缺位、换团队、存量当流量、单位写错（后两种在读入的测试里）。")
	p("- 团队的「真实水平」是组员真实比例的平均，种下的个人原因算在内；样本是团队月，同一团队的相邻月份共用两个月的数，不独立。")
	p("- 编造的人怎样编、检查表记到什么程度，是假设的（`internal/simulate/fabricate.go`）；没有第二来源（检查表、台账、他人的网点）时，多数编造看不出来。")
	p("- 「各种原因, 随时开始」里，C3、C10、C11 不落在这四个环节，那些人身上的点名都算错；刚开始一两个月的原因也算该点。")
	p("- 模拟器不是真实的公司。两种生成模型都过线，只说明方法没有照着其中一种调。")
}
