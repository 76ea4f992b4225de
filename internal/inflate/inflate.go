// Package inflate decompresses deflate data (RFC 1951) that lies whole in memory.
//
// Reading workbooks is mostly decompressing, and general libraries read their input byte by byte
// from a stream. Here eight bytes of input are looked at at once and matches are copied within one
// buffer. What the data says is never trusted further than the bounds of that buffer; callers hold
// the result against a checksum.
//
//	r := inflate.New()
//	r.Reset(packed)
//	n, err := r.Read(buffer) // io.EOF at the end of the last block
package inflate

import (
	"encoding/binary"
	"errors"
	"io"
)

// ErrCorrupt says that the data is not what a compressor writes.
var ErrCorrupt = errors.New("inflate: corrupt data")

const (
	history = 32 << 10 // how far back a match may reach (RFC 1951, 2)
	room    = 64 << 10 // decoded at a time
	slack   = 258 + 16 // the longest match, and what copying by words writes behind it
)

// Reader decompresses one stream after another.
type Reader struct {
	in   []byte
	pos  int
	bits uint64 // not yet used, the next in the lowest
	n    uint   // how many
	over int    // zero bytes given behind the end of in

	out   [history + room + slack]byte
	start int // of what Read has not given yet
	end   int // of what is decoded

	stage  stage
	final  bool
	stored int // bytes left of a stored block
	err    error

	lengths   [288 + 32]uint8
	litlen    table
	distances table
	means     struct { // what symbols mean, made once: a small part has as many symbols as bytes
		litlen           [288]uint32
		distance, length [32]uint32
	}
}

type stage uint8

const (
	atHeader stage = iota
	inStored
	inBlock
	atEnd
)

// New makes a reader; call Reset before reading.
func New() *Reader {
	r := &Reader{}
	for symbol := range r.means.litlen {
		r.means.litlen[symbol] = litlenEntry(symbol)
	}
	for symbol := range r.means.distance {
		r.means.distance[symbol] = distanceEntry(symbol)
		r.means.length[symbol] = valid | uint32(symbol)<<8
	}
	return r
}

// Reset begins a new stream.
func (r *Reader) Reset(packed []byte) {
	r.in, r.pos, r.bits, r.n, r.over = packed, 0, 0, 0, 0
	r.start, r.end = 0, 0
	r.stage, r.final, r.stored, r.err = atHeader, false, 0, nil
}

// Read gives the next decompressed bytes; io.EOF at the end of the stream, io.ErrUnexpectedEOF
// when the data ends before it, or [ErrCorrupt].
func (r *Reader) Read(into []byte) (int, error) {
	if len(into) == 0 {
		return 0, nil
	}
	for r.start == r.end {
		if r.err != nil {
			return 0, r.err
		}
		r.err = r.decode()
	}
	n := copy(into, r.out[r.start:r.end])
	r.start += n
	return n, nil
}

// decode decodes until the buffer is full or the stream ends. All of the buffer was read before.
func (r *Reader) decode() error {
	if r.end > history {
		r.end = copy(r.out[:], r.out[r.end-history:r.end])
	}
	r.start = r.end
	for r.end < history+room-slack {
		var err error
		switch r.stage {
		case atHeader:
			err = r.header()
		case inStored:
			r.copyStored()
		case inBlock:
			var full bool
			if full, err = r.block(); full {
				return r.checkInput(err)
			}
		case atEnd:
			return io.EOF
		}
		if err = r.checkInput(err); err != nil {
			return err
		}
	}
	return nil
}

// checkInput makes an error of having used bits behind the end of the input.
func (r *Reader) checkInput(err error) error {
	if r.over > 0 && uint(r.over) > r.n/8 {
		return io.ErrUnexpectedEOF
	}
	return err
}

// refill brings the number of waiting bits to at least 56.
func (r *Reader) refill() {
	if r.pos+8 <= len(r.in) {
		r.bits |= binary.LittleEndian.Uint64(r.in[r.pos:]) << r.n
		r.pos += int(63-r.n) >> 3
		r.n |= 56
		return
	}
	for ; r.n <= 56; r.n += 8 {
		if r.pos < len(r.in) {
			r.bits |= uint64(r.in[r.pos]) << r.n
			r.pos++
		} else {
			r.over++
		}
	}
}

func (r *Reader) take(n uint) uint {
	value := uint(r.bits) & (1<<n - 1)
	r.bits >>= n
	r.n -= n
	return value
}

// header reads the beginning of a block (RFC 1951, 3.2.3).
func (r *Reader) header() error {
	if r.final {
		r.stage = atEnd
		return nil
	}
	r.refill()
	r.final = r.take(1) == 1
	switch r.take(2) {
	case 0:
		return r.storedHeader()
	case 1:
		r.fixedCodes()
	case 2:
		if err := r.dynamicCodes(); err != nil {
			return err
		}
	default:
		return ErrCorrupt
	}
	r.stage = inBlock
	return nil
}

