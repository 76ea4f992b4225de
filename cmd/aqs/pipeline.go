package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"aqs/ingest"
	"aqs/ingest/feedback"
	"aqs/ingest/issue"
	"aqs/ingest/workbook"
	"aqs/internal/warehouse"
	"aqs/reports"
	"aqs/transform"
)

// steps are the parts of the way from inbox to site that one command goes.
type steps struct{ ingest, transform, report bool }

// stepsOf is what a scheduled job of a name does. A report job computes the figures anew as well,
// because the day it runs on is one of their inputs.
func stepsOf(job string) steps {
	switch job {
	case "ingest":
		return steps{ingest: true}
	case "report":
		return steps{transform: true, report: true}
	}
	return steps{ingest: true, transform: true, report: true}
}

// outcome is what a command of the pipeline has done; --json prints it. Fields are only added.
type outcome struct {
	AsOf           string             `json:"as_of"`
	Ingest         *ingest.Summary    `json:"ingest,omitempty"`
	Feedback       *feedback.Summary  `json:"feedback,omitempty"`
	Transform      *transform.Summary `json:"transform,omitempty"`
	Report         *reports.Summary   `json:"report,omitempty"`
	Index          string             `json:"index,omitempty"` // absolute path of the site's first page
	NeedsAttention bool               `json:"needs_attention"`
}

