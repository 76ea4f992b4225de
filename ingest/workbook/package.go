package workbook

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"

	"aqs/ingest/issue"
)

// parts are the parts of an OOXML package by lower-case name: part names ignore case
// (ECMA-376 part 2, 6.2.2.3).
type parts struct {
	data   []byte // the whole file
	byName map[string]*zip.File
}

// A part this large that shrank this much is not an office document's: even a sheet formatted to
// its last row stays below a tenth of the ratio.
const (
	bombBytes = 32 << 20
	bombRatio = 300
)

// openParts reads the package's directory and refuses what is too large before anything is
// inflated. The sizes it believes are held against what is found when a part is read.
func openParts(data []byte, limits Limits) (*parts, error) {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, &ReadError{Code: issue.FileDamaged, Detail: "压缩包的目录损坏", Err: err}
	}
	found := &parts{data: data, byName: make(map[string]*zip.File, len(archive.File))}
	left := uint64(limits.UnzippedBytes)
	for _, file := range archive.File {
		if strings.HasSuffix(file.Name, "/") {
			continue // a folder
		}
		name := partName(file.Name)
		if found.byName[name] != nil {
			return nil, &ReadError{Code: issue.FileDamaged, Detail: "压缩包中有同名的部分"}
		}
		found.byName[name] = file
		if file.UncompressedSize64 > left {
			return nil, &ReadError{Code: issue.FileTooLarge, Detail: fmt.Sprintf("解压后超过 %d MB", limits.UnzippedBytes>>20)}
		}
		if left -= file.UncompressedSize64; file.UncompressedSize64 > bombBytes && file.UncompressedSize64/bombRatio > file.CompressedSize64 {
			return nil, &ReadError{Code: issue.FileTooLarge, Detail: "压缩比异常，像是压缩炸弹"}
		}
	}
	return found, nil
}

func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/"))
}

func (p *parts) has(name string) bool { return p.byName[partName(name)] != nil }

// locate finds a part's bytes in the package.
func (p *parts) locate(name string) (*zip.File, []byte, error) {
	file := p.byName[partName(name)]
	if file == nil {
		return nil, nil, &ReadError{Code: issue.FileDamaged, Detail: "缺少部分 " + name}
	}
	const encrypted = 1 << 0 // general purpose flag (APPNOTE.TXT 4.4.4)
	at, err := file.DataOffset()
	size := file.CompressedSize64
	if err != nil || size > uint64(len(p.data)) || uint64(at) > uint64(len(p.data))-size || file.Flags&encrypted != 0 {
		return nil, nil, &ReadError{Code: issue.FileDamaged, Detail: "部分 " + name + " 在压缩包中的位置不正确", Err: err}
	}
	return file, p.data[at : uint64(at)+size], nil
}

// open gives a part's bytes as they are inflated; the caller closes it.
func (p *parts) open(name string) (*partReader, error) {
	file, packed, err := p.locate(name)
	switch {
	case err != nil:
		return nil, err
	case file.Method == zip.Deflate:
		return newPartReader(name, packed, file.UncompressedSize64, file.CRC32), nil
	case file.Method == zip.Store && file.CompressedSize64 == file.UncompressedSize64:
		return newStoredReader(name, packed, file.CRC32), nil
	}
	return nil, &ReadError{Code: issue.FileDamaged, Detail: "部分 " + name + " 的压缩方法不认识"}
}
