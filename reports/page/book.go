package page

import (
	"fmt"
	"strings"

	"aqs/reports/table"
)

// Every page with tables has a workbook of the same name in the folder xlsx, and the whole review
// stands in one more.
const (
	bookFolder = "xlsx/"
	reviewBook = "xlsx/review.xlsx"
)

// Book is a workbook before it is drawn.
type Book struct {
	File   string // within the site
	Title  string
	Tables []table.Table
}

// giveBooks names the workbook of each page in its tables, so that a table can link to it.
func giveBooks(pages []Page) {
	for i := range pages {
		if len(pages[i].Tables) == 0 {
			continue
		}
		pages[i].Book = bookFolder + strings.TrimSuffix(pages[i].File, ".html") + ".xlsx"
		if body, ok := pages[i].Body.(topicBody); ok {
			nameBook(body.Sections, pages[i].Book)
		}
		if body, ok := pages[i].Body.(gapBody); ok {
			nameBook([]section{body.Split}, pages[i].Book)
		}
		if body, ok := pages[i].Body.(scopeBody); ok {
			nameBook(body.Sections, pages[i].Book)
		}
		if body, ok := pages[i].Body.(personBody); ok {
			nameBook(body.Sections, pages[i].Book)
		}
	}
}

func nameBook(sections []section, book string) {
	for k := range sections {
		if sections[k].Table != nil {
			sections[k].Table.Book = book
		}
	}
}

// BookOf is the workbook of a page; its File is empty when the page has no tables.
func (s *Site) BookOf(p Page) Book {
	return Book{File: p.Book, Title: p.Title + " " + s.Data.Run.MonthLabel, Tables: p.Tables}
}

// Review is the workbook of the whole review: the sheets of the pages about the whole company, one
// after another.
func (s *Site) Review(tables []table.Table) Book {
	return Book{File: reviewBook, Title: s.company().Name + " " + s.Data.Run.MonthLabel + " 活动量经营检讨", Tables: tables}
}

// IsOfCompany tells whether the page is about the whole company, and so part of the review.
func (p Page) IsOfCompany() bool { return p.Local == nil }

// Draw gives the bytes of the workbook.
func (s *Site) Draw(b Book) ([]byte, error) {
	content, err := table.Book(b.Title, s.origin(), s.Data.Run.AsOf.T, b.Tables)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", b.File, err)
	}
	return content, nil
}

// origin says in every sheet what the figures are of.
func (s *Site) origin() string {
	return s.Data.Run.MonthLabel + "，截至 " + s.Data.Run.AsOf.String() + "；由 aqs " + s.Version + " 根据收到的工作簿生成"
}
