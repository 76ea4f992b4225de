package biff

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/richardlehane/mscfb"
)

// container is what a compound file holds that matters here.
type container struct {
	stream   []byte     // the records
	modified *time.Time // of the summary information; nil when absent
}

// openContainer takes the workbook's stream out of a compound file ([MS-CFB]). A file that starts
// with a record instead is the stream itself, as some programs write it.
func openContainer(data []byte) (found container, err error) {
	if !bytes.HasPrefix(data, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) {
		return container{stream: data}, nil
	}
	source := &sectors{data: data}
	defer func() {
		// mscfb believes some numbers of the file too much: an empty directory makes it panic.
		if cause := recover(); cause != nil {
			err = source.explain(fmt.Errorf("panic: %v", cause))
		}
	}()
	if err := source.checkHeader(); err != nil {
		return found, err
	}
	file, err := mscfb.New(source)
	if err != nil {
		return found, source.explain(err)
	}
	streams := map[string]*mscfb.File{}
	for _, entry := range file.File {
		if len(entry.Path) == 0 && !entry.FileInfo().IsDir() {
			streams[strings.ToLower(entry.Name)] = entry
		}
	}
	// A file for both Excel 95 and 97 holds both streams; Workbook is the newer one.
	book := streams["workbook"]
	if book == nil {
		book = streams["book"]
	}
	switch {
	case book == nil && streams["encryptedpackage"] != nil:
		return found, &Error{Cause: PackageKey, Detail: "内容是加密的工作簿"}
	case book == nil:
		return found, &Error{Cause: Foreign, Detail: "复合文件中没有工作簿"}
	}
	if found.stream, err = source.read(book); err != nil {
		return found, err
	}
	if summary := streams["summaryinformation"]; summary != nil {
		if properties, err := source.read(summary); err == nil {
			found.modified = lastSaved(properties)
		}
	}
	return found, nil
}

// sectors is the file as mscfb reads it, with the bounds that mscfb does not keep.
type sectors struct {
	data      []byte
	sawHeader bool
	beyond    bool // something behind the end was asked for
}

const headerSize = 512

// checkHeader refuses counts of sectors that the file cannot hold ([MS-CFB] 2.2): mscfb makes
// room for them before it reads any.
func (s *sectors) checkHeader() error {
	if len(s.data) < headerSize {
		return &Error{Cause: Truncated, Detail: "复合文件的文件头不完整"}
	}
	shift := binary.LittleEndian.Uint16(s.data[30:])
	if shift != 9 && shift != 12 {
		return damaged("复合文件的扇区大小不正确")
	}
	held := uint32(len(s.data)>>shift) + 1
	for _, at := range []int{40, 44, 64, 72} { // directory, FAT, mini FAT and DIFAT sectors
		if binary.LittleEndian.Uint32(s.data[at:]) > held {
			return &Error{Cause: Truncated, Detail: "复合文件的目录大于文件本身"}
		}
	}
	return nil
}

// ReadAt reads a sector. Numbers of free and of no sectors wrap around to the header in mscfb's
// arithmetic, so after the first reading the header is out of bounds.
func (s *sectors) ReadAt(into []byte, offset int64) (int, error) {
	if offset < headerSize && s.sawHeader {
		return 0, fmt.Errorf("sector number out of range")
	}
	s.sawHeader = true
	if offset < 0 || offset+int64(len(into)) > int64(len(s.data)) {
		s.beyond = true
		return 0, io.ErrUnexpectedEOF
	}
	return copy(into, s.data[offset:]), nil
}

func (s *sectors) read(file *mscfb.File) ([]byte, error) {
	if file.Size > int64(len(s.data)) {
		return nil, &Error{Cause: Truncated, Detail: "工作簿流比文件还长"}
	}
	content := make([]byte, max(file.Size, 0))
	if _, err := io.ReadFull(file, content); err != nil {
		return nil, s.explain(err)
	}
	return content, nil
}

// explain tells a missing end from other damage.
func (s *sectors) explain(err error) error {
	if s.beyond {
		return &Error{Cause: Truncated, Detail: "复合文件缺少后面的扇区", Err: err}
	}
	return &Error{Cause: Damaged, Detail: "复合文件的目录损坏", Err: err}
}
