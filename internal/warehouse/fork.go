package warehouse

import (
	"context"
	"errors"
	"fmt"
)

// Fork gives another session on the same open files, for a query that runs beside this one's. What
// this session has not committed is invisible to it. Close it before the session it came from.
func (s *Session) Fork(ctx context.Context) (*Session, error) {
	var catalog string
	if err := s.conn.QueryRowContext(ctx, "select current_database()").Scan(&catalog); err != nil {
		return nil, fmt.Errorf("fork session: %w", err)
	}
	s.forks++
	s.db.SetMaxOpenConns(1 + s.forks)
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return nil, fmt.Errorf("fork session: %w", err)
	}
	fork := &Session{conn: conn}
	for _, statement := range []string{
		// Of the settings of setUp only this one belongs to the connection.
		"set TimeZone = 'Asia/Shanghai'",
		"use " + Identifier(catalog),
	} {
		if err := fork.Exec(ctx, statement); err != nil {
			return nil, errors.Join(fmt.Errorf("fork session: %w", err), fork.Close())
		}
	}
	return fork, nil
}
