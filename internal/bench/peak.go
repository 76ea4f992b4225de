//go:build unix

package bench

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

// watchPeak looks at a process's peak memory while it runs; what it gives ends that, and says the
// last it saw in MB, 0 for nothing.
func watchPeak(pid int) (stop func() float64) {
	const often = 5 * time.Millisecond
	ended, seen := make(chan struct{}), make(chan float64)
	go func() {
		ticks := time.NewTicker(often)
		defer ticks.Stop()
		last := 0.0
		for {
			select {
			case <-ended:
				seen <- last
				return
			case <-ticks.C:
				last = max(last, highWater(pid))
			}
		}
	}()
	return func() float64 {
		close(ended)
		return <-seen
	}
}

// peakOf is a process's peak memory by what the kernel told at its end (ru_maxrss) and what was
// seen while it ran. The kernel's figure is exact but for one thing: a child begins with the
// resident size of its parent. So it is believed where it is above this program's own peak.
func peakOf(atEnd, seen, own float64) float64 {
	if seen == 0 || atEnd > own {
		return atEnd
	}
	return seen
}

// highWater is VmHWM of a process in MB (proc_pid_status(5)); 0 when the system does not tell.
func highWater(pid int) float64 {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	_, after, found := strings.Cut(string(text), "VmHWM:")
	if !found {
		return 0 // the process has ended
	}
	fields := strings.Fields(after)
	if len(fields) == 0 {
		return 0
	}
	kilobytes, err := strconv.ParseInt(fields[0], 10, 64)
	if err != nil {
		return 0
	}
	return float64(kilobytes) * 1024 / 1e6
}
