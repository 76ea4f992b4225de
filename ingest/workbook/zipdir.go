package workbook

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"math"
	"slices"
)

// A zip archive in memory, as far as an office document needs it (PKWARE APPNOTE.TXT 6.3.10; ISO/IEC
// 21320-1 says which of it documents use). archive/zip makes a dozen objects per part and reads
// through buffers; for a day's form that was a tenth of the time and a quarter of the garbage.

// Signatures and fixed sizes of the records (APPNOTE 4.3.7, 4.3.12, 4.3.14–4.3.16).
const (
	zipLocal, zipLocalSize     = "PK\x03\x04", 30
	zipCentral, zipCentralSize = "PK\x01\x02", 46
	zipEnd, zipEndSize         = "PK\x05\x06", 22
	zipEnd64, zipEnd64Size     = "PK\x06\x06", 56
	zipLocator, zipLocatorSize = "PK\x06\x07", 20
)

const (
	zipStored    = 0      // method (4.4.5)
	zipDeflated  = 8      //
	zipEncrypted = 1 << 0 // general purpose flag (4.4.4)
)

var errZip = errors.New("zip: the directory is broken")

// zipPart is one entry of an archive's directory, believed no further than to find its bytes.
type zipPart struct {
	name          string // see appendFolded
	flags, method uint16
	sum           uint32 // CRC-32
	packed, size  uint64 // bytes in the archive, and unpacked
	header        uint64 // where the local header begins in the file
}

// readDirectory lists an archive's parts by name, folders left out. Names may come twice.
func readDirectory(data []byte) ([]zipPart, error) {
	at, count, exact, err := findDirectory(data)
	if err != nil {
		return nil, err
	}
	base := at.base
	if count > uint64(len(data))/zipCentralSize {
		return nil, errZip
	}
	parts, names := make([]zipPart, 0, count), make([]byte, 0, 32*count)
	ends := make([]int, 0, count) // of the parts' names in names
	found := uint64(0)
	for rest := data[at.start:at.end]; bytes.HasPrefix(rest, []byte(zipCentral)); found++ {
		if len(rest) < zipCentralSize {
			return nil, errZip
		}
		u16 := func(i int) uint16 { return binary.LittleEndian.Uint16(rest[i:]) }
		u32 := func(i int) uint32 { return binary.LittleEndian.Uint32(rest[i:]) }
		name, extra, comment := int(u16(28)), int(u16(30)), int(u16(32))
		size := zipCentralSize + name + extra + comment
		if len(rest) < size {
			return nil, errZip
		}
		part := zipPart{flags: u16(8), method: u16(10), sum: u32(16), packed: uint64(u32(20)), size: uint64(u32(24)), header: uint64(u32(42))}
		written := rest[zipCentralSize : zipCentralSize+name]
		if !part.widen(rest[zipCentralSize+name : zipCentralSize+name+extra]) {
			return nil, errZip
		}
		rest = rest[size:]
		if part.header > uint64(len(data))-base {
			return nil, errZip
		}
		part.header += base
		if len(written) > 0 && written[len(written)-1] == '/' {
			continue // a folder
		}
		names = appendFolded(names, written)
		parts, ends = append(parts, part), append(ends, len(names))
	}
	if found != count && (exact || uint16(found) != uint16(count)) {
		return nil, errZip
	}
	all, start := string(names), 0
	for i, end := range ends {
		parts[i].name, start = all[start:end], end
	}
	slices.SortFunc(parts, func(a, b zipPart) int { return cmp.Compare(a.name, b.name) })
	return parts, nil
}

// zipSpan is where the directory lies in the file. Offsets within the archive count from base.
type zipSpan struct{ start, end, base uint64 }

// findDirectory reads the record at the archive's end, and the wider one before it if there is
// one; exact says that count is not only known by its lowest 16 bits.
func findDirectory(data []byte) (at zipSpan, count uint64, exact bool, err error) {
	end := findEnd(data)
	if end < 0 {
		return at, 0, false, errZip
	}
	record := data[end:]
	count = uint64(binary.LittleEndian.Uint16(record[10:]))
	size, offset := uint64(binary.LittleEndian.Uint32(record[12:])), uint64(binary.LittleEndian.Uint32(record[16:]))
	at.end = uint64(end)
	// A directory of 4 GB is refused here as everywhere: its size alone asks for no wide record.
	if count == math.MaxUint16 || offset == math.MaxUint32 {
		if wide := findEnd64(data, end); wide >= 0 {
			record := data[wide:]
			fits := widerThan(&count, binary.LittleEndian.Uint64(record[32:]), math.MaxUint16) &&
				widerThan(&size, binary.LittleEndian.Uint64(record[40:]), math.MaxUint32) &&
				widerThan(&offset, binary.LittleEndian.Uint64(record[48:]), math.MaxUint32)
			if !fits {
				return at, 0, false, errZip
			}
			exact, at.end = true, uint64(wide)
		}
	}
	if offset > at.end || size > at.end-offset {
		return at, 0, false, errZip
	}
	// Offsets count from the file's beginning; from the archive's where something stands before it.
	if at.start = offset; !bytes.HasPrefix(data[offset:], []byte(zipCentral)) {
		at.start = at.end - size
		at.base = at.start - offset
	}
	return at, count, exact, nil
}

