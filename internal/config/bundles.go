package config

import (
	"fmt"
	"os"
	"slices"
	"strings"
)

// bundlesFor are the values of bundles.for; several may be joined by commas.
func bundlesFor() []string { return []string{"none", "depts", "teams", "people"} }

// Wants tells whether bundles of a kind (depts, teams, people) are asked for. Who asks for those of
// people gets those of their teams as well.
func (b Bundles) Wants(kind string) bool {
	for _, wanted := range b.kinds() {
		if wanted == kind || wanted == "people" && kind == "teams" {
			return true
		}
	}
	return false
}

func (b Bundles) kinds() []string {
	return strings.FieldsFunc(b.For, func(r rune) bool { return strings.ContainsRune(",，、 ", r) })
}

// leastPassphrase is the fewest characters of a passphrase: fewer are guessed in a day, whatever the
// number of rounds.
const leastPassphrase = 8

func (c *Config) checkBundles() error {
	kinds := c.Bundles.kinds()
	isKnown := len(kinds) > 0
	for _, kind := range kinds {
		isKnown = isKnown && slices.Contains(bundlesFor(), kind) && (kind != "none" || len(kinds) == 1)
	}
	if !isKnown {
		return &Error{Message: "配置项 bundles.for 不能是 " + c.Bundles.For, Hint: "可以是 " + strings.Join(bundlesFor(), "、") + "；要几种时用逗号隔开，如 depts,teams。"}
	}
	return nil
}

// Passphrases reads the passphrases of bundles from where the configuration says, by scope
// ("team:城东一组", "person:QJ0101", "*"); nil when none are asked for. environ is as of [os.Environ].
// No message quotes a passphrase.
func (c *Config) Passphrases(environ []string) (map[string]string, error) {
	switch {
	case c.Bundles.PassphraseFile != "" && c.Bundles.PassphraseEnv != "":
		return nil, &Error{Message: "bundles.passphrase_file 与 bundles.passphrase_env 只能写一个", Hint: "按团队或人分别设口令用文件；全部用一个口令可以用环境变量。"}
	case c.Bundles.PassphraseEnv != "":
		for _, entry := range environ {
			if name, value, _ := strings.Cut(entry, "="); name == c.Bundles.PassphraseEnv && value != "" {
				return map[string]string{"*": value}, longEnough(value, "环境变量 "+name)
			}
		}
		return nil, &Error{Message: "环境变量 " + c.Bundles.PassphraseEnv + " 没有设置", Hint: "配置项 bundles.passphrase_env 要求从它读取报告包的口令；不需要口令请删去该配置项。"}
	case c.Bundles.PassphraseFile != "":
		content, err := os.ReadFile(c.Bundles.PassphraseFile)
		if err != nil {
			return nil, &Error{Message: "读不到口令文件 " + c.Bundles.PassphraseFile, Hint: "请检查配置项 bundles.passphrase_file 的路径和权限。", Err: err}
		}
		return parsePassphrases(c.Bundles.PassphraseFile, string(content))
	}
	return nil, nil
}

func parsePassphrases(path, content string) (map[string]string, error) {
	found := map[string]string{}
	for i, line := range strings.Split(strings.TrimPrefix(content, "\ufeff"), "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		place := fmt.Sprintf("口令文件 %s 第 %d 行", path, i+1)
		scope, passphrase, ok := strings.Cut(line, "=")
		scope, passphrase = strings.TrimSpace(scope), strings.TrimSpace(passphrase)
		if !ok || scope != "*" && !strings.HasPrefix(scope, "dept:") && !strings.HasPrefix(scope, "team:") && !strings.HasPrefix(scope, "person:") {
			return nil, &Error{Message: place + "看不懂", Hint: "每行写「dept:营业部 = 口令」「team:团队 = 口令」「person:工号 = 口令」或「* = 口令」。"}
		}
		if _, twice := found[scope]; twice {
			return nil, &Error{Message: place + "：" + scope + " 写了两次", Hint: "请只保留一行。"}
		}
		if err := longEnough(passphrase, place); err != nil {
			return nil, err
		}
		found[scope] = passphrase
	}
	return found, nil
}

func longEnough(passphrase, place string) error {
	if len([]rune(passphrase)) < leastPassphrase {
		return &Error{Message: place + "：口令太短", Hint: fmt.Sprintf("至少 %d 个字符；用几个不相干的词最好记。", leastPassphrase)}
	}
	return nil
}
