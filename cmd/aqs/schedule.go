package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"aqs/internal/config"
	"aqs/internal/runlock"
	"aqs/internal/schedule"
	"aqs/internal/warehouse"
)

func (a *app) scheduleCommand() *cobra.Command {
	var list bool
	cmd := &cobra.Command{
		Use:   "schedule",
		Short: "按计划自动运行（一直在前台，Ctrl-C 停止）",
		Long: "按配置文件 schedule.jobs 的时间（北京时间）依次执行任务，日志写到标准错误。\n" +
			"关机错过的任务，启动后补做一次。收到终止信号时，等正在做的任务安全停下再退出。",
		Example: "  aqs schedule --config /data/aqs.yaml\n  aqs schedule --list",
		Args:    exactly(0, ""),
		RunE: func(cmd *cobra.Command, _ []string) error {
			scheduler, err := a.scheduler()
			if err != nil {
				return err
			}
			if list {
				return a.listPlan(scheduler)
			}
			return scheduler.Serve(cmd.Context())
		},
	}
	cmd.Flags().BoolVar(&list, "list", false, "只列出各任务的下次时间，不运行")
	return cmd
}

func (a *app) scheduler() (*schedule.Scheduler, error) {
	if len(a.cfg.Schedule.Jobs) == 0 {
		return nil, usage("没有计划任务", "请在配置文件的 schedule.jobs 中写至少一个任务，写法见 aqs.example.yaml。")
	}
	jobs := make([]schedule.Job, 0, len(a.cfg.Schedule.Jobs))
	for _, job := range a.cfg.Schedule.Jobs {
		jobs = append(jobs, schedule.Job{Name: job.Name, Cron: job.Cron, Do: job.Do})
	}
	level := slog.LevelInfo
	if a.quiet {
		level = slog.LevelWarn
	}
	log := slog.New(slog.NewTextHandler(a.stderr, &slog.HandlerOptions{Level: level}))
	return schedule.New(jobs, schedule.Options{
		State:   filepath.Join(a.cfg.Data, "schedule.json"),
		Actions: []string{"run", "ingest", "report"},
		Zone:    config.China(),
		Clock:   schedule.SystemClock{},
		Log:     log,
		Run: func(ctx context.Context, job schedule.Job) error {
			return a.runJob(ctx, job, log)
		},
	})
}

// runJob does one job as the command of its name would, with the day it runs on as the as-of day.
func (a *app) runJob(ctx context.Context, job schedule.Job, log *slog.Logger) error {
	once := *a // the job's own day and silence must not stay behind
	once.quiet = true
	var err error
	if once.asOf, err = once.cfg.AsOfDate(once.now()); err != nil {
		return err
	}
	result, err := once.pipeline(ctx, "schedule "+job.Do, stepsOf(job.Do))
	if errors.Is(err, runlock.ErrBusy) || errors.Is(err, warehouse.ErrLocked) {
		return fmt.Errorf("%w: %w", schedule.ErrBusy, err)
	}
	if err != nil {
		return err
	}
	if result.NeedsAttention {
		log.Warn("files need attention, see aqs status", "job", job.Name)
	}
	return nil
}

// planLine is one line of `aqs schedule --list --json`.
type planLine struct {
	Name string `json:"name"`
	Do   string `json:"do"`
	Cron string `json:"cron"`
	At   string `json:"at"`
}

func (a *app) listPlan(scheduler *schedule.Scheduler) error {
	plan, err := scheduler.Plan()
	if err != nil {
		return err
	}
	lines := make([]planLine, 0, len(plan))
	for _, job := range plan {
		lines = append(lines, planLine{Name: job.Name, Do: job.Do, Cron: job.Cron, At: job.At.Format(time.DateTime)})
	}
	if a.asJSON {
		return a.printJSON(lines)
	}
	for _, line := range lines {
		fmt.Fprintf(a.stdout, "%s  %s（%s，%s）\n", line.At, line.Name, line.Do, line.Cron)
	}
	return nil
}
