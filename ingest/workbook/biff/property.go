package biff

import (
	"encoding/binary"
	"time"
)

// lastSaved reads PIDSI_LASTSAVE_DTM out of a summary information stream ([MS-OLEPS] 2.21, 2.20,
// 2.15, 3.1.1). Whatever does not fit means that there is none: nothing depends on it but which of
// two versions of a log is newer.
func lastSaved(stream []byte) *time.Time {
	const (
		lastSaveProperty = 0x0D
		typeFileTime     = 0x40
	)
	at := func(offset uint32) uint32 {
		if uint64(offset)+4 > uint64(len(stream)) {
			return 0
		}
		return binary.LittleEndian.Uint32(stream[offset:])
	}
	set := at(44) // offset of the first property set
	if at(0)&0xFFFF != 0xFFFE || set < 48 {
		return nil
	}
	for i := uint32(0); i < min(at(set+4), 1000); i++ {
		if at(set+8+8*i) != lastSaveProperty {
			continue
		}
		value := set + at(set+12+8*i)
		if at(value)&0xFFFF != typeFileTime {
			return nil
		}
		return fileTime(uint64(at(value+4)) | uint64(at(value+8))<<32)
	}
	return nil
}

// fileTime turns ticks of 100 ns since 1601 into a time, when that lies in the years of computers.
func fileTime(ticks uint64) *time.Time {
	const toUnixSeconds = 11_644_473_600
	seconds := int64(ticks/1e7) - toUnixSeconds
	moment := time.Unix(seconds, int64(ticks%1e7)*100).UTC()
	if moment.Year() < 1980 || moment.Year() > 9998 {
		return nil
	}
	return &moment
}
