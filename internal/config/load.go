package config

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/go-viper/mapstructure/v2"
	"github.com/spf13/viper"
)

// Source is where the values of one run come from.
type Source struct {
	// File is the file named by --config; empty: AQS_CONFIG, then aqs.yaml if it exists.
	File string
	// WorkDir is the working folder.
	WorkDir string
	// Env is the environment as os.Environ gives it.
	Env []string
	// Flags are the values of the flags that were given, by key.
	Flags map[string]string
}

// fileVariable names the configuration file when --config does not.
const fileVariable = "AQS_CONFIG"

// Load reads file, environment and flags into one Config and checks it. Every mistake of the user
// is an *Error.
func Load(s Source) (*Config, error) {
	env, err := environment(s.Env)
	if err != nil {
		return nil, err
	}
	path, text, err := s.read()
	if err != nil {
		return nil, err
	}
	v := viper.New()
	v.SetConfigType("yaml")
	for _, def := range settings(Default()) {
		v.SetDefault(def.key, plain(def.value))
	}
	for key, value := range env {
		v.SetDefault(key, value)
	}
	if path != "" {
		if err := checkKeys(path, text); err != nil {
			return nil, err
		}
		if err := v.ReadConfig(bytes.NewReader(text)); err != nil {
			return nil, &Error{Message: "配置文件 " + path + " 不是有效的 YAML", Hint: "请检查缩进和引号。", Err: err}
		}
	}
	for key, value := range s.Flags {
		v.Set(key, value)
	}
	cfg := &Config{File: path}
	if err := v.UnmarshalExact(cfg, viper.DecodeHook(hooks())); err != nil {
		return nil, &Error{Message: "配置值无法识别", Hint: "各项的写法见 aqs.example.yaml。", Err: err}
	}
	for _, folder := range []struct {
		key  string
		path *string
	}{
		{"inbox", &cfg.Inbox},
		{"data", &cfg.Data},
		{"site", &cfg.Site},
		{"forms", &cfg.Forms},
		{"database.temp_dir", &cfg.Database.TempDir},
		{"bundles.passphrase_file", &cfg.Bundles.PassphraseFile},
	} {
		if *folder.path == "" || filepath.IsAbs(*folder.path) {
			continue
		}
		base := s.WorkDir
		_, byFlag := s.Flags[folder.key]
		_, byEnv := env[folder.key]
		if path != "" && !byFlag && (v.InConfig(folder.key) || !byEnv) {
			base = filepath.Dir(path)
		}
		*folder.path = filepath.Join(base, *folder.path)
	}
	return cfg, cfg.check()
}

// read finds the configuration file. A file that was named must exist; aqs.yaml need not.
func (s Source) read() (path string, text []byte, err error) {
	named := s.File
	for _, entry := range s.Env {
		if value, ok := strings.CutPrefix(entry, fileVariable+"="); ok && named == "" {
			named = value
		}
	}
	path = named
	if path == "" {
		path = FileName
	}
	if !filepath.IsAbs(path) {
		path = filepath.Join(s.WorkDir, path)
	}
	text, err = os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && named == "":
		return "", nil, nil
	case errors.Is(err, fs.ErrNotExist):
		return "", nil, &Error{Message: "找不到配置文件 " + named, Hint: "请检查 --config（或 AQS_CONFIG）的路径；不写则使用当前文件夹的 aqs.yaml。", Err: err}
	case err != nil:
		return "", nil, &Error{Message: "配置文件 " + path + " 读不了", Hint: "请检查文件权限。", Err: err}
	}
	return path, text, nil
}

// environment picks the AQS_ variables, by key. An empty one counts as not set.
func environment(environ []string) (map[string]string, error) {
	known := make(map[string]string)
	for _, key := range Keys() {
		known[Variable(key)] = key
	}
	values := make(map[string]string)
	for _, entry := range environ {
		name, value, _ := strings.Cut(entry, "=")
		if !strings.HasPrefix(name, "AQS_") || name == fileVariable || value == "" {
			continue
		}
		key, ok := known[name]
		if !ok {
			return nil, &Error{Message: "环境变量 " + name + " 不是 aqs 的设置", Hint: "最接近的是 " + nearest(name, sortedKeys(known)) + "；不需要请删除该变量。"}
		}
		if key == "schedule.jobs" {
			return nil, &Error{Message: "计划任务不能用环境变量 " + name + " 设置", Hint: "请写在配置文件的 schedule.jobs 中。"}
		}
		if _, isList := listKeys()[key]; isList {
			return nil, &Error{Message: "配置项 " + key + " 不能用环境变量 " + name + " 设置", Hint: "请写在配置文件中，写法见 aqs.example.yaml。"}
		}
		values[key] = value
	}
	return values, nil
}

