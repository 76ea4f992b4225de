package assets

import (
	"bytes"
	"encoding/json"
	"os"
	"testing"
)

// The licences travel with the bundle, and the script carries a pointer to them.
func TestLicencesTravel(t *testing.T) {
	files, err := All()
	if err != nil {
		t.Fatal(err)
	}
	content := map[string][]byte{}
	for _, file := range files {
		content[file.Name] = file.Content
	}
	for name, want := range map[string]string{
		"echarts.LICENSE.txt": "Apache License", "echarts.NOTICE.txt": "Apache ECharts",
		"zrender.LICENSE.txt": "BSD 3-Clause", "echarts.min.js": "echarts.LICENSE.txt",
	} {
		if !bytes.Contains(content[name], []byte(want)) {
			t.Errorf("%s does not say %q", name, want)
		}
	}
}

// Versions are exact, and the lock file names no registry host: it must install from any mirror.
func TestLockFile(t *testing.T) {
	content, err := os.ReadFile("package-lock.json")
	if err != nil {
		t.Fatal(err)
	}
	var lock struct {
		Packages map[string]struct{ Version, Resolved string }
	}
	if err := json.Unmarshal(content, &lock); err != nil {
		t.Fatal(err)
	}
	for name, p := range lock.Packages {
		if p.Resolved != "" {
			t.Errorf("%s is resolved from %s", name, p.Resolved)
		}
	}
	for name, version := range map[string]string{"node_modules/echarts": "6.1.0", "node_modules/esbuild": "0.28.2", "node_modules/axe-core": "4.14.1"} {
		if got := lock.Packages[name].Version; got != version {
			t.Errorf("%s is %q, want %s", name, got, version)
		}
	}
}

// No script ever turns text into markup or code.
func TestScriptIsInert(t *testing.T) {
	for _, name := range []string{"app.js", "drawer.js", "frame.js"} {
		script, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, word := range []string{"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "fetch(", "XMLHttpRequest"} {
			if bytes.Contains(script, []byte(word)) {
				t.Errorf("%s uses %s", name, word)
			}
		}
	}
	if script, err := os.ReadFile("app.js"); err != nil || !bytes.Contains(script, []byte("renderMode: 'richText'")) {
		t.Error("tooltips are HTML")
	}
}
