package main

import (
	"github.com/spf13/cobra"
)

// pipelineCommand is one of run, ingest, transform, report: the same way, other steps of it.
func (a *app) pipelineCommand(name, short, long string, do steps) *cobra.Command {
	return &cobra.Command{
		Use:   name,
		Short: short,
		Long:  long,
		Args:  exactly(0, ""),
		RunE: func(cmd *cobra.Command, _ []string) error {
			result, err := a.pipeline(cmd.Context(), name, do)
			if err != nil {
				return err
			}
			if err := a.summarise(result); err != nil {
				return err
			}
			if result.NeedsAttention {
				return errAttention
			}
			return nil
		},
	}
}

func (a *app) commands() []*cobra.Command {
	return []*cobra.Command{
		a.pipelineCommand("run", "读取文件、计算指标、生成报告（一次做完）",
			"依次做 ingest、transform、report。中途失败或被打断，原有的数据和报告不变。",
			steps{ingest: true, transform: true, report: true}),
		a.pipelineCommand("ingest", "读取收件文件夹，存入 raw.duckdb",
			"只读新的和改过的文件；没变的文件直接跳过。看不懂的单元格逐格列为问题，不猜测。",
			steps{ingest: true}),
		a.pipelineCommand("transform", "计算全部指标并检验，存入 marts.duckdb",
			"按 SQL 重算全部指标；有错误级检验不通过时不发布，原有的指标不变。",
			steps{transform: true}),
		a.withScope(a.pipelineCommand("report", "由已算好的指标生成网页报告",
			"只重新生成网页，不重算指标。用 --scope 只生成一个营业部、团队或一个人的报告包。",
			steps{report: true})),
		a.explainCommand(),
		a.templateCommand(),
		a.statusCommand(),
		a.queryCommand(),
		a.scheduleCommand(),
		a.forgetCommand(),
		a.closeCommand(),
		a.simulateCommand(),
		a.doctorCommand(),
		a.versionCommand(),
	}
}