// pipeline goes the steps under the lock. Everything that can be refused is refused before the
// first byte is written.
func (a *app) pipeline(ctx context.Context, command string, do steps) (*outcome, error) {
	if err := a.checkBefore(do); err != nil {
		return nil, err
	}
	result := &outcome{AsOf: a.asOf.Format("2006-01-02")}
	err := a.locked(command, func() error {
		if do.ingest {
			if err := a.ingest(ctx, result); err != nil {
				return err
			}
		}
		if do.transform {
			if err := a.transform(ctx, result); err != nil {
				return err
			}
		}
		if do.report {
			return a.publish(ctx, result)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return result, nil
}

func (a *app) checkBefore(do steps) error {
	if do.ingest {
		if err := a.checkInbox(); err != nil {
			return err
		}
	}
	if !do.ingest && (do.transform || do.report) {
		needed := a.rawPath()
		if !do.transform {
			needed = a.martsPath()
		}
		if _, err := os.Stat(needed); errors.Is(err, fs.ErrNotExist) {
			return &failure{code: exitFailed, message: "还没有数据：找不到 " + a.shown(needed), hint: "请先运行 aqs run。", err: err}
		}
	}
	if do.report {
		// Before anything is computed: a passphrase that is missing would fail the run at its end.
		if _, err := a.bundles(); err != nil {
			return err
		}
		return a.checkSite()
	}
	return nil
}

func (a *app) checkInbox() error {
	info, err := os.Stat(a.cfg.Inbox)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &failure{code: exitFailed, message: "找不到收件文件夹 " + a.shown(a.cfg.Inbox), hint: "请建立该文件夹并放入工作簿，或用 --inbox（配置项 inbox）指定另一个。", err: err}
	case err != nil:
		return fmt.Errorf("inbox: %w", err)
	case !info.IsDir():
		return &failure{code: exitFailed, message: a.shown(a.cfg.Inbox) + " 不是文件夹", hint: "--inbox 要指向放工作簿的文件夹；只看一个文件请用 aqs explain。"}
	}
	folder, err := os.Open(a.cfg.Inbox)
	if err != nil {
		return fmt.Errorf("inbox: %w", err)
	}
	return folder.Close()
}

// siteMarks are files by which a folder is known as a site that aqs made.
var siteMarks = [...]string{"index.html", "assets/echarts.min.js", "assets/echarts.NOTICE.txt"}

// checkSite refuses to replace a folder that is not a site of ours: publishing removes what was
// there.
func (a *app) checkSite() error {
	entries, err := os.ReadDir(a.cfg.Site)
	switch {
	case errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0:
		return nil
	case err != nil:
		return fmt.Errorf("site: %w", err)
	}
	for _, mark := range siteMarks {
		if _, err := os.Stat(filepath.Join(a.cfg.Site, filepath.FromSlash(mark))); err != nil {
			return &failure{code: exitUsage, message: "报告文件夹 " + a.shown(a.cfg.Site) + " 里是别的文件",
				hint: "发布时整个文件夹会被替换。请换一个空文件夹（--site），或先移走里面的文件。", err: err}
		}
	}
	return nil
}

func (a *app) ingest(ctx context.Context, result *outcome) error {
	tick, end := a.progress("读取文件")
	end = sync.OnceFunc(end)
	defer end()
	summary, err := ingest.Run(ctx, ingest.Options{
		Inbox: a.cfg.Inbox, RawPath: a.rawPath(), FormsDir: a.formsDir(), AsOf: a.asOf,
		Workers: a.cfg.Workers, Limits: a.limits(), Settle: a.cfg.Ingest.Settle, Warehouse: a.warehouse(),
		Progress: func(done, total int, _ string) { tick(done, total) },
		After: func(ctx context.Context, session *warehouse.Session) error {
			end()
			return a.handBack(ctx, session, result)
		},
	})
	if err != nil {
		return fmt.Errorf("ingest: %w", err)
	}
	result.Ingest = summary
	result.NeedsAttention = summary.FilesRejected+summary.FilesPartial > 0 || summary.IssuesBySeverity["error"] > 0
	return nil
}

func (a *app) transform(ctx context.Context, result *outcome) error {
	a.say("计算指标")
	summary, err := transform.Run(ctx, transform.Options{
		RawPath: a.rawPath(), MartsPath: a.martsPath(), AsOf: a.asOf, Warehouse: a.warehouse(), IssueCodes: issueCodes(),
		Chains: a.cfg.TeamChains(), ClosedDir: a.closedDir(),
	})
	if err != nil {
		return err
	}
	result.Transform = summary
	return nil
}

func (a *app) publish(ctx context.Context, result *outcome) error {
	a.say("生成报告")
	if err := os.MkdirAll(filepath.Dir(a.cfg.Site), 0o755); err != nil {
		return fmt.Errorf("site: %w", err)
	}
	options, err := a.reportOptions()
	if err != nil {
		return err
	}
	summary, err := reports.Build(ctx, options)
	if err != nil {
		return fmt.Errorf("report: %w", err)
	}
	result.Report = summary
	result.Index = summary.Index
	return nil
}

// reportOptions are the settings of a report, bundles included.
func (a *app) reportOptions() (reports.Options, error) {
	bundles, err := a.bundles()
	return reports.Options{
		MartsPath: a.martsPath(), SiteDir: a.cfg.Site, Version: version, Workers: a.cfg.Workers, Warehouse: a.warehouse(), Bundles: bundles,
	}, err
}

// issueCodes are the reader's findings as the figures name them.
func issueCodes() []transform.IssueCode {
	var codes []transform.IssueCode
	for _, definition := range issue.All() {
		codes = append(codes, transform.IssueCode{Code: definition.Code, Name: definition.Name, Severity: string(definition.Severity)})
	}
	return codes
}

// formsDir is the user's folder of form definitions, or nothing when there is none.
func (a *app) formsDir() string {
	if info, err := os.Stat(a.cfg.Forms); err != nil || !info.IsDir() {
		return ""
	}
	return a.cfg.Forms
}

func (a *app) limits() workbook.Limits {
	limits := a.cfg.Ingest
	return workbook.Limits{
		FileBytes:     int64(limits.MaxFileMB) << 20,
		UnzippedBytes: int64(limits.MaxUnzippedMB) << 20,
		Rows:          limits.MaxRows,
		Cells:         limits.MaxCells,
		Time:          limits.FileTimeout,
		Passwords:     limits.Passwords,
	}
}
