package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestPassphrases(t *testing.T) {
	file := filepath.Join(t.TempDir(), "p.txt")
	put := func(text string) *Config {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		c := Default()
		c.Bundles.PassphraseFile = file
		return &c
	}
	got, err := put("\ufeff# 口令\nteam:一组 = 红 马 = 订书钉\n\nperson:A1=correct horse\n* = 12345678\r\n").Passphrases(nil)
	if err != nil || got["team:一组"] != "红 马 = 订书钉" || got["person:A1"] != "correct horse" || got["*"] != "12345678" || len(got) != 3 {
		t.Fatalf("%v, %v", got, err)
	}
	for text, want := range map[string]string{
		"team:一组 = short": "口令太短", "一组 = 12345678": "看不懂", "* = 12345678\n* = 87654321": "写了两次",
	} {
		_, err := put(text).Passphrases(nil)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
		if err != nil && strings.Contains(err.Error(), "1234") {
			t.Errorf("the message quotes a passphrase: %v", err)
		}
	}
	c := Default()
	c.Bundles.PassphraseEnv = "P"
	if got, err := c.Passphrases([]string{"P=long enough"}); err != nil || got["*"] != "long enough" {
		t.Errorf("environment: %v, %v", got, err)
	}
	if _, err := c.Passphrases(nil); err == nil {
		t.Error("a variable that is not set passes for no passphrase")
	}
	c.Bundles.For = "all"
	if c.checkBundles() == nil {
		t.Error("bundles.for may be anything")
	}
	c.Bundles = Bundles{For: "teams"}
	if got, err := c.Passphrases(nil); got != nil || err != nil {
		t.Errorf("nothing asked for: %v, %v", got, err)
	}
}

// Several kinds may be asked for at once; none stands alone.
func TestBundleKinds(t *testing.T) {
	for asked, want := range map[string]string{"none": "", "depts": "depts", "teams": "teams", "people": "teams people", "depts,teams": "depts teams", "depts、people": "depts teams people"} {
		c := Config{Bundles: Bundles{For: asked}}
		if err := c.checkBundles(); err != nil {
			t.Errorf("%s: %v", asked, err)
		}
		var got []string
		for _, kind := range []string{"depts", "teams", "people"} {
			if c.Bundles.Wants(kind) {
				got = append(got, kind)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s asks for %q, want %q", asked, got, want)
		}
	}
	for _, wrong := range []string{"", "none,teams", "teams,offices"} {
		c := Config{Bundles: Bundles{For: wrong}}
		if c.checkBundles() == nil {
			t.Errorf("%q is accepted", wrong)
		}
	}
}
