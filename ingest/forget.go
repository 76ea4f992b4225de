package ingest

import (
	"context"
	"errors"
	"fmt"

	"aqs/internal/warehouse"
)

// Forget retracts every content a path ever had, with all records, and tells how many there were.
// The file itself is not touched: one that still lies in the inbox is read again by the next run,
// and a copy that stood behind it takes its place then. The error matches [ErrUnknownFile].
func Forget(ctx context.Context, rawPath, path string) (contents int, err error) {
	session, err := warehouse.Open(ctx, warehouse.Config{}, warehouse.Attachment{Name: "raw", Path: rawPath})
	if err != nil {
		return 0, openProblem(rawPath, err)
	}
	defer func() { err = errors.Join(err, session.Close()) }()
	if err := prepareSchema(ctx, session, rawPath); err != nil {
		return 0, err
	}
	known, err := loadState(ctx, session)
	if err != nil {
		return 0, err
	}
	var ids []string
	for _, f := range known.byPath[path] {
		ids = append(ids, f.id)
	}
	if len(ids) == 0 {
		return 0, &Error{
			Message: "数据库中没有文件 " + path, Hint: "请写收件夹内的相对路径，aqs query \"select path from raw.file\" 列出全部。", kind: ErrUnknownFile,
		}
	}
	err = session.InTx(ctx, func() error {
		if err := setMeta(ctx, session, metaFinished, "no"); err != nil {
			return err
		}
		if err := session.Exec(ctx, "delete from raw.issue_history where path = ?", path); err != nil {
			return err
		}
		return deleteFiles(ctx, session, ids)
	})
	if err != nil {
		return 0, fmt.Errorf("forget %s: %w", path, err)
	}
	return len(ids), nil
}
