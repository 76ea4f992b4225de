package warehouse

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"runtime"
	"strings"

	"github.com/duckdb/duckdb-go/v2"
)

// Config bounds one session's use of the machine.
type Config struct {
	// Threads is the number of DuckDB worker threads; 0 means one per core.
	Threads int
	// MemoryLimit is DuckDB's own notation, for example "2GB"; empty means DuckDB's default
	// (80 % of the machine's memory).
	MemoryLimit string
	// TempDir is where large operators spill; empty means beside the first attached file.
	TempDir string
}

// Attachment names one database file of a session.
type Attachment struct {
	Name     string // catalog name in SQL: "raw", "marts"
	Path     string
	ReadOnly bool
	// BlockSize in bytes is for a file that does not exist yet: a power of two from 16,384 to DuckDB's
	// default of 262,144 (0). A table takes at least one block per column, however few its rows.
	BlockSize int
	// NoLog leaves out the write-ahead log: a file that nobody reads before it is whole (see [Publish])
	// need not be recovered, and its tables would be written twice.
	NoLog bool
}

// Session is one connection to an in-memory DuckDB with the warehouse files attached.
//
// Everything of a run goes through this one connection: temporary tables and settings belong to
// a connection, not to a database, so a pool would lose them between two statements.
type Session struct {
	db    *sql.DB // nil in a session made by Fork
	conn  *sql.Conn
	forks int
}

// Open starts a session and attaches files in the order given; the first becomes the default
// catalog. A file that another process holds gives an error that matches [ErrLocked].
func Open(ctx context.Context, cfg Config, files ...Attachment) (*Session, error) {
	connector, err := duckdb.NewConnector("", nil)
	if err != nil {
		return nil, fmt.Errorf("start duckdb: %w", err)
	}
	db := sql.OpenDB(connector)
	db.SetMaxOpenConns(1)
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("connect duckdb: %w", err), db.Close())
	}
	s := &Session{db: db, conn: conn}
	if err := s.setUp(ctx, cfg, files); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

func (s *Session) setUp(ctx context.Context, cfg Config, files []Attachment) error {
	settings := []string{
		"set TimeZone = 'Asia/Shanghai'",
		"set autoinstall_known_extensions = false",
		"set autoload_known_extensions = false",
		"set enable_progress_bar = false",
		threadsOf(cfg.Threads),
	}
	if cfg.MemoryLimit != "" {
		settings = append(settings, "set memory_limit = "+Literal(cfg.MemoryLimit))
	}
	tempDir := cfg.TempDir
	if tempDir == "" && len(files) > 0 {
		tempDir = files[0].Path + ".spill"
	}
	if tempDir != "" {
		settings = append(settings, "set temp_directory = "+Literal(tempDir))
	}
	for _, statement := range settings {
		if err := s.Exec(ctx, statement); err != nil {
			return err
		}
	}
	for i, file := range files {
		if err := s.Attach(ctx, file); err != nil {
			return err
		}
		if i == 0 {
			if err := s.Use(ctx, file.Name); err != nil {
				return err
			}
		}
	}
	return nil
}

// SetThreads changes the number of DuckDB's worker threads; 0 means one per core.
func (s *Session) SetThreads(ctx context.Context, threads int) error {
	return s.Exec(ctx, threadsOf(threads))
}

func threadsOf(threads int) string {
	if threads <= 0 {
		threads = runtime.NumCPU()
	}
	return fmt.Sprintf("set threads = %d", threads)
}

// Attach adds a file to an open session. A file that another process holds gives an error that
// matches [ErrLocked].
func (s *Session) Attach(ctx context.Context, file Attachment) error {
	var options []string
	if file.ReadOnly {
		options = append(options, "read_only")
	}
	if file.BlockSize > 0 && !file.ReadOnly {
		options = append(options, fmt.Sprintf("block_size %d", file.BlockSize))
	}
	if file.NoLog && !file.ReadOnly {
		options = append(options, "recovery_mode no_wal_writes")
	}
	statement := fmt.Sprintf("attach %s as %s", Literal(file.Path), Identifier(file.Name))
	if len(options) > 0 {
		statement += " (" + strings.Join(options, ", ") + ")"
	}
	if err := s.Exec(ctx, statement); err != nil {
		return openError(file.Path, err)
	}
	return nil
}

// Use makes an attached file the default catalog of this session.
func (s *Session) Use(ctx context.Context, name string) error {
	return s.Exec(ctx, "use "+Identifier(name))
}

// Conn is the session's only connection, for queries and appenders.
func (s *Session) Conn() *sql.Conn { return s.conn }

// Exec runs one or more statements without a result.
func (s *Session) Exec(ctx context.Context, statement string, args ...any) error {
	if _, err := s.conn.ExecContext(ctx, statement, args...); err != nil {
		return fmt.Errorf("duckdb: %w", err)
	}
	return nil
}

// InTx runs do inside one transaction: all of it is kept, or none.
func (s *Session) InTx(ctx context.Context, do func() error) (err error) {
	if err := s.Exec(ctx, "begin"); err != nil {
		return err
	}
	defer func() {
		if err == nil {
			return
		}
		// The context may be the reason we are here, so the roll-back must not depend on it.
		if rollback := s.Exec(context.WithoutCancel(ctx), "rollback"); rollback != nil {
			err = errors.Join(err, rollback)
		}
	}()
	if err := do(); err != nil {
		return err
	}
	return s.Exec(ctx, "commit")
}

// Append adds rows to a table of an attached catalog through DuckDB's appender; values must
// match the columns in number and type. Text must be valid UTF-8: DuckDB reads anything else
// back as the empty string.
func (s *Session) Append(ctx context.Context, catalog, schema, table string, rows [][]any) error {
	if len(rows) == 0 {
		return nil
	}
	return s.AppendEach(catalog, schema, table, func(add func([]driver.Value) error) error {
		values := make([]driver.Value, 0, 32)
		for _, row := range rows {
			values = values[:0]
			for _, value := range row {
				values = append(values, value)
			}
			if err := add(values); err != nil {
				return err
			}
		}
		return nil
	})
}

// AppendEach is [Session.Append] for rows that are made one after the other: a row's values may be
// used again when add returns.
func (s *Session) AppendEach(catalog, schema, table string, each func(add func([]driver.Value) error) error) error {
	return s.conn.Raw(func(driverConn any) (err error) {
		conn, ok := driverConn.(*duckdb.Conn)
		if !ok {
			return fmt.Errorf("append to %s: not a duckdb connection but %T", table, driverConn)
		}
		appender, err := duckdb.NewAppender(conn, catalog, schema, table)
		if err != nil {
			return fmt.Errorf("append to %s: %w", table, err)
		}
		defer func() { err = errors.Join(err, appender.Close()) }()
		return each(func(row []driver.Value) error {
			if err := appender.AppendRow(row...); err != nil {
				return fmt.Errorf("append to %s: %w", table, err)
			}
			return nil
		})
	})
}

// Close detaches the files and ends the session. The files are checkpointed: no .wal stays.
func (s *Session) Close() error {
	if s.db == nil {
		return s.conn.Close()
	}
	return errors.Join(s.conn.Close(), s.db.Close())
}

// Literal quotes text as an SQL string.
func Literal(text string) string { return "'" + strings.ReplaceAll(text, "'", "''") + "'" }

// Identifier quotes a name as an SQL identifier.
func Identifier(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }
