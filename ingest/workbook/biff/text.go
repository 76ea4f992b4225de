package biff

import (
	"encoding/binary"
	"unicode/utf16"
	"unicode/utf8"
)

// pieces reads a value that may be spread over a record and its CONTINUE records. After the first
// read beyond the end, failed is set and everything reads as zero.
type pieces struct {
	now    []byte
	later  [][]byte
	failed bool
}

// turn goes on to the next record that holds anything.
func (p *pieces) turn() bool {
	for len(p.now) == 0 {
		if len(p.later) == 0 {
			p.failed = true
			return false
		}
		p.now, p.later = p.later[0], p.later[1:]
	}
	return true
}

func (p *pieces) u8() uint8 {
	if !p.turn() {
		return 0
	}
	value := p.now[0]
	p.now = p.now[1:]
	return value
}

func (p *pieces) u16() uint16 { return uint16(p.u8()) | uint16(p.u8())<<8 }

func (p *pieces) u32() uint32 { return uint32(p.u16()) | uint32(p.u16())<<16 }

// skip passes over bytes that do not matter.
func (p *pieces) skip(count int64) {
	for count > 0 && p.turn() {
		step := min(count, int64(len(p.now)))
		p.now = p.now[step:]
		count -= step
	}
}

// bytes reads the bytes of a BIFF5 string.
func (p *pieces) bytes(count int) []byte {
	var all []byte
	for count > 0 && p.turn() {
		step := min(count, len(p.now))
		all = append(all, p.now[:step]...)
		p.now = p.now[step:]
		count -= step
	}
	return all
}

// text appends a string of count characters as UTF-8: an XLUnicodeStringNoCch, XLUnicodeString or
// XLUnicodeRichExtendedString behind its count (2.5.294, 2.5.293). Formatting runs and phonetic
// data are passed over: a reading aid is no part of the text.
func (p *pieces) text(to []byte, count int) []byte {
	const isWide, isExtended, isRich = 0x01, 0x04, 0x08
	flags := p.u8()
	var runs, extended int64
	if flags&isRich != 0 {
		runs = int64(p.u16())
	}
	if flags&isExtended != 0 {
		extended = int64(p.u32())
	}
	to = p.characters(to, count, flags&isWide != 0)
	p.skip(4*runs + extended)
	return to
}

// characters appends characters. Where a string goes on in a CONTINUE record, that record begins
// with a byte that tells anew whether characters are one or two bytes wide (2.4.58).
func (p *pieces) characters(to []byte, count int, wide bool) []byte {
	var half rune // the first half of a surrogate pair
	for count > 0 {
		if len(p.now) == 0 {
			if !p.turn() {
				return to
			}
			wide = p.u8()&1 != 0
			continue
		}
		if !wide {
			step := min(count, len(p.now))
			for _, letter := range p.now[:step] {
				to, half = appendUnit(to, half, rune(letter))
			}
			p.now, count = p.now[step:], count-step
			continue
		}
		step := min(count, len(p.now)/2)
		if step == 0 {
			p.failed = true // half a character
			return to
		}
		for i := 0; i < 2*step; i += 2 {
			to, half = appendUnit(to, half, rune(binary.LittleEndian.Uint16(p.now[i:])))
		}
		p.now, count = p.now[2*step:], count-step
	}
	if half != 0 {
		to = utf8.AppendRune(to, utf8.RuneError)
	}
	return to
}

// appendUnit appends one UTF-16 unit; the first half of a pair waits for the second.
func appendUnit(to []byte, half, unit rune) ([]byte, rune) {
	const firstOfPair, secondOfPair, behind = 0xD800, 0xDC00, 0xE000
	if half != 0 {
		if unit >= secondOfPair && unit < behind {
			return utf8.AppendRune(to, utf16.DecodeRune(half, unit)), 0
		}
		to = utf8.AppendRune(to, utf8.RuneError)
	}
	if unit >= firstOfPair && unit < secondOfPair {
		return to, unit
	}
	return utf8.AppendRune(to, unit), 0
}
