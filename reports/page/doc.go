// Package page lays out the pages of the site: which rows stand where, under which name, linked to
// which other page. A page is a template plus a list of charts; figures arrive ready from package
// data and are only formatted here.
package page