// storedHeader reads the length of a block without compression (3.2.4). Bytes that were taken
// into the waiting bits are given back.
func (r *Reader) storedHeader() error {
	r.take(r.n & 7)
	r.refill()
	size, complement := r.take(16), r.take(16)
	if size != ^complement&0xFFFF {
		return ErrCorrupt
	}
	waiting := int(r.n / 8)
	if waiting < r.over {
		return io.ErrUnexpectedEOF
	}
	r.pos -= waiting - r.over
	r.bits, r.n, r.over = 0, 0, 0
	if size > uint(len(r.in)-r.pos) {
		return io.ErrUnexpectedEOF
	}
	r.stored, r.stage = int(size), inStored
	return nil
}

func (r *Reader) copyStored() {
	n := copy(r.out[r.end:history+room], r.in[r.pos:r.pos+r.stored])
	r.end += n
	r.pos += n
	if r.stored -= n; r.stored == 0 {
		r.stage = atHeader
	}
}

// block decodes symbols until the block ends or the buffer is nearly full. The state of the input
// is kept in local variables meanwhile: they stay in registers.
func (r *Reader) block() (full bool, err error) {
	litlen, distances := &r.litlen.entries, &r.distances.entries
	in, pos, bits, n, end := r.in, r.pos, r.bits, r.n, r.end
	defer func() { r.pos, r.bits, r.n, r.end = pos, bits, n, end }()
	for end < history+room-slack {
		if pos+8 <= len(in) {
			bits |= binary.LittleEndian.Uint64(in[pos:]) << (n & 63)
			pos += int(63-n) >> 3
			n |= 56
		} else {
			r.pos, r.bits, r.n = pos, bits, n
			r.refill()
			if pos, bits, n = r.pos, r.bits, r.n; r.over > 16 {
				return false, io.ErrUnexpectedEOF // far behind the end
			}
		}
		entry := litlen[bits&(1<<firstBits-1)]
		if entry&literal != 0 { // two at most, of firstBits each
			bits >>= entry & 15
			n -= uint(entry & 15)
			r.out[end] = byte(entry >> 8)
			end++
			if entry = litlen[bits&(1<<firstBits-1)]; entry&literal != 0 {
				bits >>= entry & 15
				n -= uint(entry & 15)
				r.out[end] = byte(entry >> 8)
				end++
				continue
			}
			// A length takes up to 15 + 5 bits, its distance 15 + 13.
			if n < 48 {
				if pos+8 <= len(in) {
					bits |= binary.LittleEndian.Uint64(in[pos:]) << (n & 63)
					pos += int(63-n) >> 3
					n |= 56
				} else {
					continue // around once more, with more bits
				}
			}
		}
		if entry&second != 0 {
			entry = litlen[(uint64(entry>>8&0xFFFF)+bits>>firstBits&(1<<(entry>>4&15)-1))%tableSize]
		}
		bits >>= entry & 15
		n -= uint(entry & 15)
		switch {
		case entry&literal != 0: // by the second table
			r.out[end] = byte(entry >> 8)
			end++
			continue
		case entry&stop != 0:
			r.stage = atHeader
			return false, nil
		case entry&valid == 0:
			return false, ErrCorrupt
		}
		extra := entry >> 4 & 15
		size := int(entry>>8&0x1FF) + int(bits&(1<<extra-1))
		bits >>= extra
		n -= uint(extra)
		entry = distances[bits&(1<<firstBits-1)]
		if entry&second != 0 {
			entry = distances[(uint64(entry>>8&0xFFFF)+bits>>firstBits&(1<<(entry>>4&15)-1))%tableSize]
		}
		bits >>= entry & 15
		n -= uint(entry & 15)
		extra = entry >> 4 & 15
		back := int(entry>>8&0x7FFF) + int(bits&(1<<extra-1))
		bits >>= extra
		n -= uint(extra)
		if entry&valid == 0 || back > end {
			return false, ErrCorrupt
		}
		if back >= 8 && size <= 16 { // most of them
			to, from := r.out[end:end+16], r.out[end-back:]
			binary.LittleEndian.PutUint64(to, binary.LittleEndian.Uint64(from))
			binary.LittleEndian.PutUint64(to[8:], binary.LittleEndian.Uint64(from[8:]))
			end += size
			continue
		}
		end = r.match(end, back, size)
	}
	return true, nil
}

// match copies what stands some bytes back; it may overlap itself, and repeats then.
func (r *Reader) match(end, back, size int) int {
	out := r.out[:]
	if back >= size {
		copy(out[end:end+size], out[end-back:])
		return end + size
	}
	for done := 0; done < size; { // what is copied doubles
		done += copy(out[end+done:end+size], out[end-back:end+done])
	}
	return end + size
}
