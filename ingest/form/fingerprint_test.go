package form

import (
	"os"
	"path/filepath"
	"testing"
)

func TestFingerprintFollowsTheUsersForms(t *testing.T) {
	dir := t.TempDir()
	seen := map[string]string{}
	note := func(step, userDir string) string {
		t.Helper()
		fingerprint, err := Fingerprint(userDir)
		if err != nil {
			t.Fatal(err)
		}
		if before := seen[fingerprint]; before != "" && step != "" {
			t.Errorf("%s gives the same fingerprint as %s", step, before)
		}
		seen[fingerprint] = step
		return fingerprint
	}
	builtinOnly := note("built-in forms", "")
	if note("", dir) != builtinOnly || note("", filepath.Join(dir, "none")) != builtinOnly {
		t.Error("an empty folder changed the fingerprint")
	}
	for step, text := range map[string]string{"a form": "id: X1", "another text": "id: X2"} {
		if err := os.WriteFile(filepath.Join(dir, "x.yaml"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		note(step, dir)
	}
}
