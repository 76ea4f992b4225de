package form

import "aqs/ingest/record"

// mention notes where a name or 工号 stands first on the sheet.
func (r *reader) mention(text string, c *cell) {
	if text == "" || r.silent || r.mentioned[text] {
		return
	}
	if r.mentioned == nil {
		r.mentioned = map[string]bool{}
	}
	r.mentioned[text] = true
	r.out.Batch.Mentions = append(r.out.Batch.Mentions, record.Mention{Place: r.place(c.Row), Text: text, Cell: c.Address()})
}
