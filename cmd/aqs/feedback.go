package main

import (
	"context"
	"fmt"
	"path/filepath"

	"aqs/ingest/feedback"
	"aqs/internal/warehouse"
)

func (a *app) feedbackDir() string { return filepath.Join(a.cfg.Data, "feedback") }

// handBack writes the marked copies of files with findings. A copy that somebody has open is
// named in the summary and does not stop the run.
func (a *app) handBack(ctx context.Context, session *warehouse.Session, result *outcome) error {
	a.say("标出需要修改的文件")
	summary, err := feedback.Write(ctx, feedback.Options{
		Session: session, Inbox: a.cfg.Inbox, Dir: a.feedbackDir(),
		Workers: a.cfg.Workers, Limits: a.limits(),
	})
	if err != nil {
		return err
	}
	result.Feedback = summary
	return nil
}

// feedbackLines tell people what there is to send back.
func (a *app) feedbackLines(s *feedback.Summary) string {
	text := ""
	if s.Files > 0 {
		text = fmt.Sprintf("  退回  %s 个文件、%s 处要改，已标在 %s（按人汇总.xlsx 是总清单）\n", count(s.Files), count(s.Findings), a.shown(a.feedbackDir()))
	}
	if len(s.Failed) > 0 {
		text += fmt.Sprintf("        %s 个没有写成（是否正用 Excel 打开？）：%s\n", count(len(s.Failed)), oneParagraph(s.Failed[0]))
	}
	return text
}
