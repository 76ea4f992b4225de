package workbook

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"aqs/ingest/issue"
)

// Open reads a file into grids. What cannot be read gives a *[ReadError] and no Book; a single
// sheet that cannot be read although the file is whole has its reason in Grid.Unreadable.
func Open(ctx context.Context, path string, limits Limits) (*Book, error) {
	data, err := ReadFile(path, limits)
	if err != nil {
		return nil, err
	}
	return Parse(ctx, data, limits)
}

// ReadFile reads a file's bytes, up to the limit on size.
func ReadFile(path string, limits Limits) ([]byte, error) {
	limits = limits.withDefaults()
	file, err := os.Open(path)
	if err != nil {
		return nil, &ReadError{Code: issue.FileUnreadable, Err: err}
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, limits.FileBytes+1))
	if err != nil {
		return nil, &ReadError{Code: issue.FileUnreadable, Err: err}
	}
	if int64(len(data)) > limits.FileBytes {
		return nil, &ReadError{Code: issue.FileTooLarge, Detail: fmt.Sprintf("文件超过 %d MB", limits.FileBytes>>20)}
	}
	return data, nil
}

// Parse reads a file's bytes into grids within the limits, of which time is one: a library that
// hangs is left behind and becomes an issue, and so does one that panics.
func Parse(ctx context.Context, data []byte, limits Limits) (*Book, error) {
	limits = limits.withDefaults()
	bounded, cancel := context.WithTimeout(ctx, limits.Time)
	defer cancel()
	type outcome struct {
		book *Book
		err  error
	}
	done := make(chan outcome, 1)
	go func() {
		book, err := parseGuarded(bounded, data, limits)
		done <- outcome{book, err}
	}()
	select {
	case <-bounded.Done():
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		return nil, &ReadError{Code: issue.FileTimeout, Detail: fmt.Sprintf("超过 %v", limits.Time)}
	case result := <-done:
		switch {
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case errors.Is(result.err, context.DeadlineExceeded):
			return nil, &ReadError{Code: issue.FileTimeout, Detail: fmt.Sprintf("超过 %v", limits.Time)}
		}
		return result.book, result.err
	}
}

func parseGuarded(ctx context.Context, data []byte, limits Limits) (book *Book, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			book, err = nil, &ReadError{Code: issue.FilePanic, Err: fmt.Errorf("panic: %v", cause)}
		}
	}()
	carrier := Sniff(data)
	parse := parserOf(carrier)
	if parse == nil {
		return nil, refuse(carrier)
	}
	return parse(ctx, data, limits)
}
