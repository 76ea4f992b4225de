package ingest

import (
	"fmt"
	"strings"

	"aqs/ingest/form"
	"aqs/ingest/issue"
	"aqs/ingest/record"
)

// What may be said of a sheet that matched no form: its name, its rows' number, and which parts
// of the nearest form were not found. Real log workbooks carry lists of passwords, so nothing of
// the reading that could hold a cell's text is used here.

// unknownCode tells "no form" from "more than one".
func unknownCode(reading *form.Reading) string {
	fitting := 0
	for _, candidate := range reading.Candidates {
		if candidate.Score >= candidate.Threshold {
			fitting++
		}
	}
	if fitting > 1 {
		return issue.FormAmbiguous
	}
	if reading.IsNearly() {
		return issue.FormNearly
	}
	return issue.FormUnknown
}

// nearest is the form that came closest; ok is false when none came close at all.
func nearest(reading *form.Reading) (candidate form.Candidate, ok bool) {
	if len(reading.Candidates) == 0 || reading.Candidates[0].Score <= 0 {
		return form.Candidate{}, false
	}
	return reading.Candidates[0], true
}

func unknownIssue(code, sheet string, reading *form.Reading) record.Issue {
	made := issue.New(code, sheet, "", "", "")
	if code == issue.FormAmbiguous {
		var names []string
		for _, candidate := range reading.Candidates {
			if candidate.Score >= candidate.Threshold {
				names = append(names, candidateName(candidate))
			}
		}
		made.Message += "相符的有：" + strings.Join(names, "、") + "。"
		return made
	}
	closest, ok := nearest(reading)
	if !ok {
		return made
	}
	made.Message += fmt.Sprintf("最接近的是%s（相符 %.0f%%，需 %.0f%%）", candidateName(closest), closest.Score*100, closest.Threshold*100)
	const most = 4 // the sheet table has them all
	switch missing := closest.Missing; {
	case len(missing) > most:
		made.Message += fmt.Sprintf("，没有找到：%s等 %d 项", strings.Join(missing[:most], "、"), len(missing))
	case len(missing) > 0:
		made.Message += "，没有找到：" + strings.Join(missing, "、")
	}
	made.Message += "。"
	return made
}

func candidateName(candidate form.Candidate) string {
	return "「" + candidate.FormName + "」(" + candidate.FormID + ")"
}
