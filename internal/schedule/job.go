package schedule

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/robfig/cron/v3"
)

// Job is one thing to do again and again.
type Job struct {
	Name string
	Cron string // minute hour day month weekday
	Do   string // passed on to Options.Run
}

// JobError says which job of a schedule is wrong and why, in Chinese.
type JobError struct {
	Job    Job
	Reason string
	Err    error
}

func (e *JobError) Error() string {
	text := fmt.Sprintf("计划任务 %q：%s", e.Job.Name, e.Reason)
	if e.Err != nil {
		text += "：" + e.Err.Error()
	}
	return text
}

func (e *JobError) Unwrap() error { return e.Err }

// timetable is a job with its parsed times.
type timetable struct {
	Job
	times cron.Schedule
}

// parse checks the jobs. Names must differ, because a job's last run is remembered by its name.
func parse(jobs []Job, actions []string, zone *time.Location) ([]timetable, error) {
	parser := cron.NewParser(cron.Minute | cron.Hour | cron.Dom | cron.Month | cron.Dow)
	tables := make([]timetable, 0, len(jobs))
	seen := make(map[string]bool)
	for _, job := range jobs {
		switch {
		case job.Name == "":
			return nil, &JobError{Job: job, Reason: "没有名字（name）"}
		case seen[job.Name]:
			return nil, &JobError{Job: job, Reason: "名字重复"}
		case !slices.Contains(actions, job.Do):
			return nil, &JobError{Job: job, Reason: fmt.Sprintf("do 是 %q，只能是 %s", job.Do, strings.Join(actions, "、"))}
		case strings.Contains(job.Cron, "TZ="):
			return nil, &JobError{Job: job, Reason: "cron 不能写时区，一律按北京时间"}
		}
		seen[job.Name] = true
		times, err := parser.Parse(job.Cron)
		if err != nil {
			return nil, &JobError{Job: job, Reason: fmt.Sprintf("cron 表达式 %q 看不懂", job.Cron), Err: err}
		}
		if times.Next(time.Date(2026, 1, 1, 0, 0, 0, 0, zone)).IsZero() {
			return nil, &JobError{Job: job, Reason: fmt.Sprintf("cron 表达式 %q 永远不会到点", job.Cron)}
		}
		tables = append(tables, timetable{Job: job, times: times})
	}
	return tables, nil
}
