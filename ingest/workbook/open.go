package workbook

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

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
	return ReadFileInto(nil, path, limits)
}

// ReadFileInto is [ReadFile] into the memory of a buffer, or into new memory where that is too small.
// Who reads file after file spares the making of as much garbage as there are bytes.
func ReadFileInto(buffer []byte, path string, limits Limits) ([]byte, error) {
	limits = limits.withDefaults()
	file, err := os.Open(path)
	if err != nil {
		return nil, &ReadError{Code: issue.FileUnreadable, Err: err}
	}
	defer file.Close()
	data := buffer[:0]
	if info, err := file.Stat(); err == nil && info.Mode().IsRegular() { // one that grows meanwhile is read to its end
		data = slices.Grow(data, int(min(info.Size(), limits.FileBytes))+1)
	}
	for int64(len(data)) <= limits.FileBytes {
		if len(data) == cap(data) {
			data = slices.Grow(data, 4096)
		}
		n, err := file.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		if err == io.EOF {
			return data, nil
		}
		if err != nil {
			return nil, &ReadError{Code: issue.FileUnreadable, Err: err}
		}
	}
	return nil, &ReadError{Code: issue.FileTooLarge, Detail: fmt.Sprintf("文件超过 %d MB", limits.FileBytes>>20)}
}

// Parse reads a file's bytes into grids within the limits, of which time is one: a library that
// hangs is left behind and becomes an issue, and so does one that panics.
func Parse(ctx context.Context, data []byte, limits Limits) (*Book, error) {
	limits = limits.withDefaults()
	var book *Book
	err := guarded(ctx, limits, func(ctx context.Context) (err error) {
		book, err = parse(ctx, data, limits)
		return err
	})
	if err != nil {
		return nil, err
	}
	return book, nil
}

func parse(ctx context.Context, data []byte, limits Limits) (*Book, error) {
	carrier := Sniff(data)
	parse := parserOf(carrier)
	switch {
	case parse == nil:
		return nil, refuse(carrier)
	case usesLibrary(carrier):
		return parseApart(ctx, data, limits, parse)
	}
	return parse(ctx, data, limits)
}

// parseApart leaves a library that hangs behind. Our own readers look at the context themselves.
func parseApart(ctx context.Context, data []byte, limits Limits, parse parseFunc) (*Book, error) {
	type outcome struct {
		book *Book
		err  error
	}
	done := make(chan outcome, 1)
	go func() {
		var made outcome
		made.err = recovered(func() (err error) {
			made.book, err = parse(ctx, data, limits)
			return err
		})
		done <- made
	}()
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case made := <-done:
		return made.book, made.err
	}
}

// guarded bounds the time of reading and makes an issue of a panic.
func guarded(ctx context.Context, limits Limits, read func(context.Context) error) error {
	bounded, cancel := context.WithTimeout(ctx, limits.Time)
	defer cancel()
	err := recovered(func() error { return read(bounded) })
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, context.DeadlineExceeded):
		return &ReadError{Code: issue.FileTimeout, Detail: fmt.Sprintf("超过 %v", limits.Time)}
	}
	return err
}

func recovered(do func() error) (err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = &ReadError{Code: issue.FilePanic, Err: fmt.Errorf("panic: %v", cause)}
		}
	}()
	return do()
}