func sortedKeys(of map[string]string) []string {
	var keys []string
	for key := range of {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// plain gives viper lists of structs as lists of maps: that is how they would come from a file.
func plain(value any) any {
	switch entries := value.(type) {
	case []Job:
		return entryMaps(entries)
	case []Chain:
		return entryMaps(entries)
	}
	return value
}

func entryMaps[T any](entries []T) []map[string]any {
	list := make([]map[string]any, 0, len(entries))
	for _, from := range entries {
		entry := make(map[string]any)
		for _, s := range settings(from) {
			entry[s.key] = s.value
		}
		list = append(list, entry)
	}
	return list
}

// hooks decode what YAML and the environment give: durations and lists from text, and a date that YAML
// turned into a time (as_of: 2026-03-31 without quotes) back into text.
func hooks() mapstructure.DecodeHookFunc {
	dates := func(from, to reflect.Type, value any) (any, error) {
		if at, ok := value.(time.Time); ok && to.Kind() == reflect.String {
			return at.Format(time.DateOnly), nil
		}
		return value, nil
	}
	return mapstructure.ComposeDecodeHookFunc(mapstructure.DecodeHookFuncType(dates), mapstructure.StringToTimeDurationHookFunc(), mapstructure.StringToSliceHookFunc(","))
}

// check refuses values that cannot work and folders that would destroy each other.
func (c *Config) check() error {
	for _, limit := range []struct {
		key   string
		value int64
		least int64
	}{
		{"workers", int64(c.Workers), 0},
		{"database.threads", int64(c.Database.Threads), 0},
		{"ingest.settle", int64(c.Ingest.Settle), 0},
		{"ingest.max_file_mb", int64(c.Ingest.MaxFileMB), 1},
		{"ingest.max_unzipped_mb", int64(c.Ingest.MaxUnzippedMB), 1},
		{"ingest.max_rows", int64(c.Ingest.MaxRows), 1},
		{"ingest.max_cells", int64(c.Ingest.MaxCells), 1},
		{"ingest.file_timeout", int64(c.Ingest.FileTimeout), 1},
	} {
		if limit.value < limit.least {
			return &Error{Message: "配置项 " + limit.key + " 太小", Hint: fmt.Sprintf("至少为 %d。", limit.least)}
		}
	}
	if _, err := c.AsOfDate(time.Time{}); err != nil {
		return err
	}
	for _, folder := range [][2]string{{"inbox", c.Inbox}, {"data", c.Data}, {"site", c.Site}} {
		if folder[1] == "" {
			return &Error{Message: "配置项 " + folder[0] + " 为空", Hint: "请写一个文件夹。"}
		}
	}
	// The site is replaced as a whole, so nothing else may live in it or hold it as inbox.
	for _, pair := range [][2]string{{"inbox", c.Inbox}, {"data", c.Data}} {
		if inside(c.Site, pair[1]) || inside(pair[1], c.Site) {
			return &Error{Message: fmt.Sprintf("site（%s）与 %s（%s）重叠", c.Site, pair[0], pair[1]),
				Hint: "发布报告时 site 会整个替换，请使用互不包含的文件夹。"}
		}
	}
	if err := c.checkChains(); err != nil {
		return err
	}
	if err := c.checkBundles(); err != nil {
		return err
	}
	if inside(c.Inbox, c.Data) {
		return &Error{Message: fmt.Sprintf("data（%s）放在 inbox（%s）里面", c.Data, c.Inbox), Hint: "请把 data 放到收件文件夹之外。"}
	}
	return nil
}

// checkChains refuses a chain that is not one, and a team that is to work by two.
func (c *Config) checkChains() error {
	seen := make(map[string]bool)
	for _, chain := range c.Chains {
		team := strings.TrimSpace(chain.Team)
		switch {
		case team == "":
			return &Error{Message: "配置项 chains 中有一条没有写团队", Hint: "每条写 team 和 chain，写法见 aqs.example.yaml。"}
		case !slices.Contains(chainNames(), chain.Chain):
			return &Error{Message: "配置项 chains：团队 " + team + " 的链条“" + chain.Chain + "”不存在",
				Hint: "可以写 " + strings.Join(chainNames(), "、") + "；最接近的是 " + nearest(chain.Chain, chainNames()) + "。"}
		case seen[team]:
			return &Error{Message: "配置项 chains：团队 " + team + " 写了两次", Hint: "每个团队只写一条。"}
		}
		seen[team] = true
	}
	return nil
}

// inside says whether a path is a folder or lies in it.
func inside(folder, path string) bool {
	relative, err := filepath.Rel(folder, path)
	return err == nil && relative != ".." && !strings.HasPrefix(relative, ".."+string(filepath.Separator))
}
