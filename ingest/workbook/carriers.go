package workbook

import "context"

// parseFunc reads one carrier's bytes into a book. It stays within the limits, looks at the
// context now and then, and gives a *[ReadError] for whatever it cannot read exactly.
type parseFunc func(ctx context.Context, data []byte, limits Limits) (*Book, error)

// parserOf gives a carrier's reader; nil for carriers that are only refused (see refuse).
func parserOf(carrier Carrier) parseFunc {
	switch carrier {
	case CarrierXLSX:
		return parseXLSX
	case CarrierEncrypted:
		return parseEncrypted
	case CarrierXLS, CarrierCompound:
		return parseXLS // it tells apart what compound files hold
	case CarrierText:
		return parseText
	case CarrierHTML:
		return parseHTML
	case CarrierXML:
		return parseSpreadsheetML
	}
	return nil
}

// usesLibrary says that a carrier's reader hands the file to code that does not look at the
// context.
func usesLibrary(carrier Carrier) bool {
	switch carrier {
	case CarrierEncrypted, CarrierXLS, CarrierCompound, CarrierHTML, CarrierXML:
		return true
	}
	return false
}
