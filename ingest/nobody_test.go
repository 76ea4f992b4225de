//go:build unix

package ingest

import (
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// runAsNobody runs the calling test again in a process without privileges.
func runAsNobody(t *testing.T) {
	t.Helper()
	const nobody = 65534
	dir, err := os.MkdirTemp("", "aqs-nobody-")
	must(t, err)
	t.Cleanup(func() { must(t, os.RemoveAll(dir)) })
	self, err := os.Executable()
	must(t, err)
	program, err := os.ReadFile(self)
	must(t, err)
	copied := filepath.Join(dir, "test")
	must(t, os.WriteFile(copied, program, 0o755), os.Chown(dir, nobody, nobody))
	command := exec.Command(copied, "-test.run", "^"+t.Name()+"$", "-test.v")
	command.Dir, command.Env = dir, []string{"TMPDIR=" + dir, "HOME=" + dir}
	command.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	if out, err := command.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

func TestFileThatCannotBeOpened(t *testing.T) {
	if os.Geteuid() == 0 { // root opens everything
		runAsNobody(t)
		return
	}
	s := newStage(t)
	s.put("a.xlsx", bookBytes(t, logSheet("5日", "张伟", 5, 3)))
	real := filepath.Join(s.options.Inbox, "a.xlsx")
	must(t, os.Chmod(real, 0))
	s.run()
	s.expect(codes, "a.xlsx|<nil>|FILE_UNREADABLE")
	must(t, os.Chmod(real, 0o644))
	s.run()
	s.expect(talks, "a.xlsx|张伟|2026-03-05|3")
	must(t, os.Chmod(real, 0), os.Chtimes(real, time.Now(), time.Now().Add(-time.Minute)))
	if summary := s.run(); summary.FilesPending != 1 {
		t.Errorf("summary: %+v", summary)
	}
	s.expect(talks, "a.xlsx|张伟|2026-03-05|3")
}
