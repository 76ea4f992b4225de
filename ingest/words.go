package ingest

import "aqs/ingest/record"

// statusName is a file status in Chinese.
func statusName(status string) string {
	switch status {
	case statusLoaded:
		return "已载入"
	case statusPartial:
		return "部分载入"
	case statusRejected:
		return "未载入"
	case statusDuplicate:
		return "重复"
	case statusSuperseded:
		return "已被替换"
	}
	return status
}

// statuses are in the order in which people read them.
func statuses() []string {
	return []string{statusLoaded, statusPartial, statusRejected, statusDuplicate, statusSuperseded}
}

// fateName is a row's fate in Chinese.
func fateName(fate record.Fate) string {
	switch fate {
	case record.Loaded:
		return "载入"
	case record.BlankForm:
		return "空白表"
	case record.Header:
		return "表头"
	case record.Subtotal:
		return "合计"
	case record.NoteRow:
		return "说明"
	case record.Duplicate:
		return "重复"
	case record.Quarantined:
		return "隔离"
	}
	return string(fate)
}

func fates() []record.Fate {
	return []record.Fate{
		record.Loaded, record.BlankForm, record.Header, record.Subtotal, record.NoteRow, record.Duplicate, record.Quarantined,
	}
}

// severityName is a severity in Chinese.
func severityName(severity record.Severity) string {
	switch severity {
	case record.Error:
		return "错误"
	case record.Warning:
		return "提醒"
	case record.Info:
		return "说明"
	}
	return string(severity)
}
