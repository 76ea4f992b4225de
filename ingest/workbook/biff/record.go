package biff

import "encoding/binary"

// Record types (2.3.2). BIFF5 numbers them alike; where only its layout differs, the reader does.
const (
	idFormula     = 0x0006
	idEOF         = 0x000A
	idDate1904    = 0x0022
	idFilePass    = 0x002F
	idContinue    = 0x003C
	idCodePage    = 0x0042
	idUncalced    = 0x005E
	idColInfo     = 0x007D
	idBoundSheet  = 0x0085
	idMulRK       = 0x00BD
	idRString     = 0x00D6
	idXF          = 0x00E0
	idMergeCells  = 0x00E5
	idSST         = 0x00FC
	idLabelSST    = 0x00FD
	idNumber      = 0x0203
	idLabel       = 0x0204
	idBoolErr     = 0x0205
	idString      = 0x0207
	idRow         = 0x0208
	idRK          = 0x027E
	idFormat      = 0x041E
	idBOF         = 0x0809
	substreamBook = 0x0005 // dt of BOF, 2.4.21
	substreamGrid = 0x0010
	substreamPlot = 0x0020
)

// record is one record: type, size, data (2.1.4).
type record struct {
	id   uint16
	data []byte
}

// records walks the records of a stream.
type records struct {
	stream []byte
	at     int
}

// lastID is above every record type there is. What lies beyond, or is zero, are not records but
// a lost sector full of zeros, or data that is taken for records because a size is wrong.
const lastID = 0x10FF

// smallest is the size that a record's fixed fields need.
func smallest(id uint16) int {
	switch id {
	case idCodePage, idDate1904, idMergeCells:
		return 2
	case idXF, idBOF:
		return 4
	case idBoundSheet:
		return 7
	case idLabel, idRString, idBoolErr:
		return 8
	case idLabelSST, idRK, idColInfo:
		return 10
	case idMulRK:
		return 12
	case idNumber, idFormula:
		return 14
	case idRow:
		return 16
	}
	return 0
}

// next reads one record. The end of the stream is an error: a substream ends with its EOF record.
func (r *records) next() (record, error) {
	left := r.stream[r.at:]
	if len(left) < 4 {
		return record{}, &Error{Cause: Truncated, Detail: "记录在中途断开"}
	}
	id, end := binary.LittleEndian.Uint16(left), 4+int(binary.LittleEndian.Uint16(left[2:]))
	switch {
	case id == 0 || id > lastID:
		return record{}, damaged("记录之间有不是记录的内容")
	case end > len(left):
		return record{}, &Error{Cause: Truncated, Detail: "记录在中途断开"}
	case end < 4+smallest(id):
		return record{}, damaged("类型 %04X 的记录过短", id)
	}
	r.at += end
	return record{id: id, data: left[4:end:end]}, nil
}

// continued gathers a record's data and that of the CONTINUE records behind it (2.4.58).
func (r *records) continued(first record) *pieces {
	p := &pieces{now: first.data}
	for {
		left := r.stream[r.at:]
		if len(left) < 4 || binary.LittleEndian.Uint16(left) != idContinue {
			return p
		}
		following, err := r.next()
		if err != nil {
			p.failed = true
			return p
		}
		p.later = append(p.later, following.data)
	}
}
