// Package schedule runs jobs at their times, one at a time, and makes up once for a time that
// passed while nobody was running.
//
//	scheduler, err := schedule.New(jobs, schedule.Options{State: "data/schedule.json", Run: run, …})
//	err = scheduler.Serve(ctx) // until ctx is cancelled
//
// A job is due when its first time after its last finished run has come. Any number of missed
// times is one due job. A job that failed has had its turn and waits for its next time; a job that
// was cancelled, or could not start because another process is at work ([ErrBusy]), has not.
// A job never seen before waits for its first time: installing a schedule runs nothing.
package schedule
