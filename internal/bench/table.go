//go:build unix

package bench

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
)

// heading says on what machine and with what the figures were taken.
func heading(o Options) string {
	size := ""
	if o.Percent != 100 {
		size = fmt.Sprintf(" **Workloads at %d %% of their size: not for comparison with other figures.**", o.Percent)
	}
	load := loadAverage()
	if busy, err := strconv.ParseFloat(strings.Fields(load)[0], 64); err == nil && busy > 0.7 {
		size += " **The machine was busy with other work: believe the ratios of CPU time only.**"
	}
	return fmt.Sprintf("Machine: %s, %d cores, %s. %s. Load before the run: %s. Commit %s. Seed %d, up to %d pairs in %v with each.%s\n",
		processor(), runtime.NumCPU(), runtime.GOOS+"/"+runtime.GOARCH, strings.Join(versions(), ", "),
		load, revision(), o.Seed, o.Rounds, patience, size)
}

func ending() string { return fmt.Sprintf("\nLoad after the run: %s.\n", loadAverage()) }

func readingTable(load Workload, input Input, truth Truth, all []Series) string {
	var text strings.Builder
	fmt.Fprintf(&text, "\n### %s reading: %s %s, %s (%s cells, %.1f MB)\n\n", load.ID, thousands(int64(load.Size)), load.Unit,
		load.Title, thousands(truth.Cells), float64(input.Bytes)/1e6)
	text.WriteString("| reader | version | pairs | CPU s | × our CPU | wall s | × our wall | peak MB | reads the same |\n|---|---|---:|---:|---:|---:|---:|---:|---|\n")
	var own []Cost
	for _, series := range all {
		own = append(own, series.ours()...)
	}
	if len(own) > 0 {
		c := typical(own)
		fmt.Fprintf(&text, "| **aqs** | this commit | | **%.2f** | 1 | %.2f | 1 | %.0f | – |\n", c.CPU, c.Wall, c.Peak)
	}
	for _, series := range all {
		text.WriteString(readingRow(series))
	}
	return text.String()
}

func readingRow(s Series) string {
	if len(s.Pairs) == 0 {
		return fmt.Sprintf("| %s | | | | | | | | %s |\n", s.Peer.Name, inCell(s.Problem))
	}
	same := "yes"
	switch {
	case s.Problem != "":
		same = "**no**: " + inCell(s.Problem)
	case s.Peer.Sums == "":
		same = "–"
	}
	version := s.Outcome.Version
	if version == "" {
		version = s.Peer.Version
	}
	c := typical(s.theirs())
	return fmt.Sprintf("| %s | %s | %d | %.2f | %s | %.2f | %s | %.0f | %s |\n", s.Peer.Name, inCell(version),
		len(s.Pairs), c.CPU, times(s.ratio(cpu)), c.Wall, times(s.ratio(wall)), c.Peak, same)
}

func loadingTable(load Workload, input Input, l *Loading) string {
	if l == nil {
		return ""
	}
	var text strings.Builder
	fmt.Fprintf(&text, "\n%s, folder to rows in a database:\n\n| what | rows | CPU s | wall s | files/s | rows/s | peak MB | × our CPU | × our wall |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|\n", load.ID)
	row := func(name string, rows int64, costs []Cost, inCPU, inWall string) {
		c := typical(costs)
		fmt.Fprintf(&text, "| %s | %s | %.2f | %.2f | %s | %s | %.0f | %s | %s |\n", name, thousands(rows), c.CPU, c.Wall,
			rate(float64(input.Files)/c.Wall), rate(float64(rows)/c.Wall), c.Peak, inCPU, inWall)
	}
	first := l.Script.ours()
	if len(first) > 0 {
		row("**aqs ingest** (DuckDB, with ledger, issues, addresses)", l.First.Ingest.RowsLoaded, first, "1", "1")
		again, once := typical(l.Unchanged), typical(first)
		row("aqs ingest again, nothing changed", l.First.Ingest.RowsLoaded, l.Unchanged,
			fmt.Sprintf("%.3f", again.CPU/once.CPU), fmt.Sprintf("%.3f", again.Wall/once.Wall))
	}
	if l.Script.Problem != "" {
		fmt.Fprintf(&text, "| %s | | | | | | | | %s |\n", l.Script.Peer.Name, inCell(l.Script.Problem))
	} else {
		row(l.Script.Peer.Name+" "+l.Script.Outcome.Version, l.Script.Outcome.Rows, l.Script.theirs(), times(l.Script.ratio(cpu)), times(l.Script.ratio(wall)))
	}
	return text.String()
}

func cpu(c Cost) float64  { return c.CPU }
func wall(c Cost) float64 { return c.Wall }

func rate(perSecond float64) string {
	if perSecond < 10 {
		return fmt.Sprintf("%.1f", perSecond)
	}
	return thousands(int64(perSecond))
}

func times(ratio float64) string {
	if ratio < 10 {
		return fmt.Sprintf("%.2f", ratio)
	}
	return fmt.Sprintf("%.0f", ratio)
}

// inCell keeps foreign text from breaking the table.
func inCell(text string) string {
	const longest = 160
	text = strings.NewReplacer("|", "/", "\n", " ", "`", "'").Replace(text)
	if runes := []rune(text); len(runes) > longest {
		text = string(runes[:longest]) + "…"
	}
	return text
}

func thousands(n int64) string {
	digits := fmt.Sprint(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

func versions() []string {
	found := []string{runtime.Version()}
	for _, command := range [][]string{{"/usr/bin/python3", "--version"}, {"node", "--version"}} {
		if out, err := exec.Command(command[0], command[1:]...).Output(); err == nil {
			found = append(found, strings.TrimPrefix(strings.TrimSpace(command[0]+" "+string(out)), "/usr/bin/python3 "))
		}
	}
	return found
}

func revision() string {
	out, err := exec.Command("git", "rev-parse", "--short", "HEAD").Output()
	if err != nil {
		return "unknown"
	}
	return strings.TrimSpace(string(out))
}

func loadAverage() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown"
	}
	fields := strings.Fields(string(text))
	return strings.Join(fields[:min(3, len(fields))], " ")
}

func processor() string {
	text, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return "processor unknown"
	}
	for _, line := range strings.Split(string(text), "\n") {
		if name, found := strings.CutPrefix(line, "model name"); found {
			return strings.TrimLeft(name, "\t: ")
		}
	}
	return "processor unknown"
}
