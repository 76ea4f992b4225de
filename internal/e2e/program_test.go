package e2e

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"aqs/internal/simulate"
	"aqs/internal/warehouse"
)

// program is the path of the built command.
var program string

func TestMain(m *testing.M) { os.Exit(testMain(m)) }

func testMain(m *testing.M) int {
	dir, err := os.MkdirTemp("", "aqs-e2e-*")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	program = filepath.Join(dir, "aqs")
	build := exec.Command("go", "build", "-buildvcs=false", "-o", program, "aqs/cmd/aqs")
	build.Stdout, build.Stderr = os.Stdout, os.Stderr
	if err := build.Run(); err != nil {
		fmt.Fprintln(os.Stderr, "build aqs:", err)
		return 1
	}
	return m.Run()
}

// office is one set of folders the program works on.
type office struct {
	inbox, data, site, asOf string
	workers                 int
}

func newOffice(t *testing.T, inbox, asOf string) office {
	t.Helper()
	dir := t.TempDir()
	return office{inbox: inbox, data: filepath.Join(dir, "data"), site: filepath.Join(dir, "site"), asOf: asOf}
}

// command prepares one call. The environment is empty, so that nobody's AQS_ variables matter, and
// files are read however young they are.
func (o office) command(args ...string) *exec.Cmd {
	cmd := exec.Command(program, append(args, "--inbox", o.inbox, "--data", o.data, "--site", o.site, "--as-of", o.asOf)...)
	cmd.Env = []string{"AQS_INGEST_SETTLE=0s", "PATH=" + os.Getenv("PATH"), "HOME=" + os.Getenv("HOME"), fmt.Sprintf("AQS_WORKERS=%d", o.workers)}
	return cmd
}

// run calls the program and wants it done, with or without files that need attention.
func (o office) run(t *testing.T, args ...string) string {
	t.Helper()
	cmd := o.command(args...)
	var stdout, stderr strings.Builder
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 3) {
		t.Fatalf("aqs %s: %v\n%s", strings.Join(args, " "), err, stderr.String())
	}
	return stdout.String()
}

// open attaches both databases read-only; the caller closes the session.
func (o office) open(t *testing.T) *warehouse.Session {
	t.Helper()
	session, err := warehouse.Open(context.Background(), warehouse.Config{},
		warehouse.Attachment{Name: "marts", Path: filepath.Join(o.data, "marts.duckdb"), ReadOnly: true},
		warehouse.Attachment{Name: "raw", Path: filepath.Join(o.data, "raw.duckdb"), ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	return session
}

func closed(t *testing.T, session *warehouse.Session) {
	t.Helper()
	if err := session.Close(); err != nil {
		t.Error(err)
	}
}

// rows reads a query as text; NULL becomes the empty string.
func rows(t *testing.T, session *warehouse.Session, query string) [][]string {
	t.Helper()
	result, err := session.Conn().QueryContext(context.Background(), query)
	if err != nil {
		t.Fatalf("%v\n%s", err, query)
	}
	defer result.Close()
	columns, err := result.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var out [][]string
	for result.Next() {
		values, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		if err := result.Scan(into...); err != nil {
			t.Fatal(err)
		}
		line := make([]string, len(columns))
		for i, value := range values {
			line[i] = asText(value)
		}
		out = append(out, line)
	}
	if err := result.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// asText writes a value as truth.csv does.
func asText(value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case time.Time:
		return v.Format(time.DateOnly)
	case float64:
		return formatNumber(v)
	}
	return fmt.Sprint(value)
}

// simulated writes a made-up branch into a temporary folder and returns it.
func simulated(t *testing.T, o simulate.Options) string {
	t.Helper()
	dir := t.TempDir()
	if _, err := simulate.Write(context.Background(), dir, o); err != nil {
		t.Fatal(err)
	}
	return dir
}

// treeHash is one hash over the names and contents of a folder.
func treeHash(root string) (string, error) {
	sum := sha256.New()
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		relative, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		fmt.Fprintf(sum, "%s\x00%d\x00", filepath.ToSlash(relative), len(content))
		sum.Write(content)
		return nil
	})
	return hex.EncodeToString(sum.Sum(nil)), err
}

func mustHash(t *testing.T, root string) string {
	t.Helper()
	hash, err := treeHash(root)
	if err != nil {
		t.Fatal(err)
	}
	return hash
}

// copyTree copies a folder; the files' times stay, since they decide whether a file is read again.
func copyTree(t *testing.T, from, to string) {
	t.Helper()
	if out, err := exec.Command("cp", "-a", from, to).CombinedOutput(); err != nil {
		t.Fatalf("cp: %v %s", err, out)
	}
}
