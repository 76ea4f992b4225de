package simulate

import (
	"maps"
	"slices"
)

// DirtKind names one way in which people spoil a workbook, or merely write what a reader must
// still understand.
type DirtKind string

// Kinds of dirt that leave a value legible.
const (
	DirtFullWidth  DirtKind = "full-width digits"
	DirtChinese    DirtKind = "Chinese numerals"
	DirtMeasure    DirtKind = "measure word in the cell"
	DirtAbout      DirtKind = "about"
	DirtSum        DirtKind = "3+2"
	DirtNumberText DirtKind = "number as text"
	DirtThousands  DirtKind = "thousands separators"
	DirtWan        DirtKind = "万 in the cell"
	DirtZeroMark   DirtKind = "无 for zero"
	DirtFormula    DirtKind = "formula with its result"
	DirtDate       DirtKind = "date shape"
	DirtTimes      DirtKind = "time range shape"
	DirtSpaces     DirtKind = "spaces around or inside"
	DirtNameNo     DirtKind = "employee number beside the name"
	DirtLines      DirtKind = "line breaks in a cell"
	DirtPeople     DirtKind = "names in a count"
	DirtSerial     DirtKind = "date as a bare serial number"
	DirtNearName   DirtKind = "name with one wrong character"
)

// Kinds of dirt that leave a value illegible: the reader must say so at the cell.
const (
	DirtWords      DirtKind = "words instead of a number"
	DirtSlash      DirtKind = "3/5 in a count"
	DirtRange      DirtKind = "a range in a count"
	DirtNegative   DirtKind = "negative count"
	DirtHuge       DirtKind = "absurdly large"
	DirtError      DirtKind = "#REF!"
	DirtUncached   DirtKind = "formula without result"
	DirtExcelDate  DirtKind = "count that Excel turned into a date"
	DirtStatus     DirtKind = "请假 in a count"
	DirtImpossible DirtKind = "impossible date"
	DirtNoDate     DirtKind = "words instead of a date"
	DirtFuture     DirtKind = "date in the future"
	DirtNoTime     DirtKind = "words instead of a time"
)

// Kinds of dirt of a whole sheet, row or column.
const (
	DirtShifted     DirtKind = "not at A1"
	DirtHeadSpaces  DirtKind = "spaces in a header"
	DirtHeadBreak   DirtKind = "line break in a header"
	DirtHeadMark    DirtKind = "star, colon or bracket at a header"
	DirtUnknown     DirtKind = "unknown column"
	DirtPrivate     DirtKind = "private column"
	DirtNumbersRow  DirtKind = "row of column numbers"
	DirtHeadAgain   DirtKind = "header repeated"
	DirtTotals      DirtKind = "total row"
	DirtSubtotals   DirtKind = "subtotal row"
	DirtJunk        DirtKind = "junk row"
	DirtNote        DirtKind = "note below the table"
	DirtBlankRows   DirtKind = "preprinted empty rows"
	DirtEmptyRow    DirtKind = "empty row in between"
	DirtHiddenRow   DirtKind = "hidden row"
	DirtHiddenCol   DirtKind = "hidden column"
	DirtHiddenSheet DirtKind = "hidden stale sheet"
	DirtEmptySheet  DirtKind = "empty extra sheets"
	DirtForeign     DirtKind = "foreign sheet"
	DirtMerged      DirtKind = "vertical merge"
	DirtUnder       DirtKind = "value under a merge"
	DirtAbove       DirtKind = "同上"
	DirtUnitHead    DirtKind = "unit in the header"
	DirtUnitNote    DirtKind = "unit in a note above"
	DirtRepeated    DirtKind = "row twice"
	DirtCopy        DirtKind = "file copied"
	DirtCorrected   DirtKind = "corrected version"
	DirtOtherName   DirtKind = "file under a colleague's name"
	DirtHomonym     DirtKind = "two people of one name"
	DirtWeekday     DirtKind = "weekday that is not the date's"
	DirtOtherDay    DirtKind = "sheet named after another day"
	DirtTwice       DirtKind = "the same header twice"
)

// illegibleShare is how much rarer each kind of illegible value is than the other kinds: a log of
// which every third value is nonsense looks like no log.
const illegibleShare = 0.2

// Dirt is how much dirt there is: Rate is the share of values (or sheets) touched by each kind
// that fits, a fifth of it for each kind that leaves a value illegible, unless Kinds says otherwise.
type Dirt struct {
	Rate  float64
	Kinds map[DirtKind]float64
}

func (d Dirt) rate(kind DirtKind) float64 {
	if rate, own := d.Kinds[kind]; own {
		return rate
	}
	if slices.Contains(illegibleDirt(), kind) {
		return d.Rate * illegibleShare
	}
	return d.Rate
}

// DirtKinds lists all kinds in alphabetical order, for tables of what was covered.
func DirtKinds() []DirtKind {
	return slices.Sorted(slices.Values(slices.Concat(legibleDirt(), illegibleDirt(), sheetDirt())))
}

func legibleDirt() []DirtKind {
	return []DirtKind{DirtFullWidth, DirtChinese, DirtMeasure, DirtAbout, DirtSum, DirtNumberText, DirtThousands, DirtWan, DirtZeroMark,
		DirtFormula, DirtDate, DirtTimes, DirtSpaces, DirtNameNo, DirtLines, DirtPeople, DirtSerial, DirtNearName}
}

func illegibleDirt() []DirtKind {
	return []DirtKind{DirtWords, DirtSlash, DirtRange, DirtNegative, DirtHuge, DirtError, DirtUncached, DirtExcelDate, DirtStatus,
		DirtImpossible, DirtNoDate, DirtFuture, DirtNoTime}
}

func sheetDirt() []DirtKind {
	return []DirtKind{DirtShifted, DirtHeadSpaces, DirtHeadBreak, DirtHeadMark, DirtUnknown, DirtPrivate, DirtNumbersRow, DirtHeadAgain,
		DirtTotals, DirtSubtotals, DirtJunk, DirtNote, DirtBlankRows, DirtEmptyRow, DirtHiddenRow, DirtHiddenCol, DirtHiddenSheet, DirtEmptySheet,
		DirtForeign, DirtMerged, DirtUnder, DirtAbove, DirtUnitHead, DirtUnitNote, DirtRepeated, DirtCopy, DirtCorrected, DirtOtherName,
		DirtHomonym, DirtWeekday, DirtOtherDay, DirtTwice}
}

// hits counts what was written: layouts of forms and kinds of dirt.
type hits map[string]int

func (h hits) add(other hits) {
	for _, key := range slices.Sorted(maps.Keys(other)) {
		h[key] += other[key]
	}
}
