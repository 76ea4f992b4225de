package workbook

import (
	"bytes"
	"errors"
	"hash/crc32"
	"io"
	"sync"

	"github.com/klauspost/compress/flate"

	"aqs/ingest/issue"
)

// inflater is a decoder with the reader it takes its input from. A decoder is tens of kilobytes of
// buffers and tables; small files would spend more on making them than on inflating.
type inflater struct {
	packed bytes.Reader
	flate  io.ReadCloser
}

var inflaters = sync.Pool{New: func() any {
	i := &inflater{}
	i.flate = flate.NewReader(&i.packed)
	return i
}}

func (i *inflater) reset(packed []byte) error {
	i.packed.Reset(packed)
	return i.flate.(flate.Resetter).Reset(&i.packed, nil)
}

// partReader inflates one part and insists on the size and checksum that the package's directory
// promises: a part is whole or an error, never short.
type partReader struct {
	name  string
	from  io.Reader
	using *inflater // nil for a stored part
	left  uint64    // bytes still promised
	sum   uint32
	want  uint32
	err   error
}

func newPartReader(name string, packed []byte, size uint64, sum uint32) *partReader {
	using := inflaters.Get().(*inflater)
	err := using.reset(packed)
	return &partReader{name: name, from: using.flate, using: using, left: size, want: sum, err: err}
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
		r.using.packed.Reset(nil)
		inflaters.Put(r.using)
		r.using = nil
	}
	r.err = errors.New("read after close")
}
