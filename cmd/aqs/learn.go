package main

import (
	"context"
	"errors"
	"fmt"

	"aqs/ingest/learn"
	"aqs/ingest/workbook"
)

// learn prints a first definition for a sheet that no form takes; shown is the file as it was
// named on the command line.
func (a *app) learn(ctx context.Context, shown, path, sheet string) error {
	draft, err := learn.FromFile(ctx, path, learn.Options{Sheet: sheet, FormsDir: a.formsDir(), AsOf: a.asOf, Limits: a.limits()})
	var refused *workbook.ReadError
	switch {
	case errors.As(err, &refused):
		return &failure{code: exitFailed, message: shown + " 读不出", hint: "运行 aqs explain " + shown + " 看原因。", err: err}
	case errors.Is(err, learn.ErrNoSheet):
		return &failure{code: exitUsage, message: err.Error(), hint: "工作表名要与文件中的一致。", err: err}
	case errors.Is(err, learn.ErrKnown):
		return &failure{code: exitFailed, message: err.Error(), hint: "只需补充别名时，看 aqs explain 给出的 YAML；另一张表请用 --sheet 指定。", err: err}
	case errors.Is(err, learn.ErrNothing):
		return &failure{code: exitFailed, message: shown + " 里看不出表头或栏目", hint: "请确认表格有一行表头，或栏目与内容相邻。", err: err}
	case err != nil:
		return fmt.Errorf("learn: %w", err)
	}
	if a.asJSON {
		return a.printJSON(draft)
	}
	if _, err := fmt.Fprint(a.stdout, draft.YAML); err != nil {
		return err
	}
	if !a.quiet {
		fmt.Fprintf(a.stderr, "由工作表「%s」草拟：%s 个栏目有对应，%s 个没有。请核对后放进 forms 文件夹。\n", oneParagraph(draft.Sheet), count(draft.Mapped), count(draft.Ignored))
	}
	return nil
}
