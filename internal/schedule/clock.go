package schedule

import (
	"context"
	"time"
)

// Clock is the time as the scheduler sees it.
type Clock interface {
	Now() time.Time
	// Sleep waits for d or until ctx is cancelled; it returns ctx's error then.
	Sleep(ctx context.Context, d time.Duration) error
}

// SystemClock is the machine's own.
type SystemClock struct{}

// Now is the current time.
func (SystemClock) Now() time.Time { return time.Now() }

// Sleep waits on a timer.
func (SystemClock) Sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
