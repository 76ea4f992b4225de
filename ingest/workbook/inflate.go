package workbook

import (
	"bytes"
	"errors"
	"hash/crc32"
	"io"
	"sync"

	"aqs/ingest/issue"
	"aqs/internal/inflate"
)

// A decoder is 300 kB of buffers and tables; small files would spend more on making them than on
// inflating.
var inflaters = sync.Pool{New: func() any { return inflate.New() }}

var errClosed = errors.New("read after close")

// partReader inflates one part and insists on the size and checksum that the package's directory
// promises: a part is whole or an error, never short.
type partReader struct {
	name  string
	from  io.Reader
	using *inflate.Reader // nil for a stored part
	left  uint64          // bytes still promised
	sum   uint32
	want  uint32
	err   error
}

func newPartReader(name string, packed []byte, size uint64, sum uint32) *partReader {
	using := inflaters.Get().(*inflate.Reader)
	using.Reset(packed)
	return &partReader{name: name, from: using, using: using, left: size, want: sum}
}

func newStoredReader(name string, data []byte, sum uint32) *partReader {
	return &partReader{name: name, from: bytes.NewReader(data), left: uint64(len(data)), want: sum}
}

// Read gives the next bytes; io.EOF only when the part proved whole.
func (r *partReader) Read(into []byte) (int, error) {
	if r.err != nil {
		return 0, r.err
	}
	n, err := r.from.Read(into)
	r.sum = crc32.Update(r.sum, crc32.IEEETable, into[:n])
	switch {
	case uint64(n) > r.left:
		r.err = r.damaged(errors.New("longer than the directory says"))
	case err == io.EOF && uint64(n) < r.left:
		r.err = r.damaged(io.ErrUnexpectedEOF)
	case err == io.EOF && r.sum != r.want:
		r.err = r.damaged(errors.New("checksum differs"))
	case err == io.EOF:
		r.err = io.EOF
	case err != nil:
		r.err = r.damaged(err)
	}
	r.left -= min(uint64(n), r.left)
	if r.err != nil && r.err != io.EOF {
		return 0, r.err
	}
	return n, r.err
}

func (r *partReader) damaged(err error) error {
	return &ReadError{Code: issue.FileDamaged, Detail: "部分 " + r.name + " 解压失败", Err: err}
}

// Close gives the decoder back.
func (r *partReader) Close() {
	if r.using != nil {
		r.using.Reset(nil)
		inflaters.Put(r.using)
		r.using = nil
	}
	r.err = errClosed
}
