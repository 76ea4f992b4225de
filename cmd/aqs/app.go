package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"aqs/internal/config"
	"aqs/internal/runlock"
	"aqs/internal/warehouse"
)

// app is one call of the command with everything it may touch, so that tests can call it too.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	env            []string
	workDir        string
	now            func() time.Time
	isTerminal     bool // of stderr: decides how progress is shown

	configFile string
	asJSON     bool
	quiet      bool
	cfg        *config.Config // set before any command runs
	asOf       time.Time
}

// settingFlags are the common flags that stand for a key of the configuration.
var settingFlags = [...]struct{ flag, key, usage string }{
	{"inbox", "inbox", "收件`文件夹`（工作簿放在这里，只读）"},
	{"data", "data", "数据`文件夹`"},
	{"site", "site", "报告`文件夹`（发布时整个替换）"},
	{"as-of", "as_of", "统计截止`日期`，如 2026-03-31（默认今天，北京时间）"},
}

// run is the whole program: arguments in, exit code out.
func (a *app) run(args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	quietly := context.AfterFunc(ctx, func() {
		fmt.Fprintln(a.stderr, "正在停止……（再按一次立即结束）")
		// A second signal ends the process at once: nothing it could leave behind is ever read.
		stop()
	})
	defer quietly()

	root := a.root()
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return exitDone
	}
	if ctx.Err() != nil && errors.Is(err, context.Canceled) {
		err = &failure{code: exitFailed, message: "已中断", hint: "原有的数据和报告没有改动；重新运行即可继续。", err: err}
	}
	return a.report(err)
}

// load decides the settings before a command runs.
func (a *app) load(cmd *cobra.Command) error {
	given := make(map[string]string)
	cmd.Flags().Visit(func(flag *pflag.Flag) {
		for _, setting := range settingFlags {
			if setting.flag == flag.Name {
				given[setting.key] = flag.Value.String()
			}
		}
	})
	cfg, err := config.Load(config.Source{File: a.configFile, WorkDir: a.workDir, Env: a.env, Flags: given})
	if err != nil {
		return err
	}
	a.cfg = cfg
	a.asOf, err = cfg.AsOfDate(a.now())
	return err
}

func (a *app) rawPath() string   { return filepath.Join(a.cfg.Data, "raw.duckdb") }
func (a *app) martsPath() string { return filepath.Join(a.cfg.Data, "marts.duckdb") }

func (a *app) warehouse() warehouse.Config {
	return warehouse.Config{Threads: a.cfg.Database.Threads, MemoryLimit: a.cfg.Database.Memory, TempDir: a.cfg.Database.TempDir}
}

// locked runs do while this process alone may change the data folder.
func (a *app) locked(command string, do func() error) (err error) {
	lock, err := runlock.Acquire(a.cfg.Data, command, a.now().In(config.China()))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, lock.Release()) }()
	return do()
}

// shown is a path as people like to read it: relative when it lies below the working folder.
func (a *app) shown(path string) string {
	relative, err := filepath.Rel(a.workDir, path)
	if err != nil || relative == ".." || strings.HasPrefix(relative, ".."+string(filepath.Separator)) {
		return path
	}
	return relative
}
