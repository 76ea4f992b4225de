//go:build unix

package ingest

import (
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
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
