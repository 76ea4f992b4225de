package simulate

import (
	"maps"
	"path/filepath"
	"testing"
)

// The committed sample is what its README says made it. A difference in every workbook at once
// usually means another compressor (another Go release); write the sample anew with
// `aqs simulate sample-data --people 30 --months 3 --seed 20260101 --full` and read the diff of truth.csv.
func TestSampleDataIsUpToDate(t *testing.T) {
	committed := tree(t, filepath.Join("..", "..", "sample-data"))
	delete(committed, "README.md")
	delete(committed, ".gitattributes")
	delete(committed, "aqs.yaml") // which team sells by which chain: not the workbooks' to say
	maps.DeleteFunc(committed, func(path string, _ []byte) bool { return filepath.Base(path) == ".DS_Store" })
	sameTree(t, write(t, sample), committed)
}