// widerThan takes a field of the wide record where the short one has no room; where it has, the two
// must say the same (4.4.1.4).
func widerThan(short *uint64, wide, most uint64) bool {
	if *short == most {
		*short = wide
	}
	return *short == wide
}

// findEnd finds the record at an archive's end, behind which is at most a comment (4.3.16); -1
// when there is none.
func findEnd(data []byte) int {
	lowest := max(0, len(data)-zipEndSize-math.MaxUint16)
	for at := len(data) - zipEndSize; at >= lowest; at-- {
		if data[at] == 'P' && string(data[at:at+4]) == zipEnd {
			if at+zipEndSize+int(binary.LittleEndian.Uint16(data[at+20:])) > len(data) {
				return -1
			}
			return at
		}
	}
	return -1
}

// findEnd64 follows the locator before the end (4.3.15) to the wide record (4.3.14); -1 for none.
func findEnd64(data []byte, end int) int {
	at := end - zipLocatorSize
	if at < 0 || string(data[at:at+8]) != zipLocator+"\x00\x00\x00\x00" || binary.LittleEndian.Uint32(data[at+16:]) != 1 {
		return -1 // or of an archive on several disks
	}
	wide := binary.LittleEndian.Uint64(data[at+8:])
	if at < zipEnd64Size || wide > uint64(at-zipEnd64Size) || string(data[wide:wide+4]) != zipEnd64 {
		return -1
	}
	return int(wide)
}

// widen takes those of the sizes and the offset that do not fit into 32 bits from the extra field
// of zip64 (4.5.3); false when they are not there. A size without it stays: it is too large anyway.
func (p *zipPart) widen(extra []byte) bool {
	wide := []*uint64{&p.size, &p.packed, &p.header}
	wide = slices.DeleteFunc(wide, func(field *uint64) bool { return *field != math.MaxUint32 })
	for len(wide) > 0 && len(extra) >= 4 {
		id, size := binary.LittleEndian.Uint16(extra), int(binary.LittleEndian.Uint16(extra[2:]))
		if extra = extra[4:]; size > len(extra) {
			return false
		}
		for field := extra[:size]; id == 1 && len(wide) > 0; wide, field = wide[1:], field[8:] {
			if len(field) < 8 {
				return false
			}
			*wide[0] = binary.LittleEndian.Uint64(field)
		}
		extra = extra[size:]
	}
	return p.packed != math.MaxUint32 && p.header != math.MaxUint32
}

// within gives a part's packed bytes in the file that the directory is of: behind the local header,
// whose lengths of name and extra field are its own (4.3.7).
func (p *zipPart) within(data []byte) ([]byte, error) {
	if p.header > uint64(len(data)) || len(data)-int(p.header) < zipLocalSize || !bytes.HasPrefix(data[p.header:], []byte(zipLocal)) {
		return nil, errZip
	}
	local := data[p.header:]
	start := zipLocalSize + int(binary.LittleEndian.Uint16(local[26:])) + int(binary.LittleEndian.Uint16(local[28:]))
	if start > len(local) || p.packed > uint64(len(local)-start) {
		return nil, errZip
	}
	return local[start : start+int(p.packed)], nil
}

// appendFolded adds a name in the form in which names are compared: part names ignore the case of
// ASCII letters (ECMA-376 part 2, 6.2.2.3), begin with a slash or not, and some programs on Windows
// write its backslash.
func appendFolded[T string | []byte](out []byte, name T) []byte {
	start := len(out)
	for i := range len(name) {
		c := name[i]
		switch {
		case c == '\\':
			c = '/'
		case c >= 'A' && c <= 'Z':
			c |= 0x20
		}
		if c != '/' || len(out) > start || i > 0 {
			out = append(out, c)
		}
	}
	return out
}
