package config

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"
)

// The order the documentation promises: flag, file, environment, default. Each case takes the
// uppermost source away.
func TestPrecedence(t *testing.T) {
	dir := t.TempDir()
	file := writeFile(t, dir, "aqs.yaml", "workers: 3\n")
	empty := writeFile(t, dir, "empty.yaml", "site: elsewhere\n")
	env := []string{"AQS_WORKERS=5"}
	for _, test := range []struct {
		name   string
		source Source
		want   int
	}{
		{"flag above file above env", Source{File: file, Env: env, Flags: map[string]string{"workers": "7"}}, 7},
		{"file above env", Source{File: file, Env: env}, 3},
		{"env above default", Source{File: empty, Env: env}, 5},
		{"default", Source{File: empty}, Default().Workers},
		{"an empty variable is not set", Source{File: empty, Env: []string{"AQS_WORKERS="}}, Default().Workers},
	} {
		t.Run(test.name, func(t *testing.T) {
			cfg, err := Load(test.source)
			if err != nil {
				t.Fatal(err)
			}
			if cfg.Workers != test.want {
				t.Errorf("workers = %d, want %d", cfg.Workers, test.want)
			}
		})
	}
}

// Every key can be set from the environment, because every key has a default (viper otherwise
// forgets variables when it decodes).
func TestEveryKeyFromEnvironment(t *testing.T) {
	samples := map[string]string{
		"inbox": "i", "data": "d", "site": "s", "forms": "f", "as_of": "2026-01-02", "workers": "2",
		"ingest.settle": "9s", "ingest.max_file_mb": "11", "ingest.max_unzipped_mb": "12", "ingest.max_rows": "13",
		"ingest.max_cells": "14", "ingest.file_timeout": "15s", "ingest.passwords": "开门,2026",
		"database.threads": "16", "database.memory": "17MB", "database.temp_dir": "t",
		"bundles.for": "people", "bundles.passphrase_file": "p", "bundles.passphrase_env": "P",
	}
	var env []string
	for _, key := range Keys() {
		if _, isList := listKeys()[key]; isList {
			continue
		}
		value, ok := samples[key]
		if !ok {
			t.Fatalf("no sample for key %s", key)
		}
		env = append(env, Variable(key)+"="+value)
	}
	cfg, err := Load(Source{WorkDir: "/w", Env: env})
	if err != nil {
		t.Fatal(err)
	}
	want := Config{
		Inbox: "/w/i", Data: "/w/d", Site: "/w/s", Forms: "/w/f", AsOf: "2026-01-02", Workers: 2,
		Ingest:   Ingest{Settle: 9 * time.Second, MaxFileMB: 11, MaxUnzippedMB: 12, MaxRows: 13, MaxCells: 14, FileTimeout: 15 * time.Second, Passwords: []string{"开门", "2026"}},
		Database: Database{Threads: 16, Memory: "17MB", TempDir: "/w/t"},
		Bundles:  Bundles{For: "people", PassphraseFile: "/w/p", PassphraseEnv: "P"},
		Schedule: Default().Schedule,
		Chains:   []Chain{},
	}
	if diff := cmp.Diff(want, *cfg); diff != "" {
		t.Error(diff)
	}
}

