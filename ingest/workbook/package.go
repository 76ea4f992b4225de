package workbook

import (
	"fmt"
	"slices"
	"strings"

	"aqs/ingest/issue"
)

// parts are the parts of an OOXML package.
type parts struct {
	data []byte    // the whole file
	list []zipPart // by name
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
	list, err := readDirectory(data)
	if err != nil {
		return nil, &ReadError{Code: issue.FileDamaged, Detail: "压缩包的目录损坏", Err: err}
	}
	left := uint64(limits.UnzippedBytes)
	for i, part := range list {
		if i > 0 && list[i-1].name == part.name {
			return nil, &ReadError{Code: issue.FileDamaged, Detail: "压缩包中有同名的部分"}
		}
		if part.size > left {
			return nil, &ReadError{Code: issue.FileTooLarge, Detail: fmt.Sprintf("解压后超过 %d MB", limits.UnzippedBytes>>20)}
		}
		if left -= part.size; part.size > bombBytes && part.size/bombRatio > part.packed {
			return nil, &ReadError{Code: issue.FileTooLarge, Detail: "压缩比异常，像是压缩炸弹"}
		}
	}
	return &parts{data: data, list: list}, nil
}

// find looks a part up by its name as a relation writes it; nil when there is none.
func (p *parts) find(name string) *zipPart {
	var short [64]byte
	folded := string(appendFolded(short[:0], name))
	at, found := slices.BinarySearchFunc(p.list, folded, func(part zipPart, name string) int { return strings.Compare(part.name, name) })
	if !found {
		return nil
	}
	return &p.list[at]
}

func (p *parts) has(name string) bool { return p.find(name) != nil }

// locate finds a part's bytes in the package.
func (p *parts) locate(name string) (*zipPart, []byte, error) {
	part := p.find(name)
	if part == nil {
		return nil, nil, &ReadError{Code: issue.FileDamaged, Detail: "缺少部分 " + name}
	}
	packed, err := part.within(p.data)
	if err != nil || part.flags&zipEncrypted != 0 {
		return nil, nil, &ReadError{Code: issue.FileDamaged, Detail: "部分 " + name + " 在压缩包中的位置不正确", Err: err}
	}
	return part, packed, nil
}

// open gives a part's bytes as they are inflated; the caller closes it.
func (p *parts) open(name string) (*partReader, error) {
	part, packed, err := p.locate(name)
	switch {
	case err != nil:
		return nil, err
	case part.method == zipDeflated:
		return newPartReader(name, packed, part.size, part.sum), nil
	case part.method == zipStored && part.packed == part.size:
		return newStoredReader(name, packed, part.sum), nil
	}
	return nil, &ReadError{Code: issue.FileDamaged, Detail: "部分 " + name + " 的压缩方法不认识"}
}
