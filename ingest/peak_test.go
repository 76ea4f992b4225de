package ingest

import (
	"strconv"
	"strings"
)

// peakOf reads VmHWM of a /proc/self/status, in MB.
func peakOf(status string) float64 {
	for _, line := range strings.Split(status, "\n") {
		if fields := strings.Fields(line); len(fields) > 1 && fields[0] == "VmHWM:" {
			kilobytes, _ := strconv.ParseFloat(fields[1], 64)
			return kilobytes / 1024
		}
	}
	return 0
}
