// Package bundle makes the bundles: one HTML file per team or person that holds what its reader may
// see and nothing else, to be forwarded and opened offline by a double click.
//
// A bundle is the site of data that was cut first (see [Cut]): pages, side files, search index and
// workbooks are made of rows that are already free of others, so nothing has to be hidden later. The
// cut names what stays; a group of rows that is new in package data stays out until it is named.
// What was made may be encrypted with a passphrase (see [Seal]).
package bundle
