//go:build unix

package bench

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"
)

// Cost is what one process used, its start included.
type Cost struct {
	CPU  float64 // seconds, user and system, of all its threads
	Wall float64 // seconds
	Peak float64 // largest resident size, MB
}

// Exec runs a command to its end and reads the outcome from the JSON that it printed. The
// program aqs ends with 3 when some file needs attention, which is no failure here.
func Exec(ctx context.Context, env []string, name string, args ...string) (Cost, Outcome, error) {
	const longest = 20 * time.Minute
	ctx, cancel := context.WithTimeout(ctx, longest)
	defer cancel()
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Env = append(withoutOurs(os.Environ()), env...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	start := time.Now()
	err := cmd.Start()
	seen := 0.0
	if err == nil {
		stop := watchPeak(cmd.Process.Pid)
		err = cmd.Wait()
		seen = stop()
	}
	wall := time.Since(start).Seconds()
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 3) {
		return Cost{}, Outcome{}, fmt.Errorf("%w: %s", err, tail(stderr.String()))
	}
	usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		return Cost{}, Outcome{}, errors.New("the system does not tell what a process used")
	}
	cost := Cost{CPU: seconds(usage.Utime) + seconds(usage.Stime), Wall: wall, Peak: peakOf(peakMB(usage.Maxrss), seen, highWater(os.Getpid()))}
	var out Outcome
	if err := json.Unmarshal(stdout.Bytes(), &out); err != nil {
		return cost, out, fmt.Errorf("outcome: %w", err)
	}
	return cost, out, nil
}

func seconds(t syscall.Timeval) float64 { return float64(t.Sec) + float64(t.Usec)/1e6 }

// peakMB takes the unit into account: Linux counts kilobytes, macOS bytes.
func peakMB(maxrss int64) float64 {
	if runtime.GOOS == "darwin" {
		return float64(maxrss) / 1e6
	}
	return float64(maxrss) * 1024 / 1e6
}

// withoutOurs drops the variables of this benchmark and of the program: the program refuses those
// that it does not know, and nobody's settings should matter.
func withoutOurs(env []string) []string {
	return slices.DeleteFunc(env, func(entry string) bool { return strings.HasPrefix(entry, "AQS_") })
}

// tail is the end of what a failed process said, on one line.
func tail(text string) string {
	const longest = 300
	runes := []rune(strings.Join(strings.Fields(text), " "))
	return string(runes[max(0, len(runes)-longest):])
}
