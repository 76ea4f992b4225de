package bifftest

import "bytes"

// Stream is one stream of a compound file.
type Stream struct {
	Name string
	Data []byte
}

// File is a book in a compound file.
func File(book Book) []byte { return Container(Stream{"Workbook", book.Stream()}) }

const (
	sector     = 512
	endOfChain = 0xFFFFFFFE
	free       = 0xFFFFFFFF
)

// Container puts streams into a compound file ([MS-CFB], version 3). Short streams are filled up
// with zeros so that no mini stream is needed; empty ones stay empty. At most 109 sectors of
// allocation table: 7 MB.
func Container(streams ...Stream) []byte {
	var body []byte
	var table []uint32 // FAT
	chain := func(data []byte) uint32 {
		first := uint32(len(table))
		padded := append(bytes.Clone(data), make([]byte, (sector-len(data)%sector)%sector)...)
		for range len(padded)/sector - 1 {
			table = append(table, uint32(len(table))+1)
		}
		table = append(table, endOfChain)
		body = append(body, padded...)
		return first
	}
	const none = uint32(free)
	entry := func(name string, kind uint8, right, child, first uint32, size int) []byte {
		wide := append(Wide(name), 0, 0)
		return Data(append(wide, make([]byte, 64-len(wide))...), uint16(len(wide)), kind, uint8(1),
			none, right, child, make([]byte, 36), first, uint64(size))
	}
	directory := entry("Root Entry", 5, none, 1, endOfChain, 0)
	for i, stream := range streams {
		data, first := stream.Data, uint32(endOfChain)
		if short := 4096 - len(data); short > 0 && len(data) > 0 {
			data = append(bytes.Clone(data), make([]byte, short)...)
		}
		if len(data) > 0 {
			first = chain(data)
		}
		right := uint32(i + 2)
		if i == len(streams)-1 {
			right = none
		}
		directory = append(directory, entry(stream.Name, 2, right, none, first, len(data))...)
	}
	for len(directory)%sector != 0 {
		directory = append(directory, entry("", 0, none, none, 0, 0)...)
	}
	directoryAt := chain(directory)

	tables := 1
	for (len(table)+tables)*4 > tables*sector {
		tables++
	}
	locations := make([]uint32, 109)
	for i := range locations {
		locations[i] = free
		if i < tables {
			locations[i] = uint32(len(table))
			table = append(table, 0xFFFFFFFD)
		}
	}
	for len(table) < tables*sector/4 {
		table = append(table, free)
	}
	header := Data("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", make([]byte, 16), uint16(0x3E), uint16(3), uint16(0xFFFE),
		uint16(9), uint16(6), make([]byte, 6), uint32(0), uint32(tables), directoryAt, uint32(0), uint32(4096),
		uint32(endOfChain), uint32(0), uint32(endOfChain), uint32(0), locations)
	return bytes.Join([][]byte{header, body, Data(table)}, nil)
}
