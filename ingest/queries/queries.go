// Package queries holds the statements of ingest that are longer than a line, as files. Each is a
// string that the compiler puts in: a file that is missing does not build.
package queries

import _ "embed" // the statements

// AliasesInVain lists lines of the 别名表 that settle nothing.
//
//go:embed aliases_in_vain.sql
var AliasesInVain string

// CopyDuplicate takes over what is known of a copied file ($1) from its original ($2).
//
//go:embed copy_duplicate.sql
var CopyDuplicate string

// CopyRejection does the same for a copy of a file that was rejected.
//
//go:embed copy_rejection.sql
var CopyRejection string

// CountFates counts rows by fate.
//
//go:embed count_fates.sql
var CountFates string

// CountFiles counts files and rows by status.
//
//go:embed count_files.sql
var CountFiles string

// CountSeverities counts findings by severity.
//
//go:embed count_severities.sql
var CountSeverities string

// IssueHistorySeen brings the history in line with the findings of the run's day ($1).
//
//go:embed issue_history_seen.sql
var IssueHistorySeen string

// IssueLifecycle counts what is new, open and fixed on the day $1.
//
//go:embed issue_lifecycle.sql
var IssueLifecycle string

// LedgerCheck lists files whose ledger does not add up.
//
//go:embed ledger_check.sql
var LedgerCheck string

// LoadState lists what is known of every content of every path.
//
//go:embed load_state.sql
var LoadState string

// NamesInQuestion lists spellings that are not plainly one person of the 花名册.
//
//go:embed names_in_question.sql
var NamesInQuestion string

// RosterNames lists the names of the 花名册.
//
//go:embed roster_names.sql
var RosterNames string

// StatusIssues counts findings by code.
//
//go:embed status_issues.sql
var StatusIssues string

// StatusWorst lists the gravest findings, $1 of them.
//
//go:embed status_worst.sql
var StatusWorst string
