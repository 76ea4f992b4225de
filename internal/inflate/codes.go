package inflate

import (
	"encoding/binary"
	"math/bits"
)

// An entry of a table:
//
//	bits 0–3   length of the code
//	bits 4–7   extra bits that follow it
//	bits 8–23  literal, base of a length or distance, or where a second table begins
const (
	valid   = 1 << 31
	literal = 1 << 30
	stop    = 1 << 29 // end of block
	second  = 1 << 28 // bits 4–7: how many bits the second table is looked up by
)

const (
	firstBits  = 9
	lengthBits = 7 // the longest code of the lengths of codes (3.2.7)
	longest    = 15
)

// table decodes one Huffman code: its first bits lead to an entry, those of a longer code to a
// second table behind the first.
type table struct {
	entries [tableSize]uint32
}

// A second table has at most 64 entries, and begins after one of 9 bits that at least two of at
// most 288 codes share.
const tableSize = 16384

// build makes the table of a canonical code (RFC 1951, 3.2.2) from the lengths of its symbols'
// codes; first is by how many bits it is looked up first. A code must be complete, but for one with
// a single symbol of one bit or with none. What each symbol means is an entry without the length.
func (t *table) build(lengths []uint8, meaning []uint32, first uint32) bool {
	var count [longest + 1]int
	for i := 0; i < len(lengths); i++ {
		if eightUnused(lengths, i) {
			i += 7
			continue
		}
		count[lengths[i]&longest]++
	}
	count[0] = 0
	var next [longest + 1]uint32
	code, left, used, width := uint32(0), 1, 0, uint32(0)
	for n := 1; n <= longest; n++ {
		code = (code + uint32(count[n-1])) << 1
		next[n] = code
		used += count[n]
		if left = left<<1 - count[n]; left < 0 {
			return false
		}
		if count[n] > 0 && uint32(n) > first {
			width = uint32(n) - first
		}
	}
	if left > 0 && !(used == 0 || used == 1 && count[1] == 1) {
		return false
	}
	if left > 0 || width > 0 { // otherwise every entry is written below
		clear(t.entries[:1<<first])
	}
	free := 1 << first
	for symbol := 0; symbol < len(lengths); symbol++ {
		if eightUnused(lengths, symbol) {
			symbol += 7
			continue
		}
		n := uint32(lengths[symbol] & longest)
		if n == 0 {
			continue
		}
		reversed := uint32(bits.Reverse16(uint16(next[n])) >> (16 - n))
		next[n]++
		entry := meaning[symbol] | n
		if n <= first {
			for at := reversed; at < 1<<first; at += 1 << n {
				t.entries[at%tableSize] = entry
			}
			continue
		}
		link := &t.entries[reversed&(1<<first-1)]
		if *link == 0 {
			if free+1<<width > len(t.entries) {
				return false
			}
			*link = second | uint32(free)<<8 | width<<4
			clear(t.entries[free : free+1<<width])
			free += 1 << width
		}
		at := *link >> 8 & 0xFFFF
		for i := reversed >> first; i < 1<<width; i += 1 << (n - first) {
			t.entries[at+i] = entry
		}
	}
	return true
}

// eightUnused says that the next eight symbols have no code: texts use a third of all symbols, and
// those stand together.
func eightUnused(lengths []uint8, at int) bool {
	return at+8 <= len(lengths) && binary.LittleEndian.Uint64(lengths[at:]) == 0
}

// fixedCodes sets up the codes that a compressor need not send (3.2.6).
func (r *Reader) fixedCodes() {
	for symbol := range 288 {
		n := uint8(8)
		if symbol >= 144 && symbol < 256 {
			n = 9
		} else if symbol >= 256 && symbol < 280 {
			n = 7
		}
		r.lengths[symbol] = n
	}
	for symbol := range 32 {
		r.lengths[288+symbol] = 5
	}
	r.litlen.build(r.lengths[:288], r.means.litlen[:], firstBits)
	r.distances.build(r.lengths[288:], r.means.distance[:], firstBits)
}

// dynamicCodes reads the codes of a block (3.2.7).
func (r *Reader) dynamicCodes() error {
	litlens, distances, codes := r.take(5)+257, r.take(5)+1, r.take(4)+4
	if litlens > 286 {
		return ErrCorrupt
	}
	var small [19]uint8
	for i := range codes {
		r.refill()
		small["\x10\x11\x12\x00\x08\x07\x09\x06\x0a\x05\x0b\x04\x0c\x03\x0d\x02\x0e\x01\x0f"[i]] = uint8(r.take(3))
	}
	// The lengths are coded themselves; the table of distances is free until it is made.
	if !r.distances.build(small[:], r.means.length[:], lengthBits) {
		return ErrCorrupt
	}
	all := r.lengths[:litlens+distances]
	for i := 0; i < len(all); {
		r.refill()
		entry := r.distances.entries[r.bits&(1<<lengthBits-1)]
		if r.take(uint(entry & 15)); entry&valid == 0 || r.over > 16 {
			return ErrCorrupt
		}
		value, repeat := uint8(entry>>8), uint(1)
		switch value {
		case 16:
			if i == 0 {
				return ErrCorrupt
			}
			value, repeat = all[i-1], 3+r.take(2)
		case 17:
			value, repeat = 0, 3+r.take(3)
		case 18:
			value, repeat = 0, 11+r.take(7)
		}
		if repeat > uint(len(all)-i) {
			return ErrCorrupt
		}
		for range repeat {
			all[i] = value
			i++
		}
	}
	if all[256] == 0 || !r.litlen.build(all[:litlens], r.means.litlen[:], firstBits) || !r.distances.build(all[litlens:], r.means.distance[:], firstBits) {
		return ErrCorrupt
	}
	return nil
}

// litlenEntry tells what a symbol of the first code means (3.2.5).
func litlenEntry(symbol int) uint32 {
	switch {
	case symbol < 256:
		return valid | literal | uint32(symbol)<<8
	case symbol == 256:
		return valid | stop
	case symbol < 265:
		return valid | uint32(symbol-254)<<8
	case symbol < 285:
		extra := uint32(symbol-261) / 4
		return valid | (uint32(symbol-261)%4<<extra+4<<extra+3)<<8 | extra<<4
	case symbol == 285:
		return valid | 258<<8
	}
	return 0
}

// distanceEntry tells what a symbol of the second code means (3.2.5).
func distanceEntry(symbol int) uint32 {
	switch {
	case symbol < 4:
		return valid | uint32(symbol+1)<<8
	case symbol < 30:
		extra := uint32(symbol-2) / 2
		return valid | (uint32(symbol)%2<<extra+2<<extra+1)<<8 | extra<<4
	}
	return 0
}
