package ingest

import (
	"path"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// versionWords rank what people append to the name of a file they hand in again; the highest
// that occurs counts. 副本 is no version: a copy is not newer than what it copies.
func versionWords() []struct {
	rank  int
	words *regexp.Regexp
} {
	return []struct {
		rank  int
		words *regexp.Regexp
	}{
		{4, regexp.MustCompile(`最终|终版|终稿|定稿|final`)},
		{3, regexp.MustCompile(`更正|订正|勘误`)},
		{2, regexp.MustCompile(`修改|修订|修正|改后|新版|更新|重交|重报|[(（_ -]改[)）]?$`)},
		{1, regexp.MustCompile(`补交|补报|补录|补写|补填|[(（_ -]补[)）]?$`)},
	}
}

// versionNumber finds v2, V2.1, 第2版, 版本2 and the (1) that systems append to a second copy.
func versionNumber() *regexp.Regexp {
	return regexp.MustCompile(`(?:^|[^a-z])v(\d{1,3})|第(\d{1,3})[版稿次]|版本(\d{1,3})|\((\d{1,2})\)\s*$`)
}

// ranker gives versionRank with its patterns compiled once.
type ranker struct {
	words []struct {
		rank  int
		words *regexp.Regexp
	}
	number *regexp.Regexp
}

func newRanker() ranker { return ranker{words: versionWords(), number: versionNumber()} }

// rank orders the versions of one log by the file's name alone: 0 for a plain name, else
// 1000 × word + number, so that 最终版 is above any 更正, above any 修改, above any 补交, above any
// v9; among equals the number decides.
func (r ranker) rank(filePath string) int {
	name := path.Base(filePath)
	stem := strings.ToLower(norm.NFKC.String(strings.TrimSuffix(name, path.Ext(name))))
	rank := 0
	for _, version := range r.words {
		if version.words.MatchString(stem) {
			rank = version.rank * 1000
			break
		}
	}
	highest := 0
	for _, match := range r.number.FindAllStringSubmatch(stem, -1) {
		for _, digits := range match[1:] {
			if number, err := strconv.Atoi(digits); err == nil {
				highest = max(highest, number)
			}
		}
	}
	return rank + min(highest, 999)
}
