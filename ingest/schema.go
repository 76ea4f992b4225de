package ingest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"aqs/internal/warehouse"
	"aqs/sql"
)

// schemaVersion is raised with every change of sql/schema/raw.sql that older files do not fit.
const schemaVersion = "4"

const rebuildHint = "该文件可由收件夹全部重建：请把它改名或删除后重新执行 aqs ingest。"

// openRaw opens raw.duckdb for writing and makes its tables when it is new.
func openRaw(ctx context.Context, path string, cfg warehouse.Config) (*warehouse.Session, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, &Error{Message: "数据文件夹无法建立", Hint: "请检查 " + filepath.Dir(path) + " 的写入权限。", Err: err}
	}
	session, err := warehouse.Open(ctx, cfg, warehouse.Attachment{Name: "raw", Path: path})
	if err != nil {
		return nil, openProblem(path, err)
	}
	if err := prepareSchema(ctx, session, path); err != nil {
		return nil, errors.Join(err, session.Close())
	}
	return session, nil
}

// openProblem tells people what keeps the database from opening.
func openProblem(path string, err error) error {
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.Is(err, warehouse.ErrLocked):
		return &Error{Message: "数据库 " + path + " 正被另一个程序使用", Hint: "请等另一个 aqs 结束，或关闭正在查看它的程序。", Err: err}
	case errors.Is(err, warehouse.ErrMissing):
		return &Error{Message: "还没有数据库 " + path, Hint: "请先执行 aqs ingest。", Err: err}
	case strings.Contains(err.Error(), "WAL"):
		return &Error{Message: "数据库 " + path + " 的预写日志损坏，无法打开", Hint: "请把 " + path + ".wal 改名后重试；仍不行时，" + rebuildHint, Err: err}
	}
	return &Error{Message: "数据库 " + path + " 无法打开", Hint: rebuildHint, Err: err}
}

func prepareSchema(ctx context.Context, session *warehouse.Session, path string) error {
	version, isNew, err := storedVersion(ctx, session)
	switch {
	case err != nil:
		return err
	case isNew:
		return createSchema(ctx, session)
	}
	return checkVersion(path, version)
}

// checkVersion refuses a file made with another schema: it is rebuilt, never converted.
func checkVersion(path, version string) error {
	if version == schemaVersion {
		return nil
	}
	return &Error{
		Message: fmt.Sprintf("数据库 %s 的结构版本是 %q，本程序需要 %q", path, version, schemaVersion),
		Hint:    rebuildHint, kind: ErrSchema,
	}
}

func createSchema(ctx context.Context, session *warehouse.Session) error {
	text, err := sql.Files.ReadFile("schema/raw.sql")
	if err != nil {
		return fmt.Errorf("read the raw schema: %w", err)
	}
	return session.InTx(ctx, func() error {
		if err := session.Exec(ctx, string(text)); err != nil {
			return err
		}
		return setMeta(ctx, session, "schema_version", schemaVersion)
	})
}

// storedVersion reads the version a file was made with; isNew when it holds no table at all.
func storedVersion(ctx context.Context, session *warehouse.Session) (version string, isNew bool, err error) {
	tables, err := query(ctx, session, func(scan func(...any) error) (string, error) {
		var name string
		return name, scan(&name)
	}, "select table_name from duckdb_tables() where database_name = 'raw' order by table_name")
	if err != nil {
		return "", false, err
	}
	if len(tables) == 0 {
		return "", true, nil
	}
	for _, name := range tables {
		if name == "meta" {
			meta, err := loadMeta(ctx, session)
			return meta["schema_version"], false, err
		}
	}
	return "", false, nil
}

func loadMeta(ctx context.Context, session *warehouse.Session) (map[string]string, error) {
	type pair struct{ key, value string }
	pairs, err := query(ctx, session, func(scan func(...any) error) (pair, error) {
		var p pair
		return p, scan(&p.key, &p.value)
	}, "select key, value from raw.meta order by key")
	meta := map[string]string{}
	for _, p := range pairs {
		meta[p.key] = p.value
	}
	return meta, err
}

func setMeta(ctx context.Context, session *warehouse.Session, key, value string) error {
	if err := session.Exec(ctx, "delete from raw.meta where key = ?", key); err != nil {
		return err
	}
	return session.Exec(ctx, "insert into raw.meta values (?, ?)", key, value)
}

// query collects the rows of a select.
func query[T any](ctx context.Context, session *warehouse.Session, read func(scan func(...any) error) (T, error), statement string, args ...any) (_ []T, err error) {
	rows, err := session.Conn().QueryContext(ctx, statement, args...)
	if err != nil {
		return nil, fmt.Errorf("query raw: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	var all []T
	for rows.Next() {
		one, err := read(rows.Scan)
		if err != nil {
			return nil, fmt.Errorf("query raw: %w", err)
		}
		all = append(all, one)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("query raw: %w", err)
	}
	return all, nil
}