// Relative folders belong to the place they were written at.
func TestRelativeFolders(t *testing.T) {
	dir := t.TempDir()
	file := writeFile(t, dir, "etc/aqs.yaml", "inbox: 收件\nsite: /abs/site\n")
	cfg, err := Load(Source{File: file, WorkDir: "/work", Env: []string{"AQS_FORMS=from-env", "AQS_INBOX=hidden"},
		Flags: map[string]string{"data": "from-flag"}})
	if err != nil {
		t.Fatal(err)
	}
	got := []string{cfg.Inbox, cfg.Site, cfg.Forms, cfg.Data}
	want := []string{filepath.Join(dir, "etc/收件"), "/abs/site", "/work/from-env", "/work/from-flag"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	cfg, err = Load(Source{File: file})
	if err != nil {
		t.Fatal(err)
	}
	if want := filepath.Join(dir, "etc/data"); cfg.Data != want {
		t.Errorf("default data = %s, want %s beside the file", cfg.Data, want)
	}
}

func TestMistakes(t *testing.T) {
	for _, test := range []struct {
		name, file string
		source     Source
		want       []string // in message or hint
	}{
		{"unknown key", "inbox: a\nimbox: b\n", Source{}, []string{"第 2 行", "imbox", "最接近的是 inbox"}},
		{"unknown nested key", "database:\n  thread: 2\n", Source{}, []string{"第 2 行", "database.thread", "database.threads"}},
		{"unknown job key", "schedule:\n  jobs:\n    - name: a\n      corn: x\n", Source{}, []string{"第 4 行", "corn", "cron"}},
		{"unknown chain key", "chains:\n  - team: 一组\n    chian: telecom\n", Source{}, []string{"第 3 行", "chian", "chain"}},
		{"unknown chain", "chains:\n  - {team: 一组, chain: telekom}\n", Source{}, []string{"一组", "telekom", "最接近的是 telecom"}},
		{"chain without team", "chains:\n  - {chain: telecom}\n", Source{}, []string{"没有写团队"}},
		{"team twice", "chains:\n  - {team: A组, chain: telecom}\n  - {team: A组, chain: agency}\n", Source{}, []string{"A组", "两次"}},
		{"chains as variable", "", Source{Env: []string{"AQS_CHAINS=x"}}, []string{"AQS_CHAINS", "配置文件"}},
		{"capital key", "Inbox: a\n", Source{}, []string{"第 1 行", "Inbox", "inbox"}},
		{"section as text", "database: fast\n", Source{}, []string{"第 1 行", "键: 值"}},
		{"list as file", "- a\n", Source{}, []string{"第 1 行"}},
		{"not yaml", "inbox: \"a\n", Source{}, []string{"YAML"}},
		{"wrong type", "workers: many\n", Source{}, []string{"workers"}},
		{"wrong duration", "ingest:\n  settle: soon\n", Source{}, []string{"settle"}},
		{"negative", "workers: -1\n", Source{}, []string{"workers", "至少为 0"}},
		{"bad day", "as_of: '2026-02-30'\n", Source{}, []string{"2026-02-30", "2026-03-31"}},
		{"empty folder", "inbox: ''\n", Source{}, []string{"inbox", "为空"}},
		{"site in inbox", "inbox: a\nsite: a/site\n", Source{}, []string{"重叠"}},
		{"inbox in site", "inbox: a/inbox\nsite: a\n", Source{}, []string{"重叠"}},
		{"site is the working folder", "site: .\n", Source{}, []string{"重叠"}},
		{"data in inbox", "inbox: a\ndata: a/data\n", Source{}, []string{"data", "之外"}},
		{"unknown variable", "", Source{Env: []string{"AQS_IMBOX=x"}}, []string{"AQS_IMBOX", "AQS_INBOX"}},
		{"jobs as variable", "", Source{Env: []string{"AQS_SCHEDULE_JOBS=x"}}, []string{"AQS_SCHEDULE_JOBS", "配置文件"}},
		{"named file missing", "", Source{File: "no.yaml"}, []string{"no.yaml", "--config"}},
		{"variable's file missing", "", Source{Env: []string{"AQS_CONFIG=none.yaml"}}, []string{"none.yaml"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			test.source.WorkDir = t.TempDir()
			if test.file != "" {
				writeFile(t, test.source.WorkDir, FileName, test.file)
			}
			_, err := Load(test.source)
			var mistake *Error
			if !errors.As(err, &mistake) {
				t.Fatalf("got %v, want an *Error", err)
			}
			said := mistake.Error() + "\n" + mistake.Hint
			for _, part := range test.want {
				if !strings.Contains(said, part) {
					t.Errorf("%q does not say %q", said, part)
				}
			}
			if mistake.Hint == "" {
				t.Error("no hint")
			}
		})
	}
}

// A date without quotes is a time for YAML; an empty key counts as not set.
func TestYAMLShapes(t *testing.T) {
	dir := t.TempDir()
	writeFile(t, dir, FileName, "as_of: 2026-03-31\nsite:\nworkers:\n")
	cfg, err := Load(Source{WorkDir: dir})
	if err != nil {
		t.Fatal(err)
	}
	if cfg.AsOf != "2026-03-31" || cfg.Site != filepath.Join(dir, "site") {
		t.Errorf("as_of %q, site %q", cfg.AsOf, cfg.Site)
	}
}

func TestAsOfDateIsTodayInChina(t *testing.T) {
	cfg := Default()
	on, err := cfg.AsOfDate(time.Date(2026, 3, 31, 20, 0, 0, 0, time.UTC)) // 04:00 of the next day in China
	if err != nil {
		t.Fatal(err)
	}
	if want := time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC); !on.Equal(want) {
		t.Errorf("as of %s, want %s", on, want)
	}
}

// The example documents every key, in the order of the struct, with its default.
func TestExample(t *testing.T) {
	text, err := os.ReadFile("../../aqs.example.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var document yaml.Node
	if err := yaml.Unmarshal(text, &document); err != nil {
		t.Fatal(err)
	}
	var keys []string
	var walk func(prefix string, node *yaml.Node)
	walk = func(prefix string, node *yaml.Node) {
		for i := 0; i+1 < len(node.Content); i += 2 {
			if value := node.Content[i+1]; value.Kind == yaml.MappingNode {
				walk(prefix+node.Content[i].Value+".", value)
				continue
			}
			keys = append(keys, prefix+node.Content[i].Value)
		}
	}
	walk("", document.Content[0])
	if diff := cmp.Diff(Keys(), keys); diff != "" {
		t.Errorf("keys of aqs.example.yaml (-want +got):\n%s", diff)
	}
	dir := t.TempDir()
	writeFile(t, dir, FileName, string(text))
	fromExample, err := Load(Source{WorkDir: dir})
	if err != nil {
		t.Fatal(err)
	}
	fromNothing, err := Load(Source{WorkDir: dir, File: writeFile(t, dir, "empty.yaml", "")})
	if err != nil {
		t.Fatal(err)
	}
	fromExample.File, fromNothing.File = "", ""
	if diff := cmp.Diff(fromNothing, fromExample); diff != "" {
		t.Errorf("the example is not the default (-default +example):\n%s", diff)
	}
}

func TestEditDistance(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"inbox", "inbox", 0}, {"imbox", "inbox", 1}, {"", "abc", 3}, {"kitten", "sitting", 3}, {"SITE", "site", 0}} {
		if got := editDistance(test.a, test.b); got != test.want {
			t.Errorf("editDistance(%q, %q) = %d, want %d", test.a, test.b, got, test.want)
		}
	}
}

func writeFile(t *testing.T, dir, name, text string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}
