package main

// How a failure looks: two lines on stderr, the first says what is wrong and where, the second
// what to do. Both are Chinese, for the person at the keyboard; stdout stays empty or holds only
// what was finished before.
//
//	错误: 找不到收件文件夹 inbox
//	建议: 用 --inbox 指定文件夹，或在 aqs.yaml 中设置。

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"

	"aqs/ingest"
	"aqs/internal/config"
	"aqs/internal/runlock"
	"aqs/internal/schedule"
	"aqs/internal/warehouse"
	"aqs/transform"
)

// Exit codes are a contract for scripts.
const (
	exitDone      = 0 // done
	exitFailed    = 1 // failed; the previous data and site are untouched
	exitUsage     = 2 // wrong usage or configuration
	exitAttention = 3 // done, but files need attention
	exitBusy      = 4 // another run is under way
)

// failure is an error with everything a person needs.
type failure struct {
	code    int
	message string
	hint    string
	err     error // cause, for programs and for the details in message; may be nil
}

func (f *failure) Error() string {
	if f.err != nil {
		return f.message + ": " + f.err.Error()
	}
	return f.message
}

func (f *failure) Unwrap() error { return f.err }

// errAttention ends a run that is done but for files somebody should look at: it sets the exit
// code and prints nothing, because the summary has said it.
var errAttention = errors.New("files need attention")

func usage(message, hint string) error {
	return &failure{code: exitUsage, message: message, hint: hint}
}

// report prints an error and gives the exit code.
func (a *app) report(err error) int {
	if errors.Is(err, errAttention) {
		return exitAttention
	}
	f := translate(err)
	fmt.Fprintf(a.stderr, "错误: %s\n", oneParagraph(f.message))
	if f.hint != "" {
		fmt.Fprintf(a.stderr, "建议: %s\n", f.hint)
	}
	return f.code
}

// translate finds the words for an error. Errors that name themselves in Chinese keep their text;
// known causes get a sentence; the rest is shown as it is.
func translate(err error) *failure {
	var (
		own      *failure
		setting  *config.Error
		job      *schedule.JobError
		busy     *runlock.BusyError
		reading  *ingest.Error
		untrue   *transform.TestFailure
		pathTrap *fs.PathError
	)
	switch {
	case errors.As(err, &own):
		return own
	case errors.As(err, &setting):
		return &failure{code: exitUsage, message: setting.Error(), hint: setting.Hint}
	case errors.As(err, &job):
		return &failure{code: exitUsage, message: job.Error(), hint: "请修改配置文件的 schedule.jobs，写法见 aqs.example.yaml。"}
	case errors.As(err, &busy):
		return &failure{code: exitBusy, message: "另一个 aqs 正在运行（" + busy.Holder + "）", hint: "请等它结束后再试；锁文件 " + busy.Path + " 不用删除。"}
	case errors.Is(err, warehouse.ErrLocked):
		return &failure{code: exitBusy, message: "数据库正被另一个程序使用：" + err.Error(), hint: "请等另一个 aqs 结束，或关闭打开该文件的数据库工具。"}
	case errors.As(err, &reading):
		return &failure{code: exitFailed, message: reading.Error(), hint: reading.Hint}
	case errors.As(err, &untrue):
		return &failure{code: exitFailed, message: untrue.Error(), hint: "原有的指标和报告没有改动。请把以上检查名和 aqs version 的输出告诉维护者。"}
	case errors.Is(err, warehouse.ErrMissing):
		return &failure{code: exitFailed, message: "还没有数据：" + err.Error(), hint: "请先运行 aqs run。"}
	case errors.Is(err, syscall.ENOSPC):
		return &failure{code: exitFailed, message: "磁盘空间不足：" + err.Error(), hint: "请清理磁盘后重新运行；原有的数据和报告没有改动。"}
	case errors.Is(err, fs.ErrPermission) && errors.As(err, &pathTrap):
		return &failure{code: exitFailed, message: "没有权限：" + pathTrap.Path, hint: "请检查该文件或文件夹的读写权限。"}
	case errors.Is(err, context.Canceled):
		return &failure{code: exitFailed, message: "已中断", hint: "重新运行即可。"}
	}
	return &failure{code: exitFailed, message: err.Error()}
}

// oneParagraph keeps control characters of file names and cells off the terminal.
func oneParagraph(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' || r == 0x7f {
			return '?'
		}
		return r
	}, strings.TrimSpace(text))
}
