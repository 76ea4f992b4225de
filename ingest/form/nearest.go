package form

import "sort"

// jaroWinkler is the similarity of two texts, 0..1 (Winkler 1990: prefix weight 0.1, up to four
// characters), by characters.
func jaroWinkler(left, right string) float64 {
	a, b := []rune(left), []rune(right)
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	window := max(max(len(a), len(b))/2-1, 0)
	usedA, usedB := make([]bool, len(a)), make([]bool, len(b))
	matches := 0.0
	for i := range a {
		for j := max(0, i-window); j < min(len(b), i+window+1); j++ {
			if !usedB[j] && a[i] == b[j] {
				usedA[i], usedB[j] = true, true
				matches++
				break
			}
		}
	}
	if matches == 0 {
		return 0
	}
	transposed, j := 0.0, 0
	for i := range a {
		if !usedA[i] {
			continue
		}
		for !usedB[j] {
			j++
		}
		if a[i] != b[j] {
			transposed++
		}
		j++
	}
	jaro := (matches/float64(len(a)) + matches/float64(len(b)) + (matches-transposed/2)/matches) / 3
	prefix := 0
	for prefix < min(4, len(a), len(b)) && a[prefix] == b[prefix] {
		prefix++
	}
	return jaro + float64(prefix)*0.1*(1-jaro)
}

// nearest lists the n words most like a text, the most alike first; words with nothing in common
// are left out.
func nearest(text string, words []string, n int) []string {
	type scored struct {
		word  string
		score float64
	}
	list := make([]scored, 0, len(words))
	for _, word := range words {
		if score := jaroWinkler(text, word); score > 0 {
			list = append(list, scored{word, score})
		}
	}
	sort.Slice(list, func(i, j int) bool {
		if list[i].score != list[j].score {
			return list[i].score > list[j].score
		}
		return list[i].word < list[j].word
	})
	var found []string
	for _, s := range list[:min(n, len(list))] {
		found = append(found, s.word)
	}
	return found
}
