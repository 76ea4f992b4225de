package data

// The rows of the data-quality and definition pages.

// MissingLog is a work day of the review month without a log and without leave.
type MissingLog struct {
	Ord         int    `col:"ord"`
	DeptName    string `col:"dept_name"`
	TeamName    string `col:"team_name"`
	PersonID    string `col:"person_id"`
	PersonName  string `col:"person_name"`
	WorkOn      Date   `col:"work_on"`
	WeekdayName string `col:"weekday_name"`
}

// Issue is one finding of the reader, with its cell.
type Issue struct {
	Ord      int    `col:"ord"`
	FilePath string `col:"file_path"`
	Sheet    string `col:"sheet"`
	Cell     string `col:"cell"`
	Code     string `col:"code"`
	CodeName string `col:"code_name"`
	Severity string `col:"severity"`
	Value    string `col:"value" free:"true"`
	Message  string `col:"message" free:"true"`
	Hint     string `col:"hint" free:"true"`
}

// IssueCode counts the findings of one kind.
type IssueCode struct {
	Ord      int    `col:"ord"`
	Code     string `col:"code"`
	CodeName string `col:"code_name"`
	Severity string `col:"severity"`
	Issues   Num    `col:"issues"`
	Files    Num    `col:"files"`
}

// File is one file of the inbox.
type File struct {
	Ord        int    `col:"ord"`
	Path       string `col:"path"`
	Form       string `col:"form"`
	FormName   string `col:"form_name"`
	Status     string `col:"status"`
	StatusName string `col:"status_name"`
	RowsTotal  Num    `col:"rows_total"`
	RowsLoaded Num    `col:"rows_loaded"`
	Issues     Num    `col:"issues"`
}

// LedgerLine is the number of rows that met one fate.
type LedgerLine struct {
	Ord      int    `col:"ord"`
	Fate     string `col:"fate"`
	FateName string `col:"fate_name"`
	Code     string `col:"code"`
	CodeName string `col:"code_name"`
	Rows     Num    `col:"rows"`
}

// UnknownSheet is a sheet that matched no form.
type UnknownSheet struct {
	Ord             int    `col:"ord"`
	Path            string `col:"path"`
	Sheet           string `col:"sheet"`
	RowsTotal       Num    `col:"rows_total"`
	NearestFormName string `col:"nearest_form_name"`
	Reason          string `col:"reason" free:"true"`
}

// Resubmission is a log handed in more than once.
type Resubmission struct {
	Ord        int    `col:"ord"`
	PersonName string `col:"person_name"`
	TeamName   string `col:"team_name"`
	WorkOn     Date   `col:"work_on"`
	KeptPath   string `col:"kept_path"`
	KeptSheet  string `col:"kept_sheet"`
	OtherPath  string `col:"other_path"`
	OtherSheet string `col:"other_sheet"`
	Differs    string `col:"differs" free:"true"`
}

// Metric is one entry of the catalogue of definitions.
type Metric struct {
	Ord      int    `col:"ord"`
	ID       string `col:"metric_id"`
	Name     string `col:"metric_name"`
	Unit     string `col:"unit"`
	Layer    string `col:"layer"`
	Formula  string `col:"formula"`
	Source   string `col:"source"`
	Relation string `col:"relation"`
	Note     string `col:"note"`
}

// Test is the result of one check of the models.
type Test struct {
	Ord         int    `col:"ord"`
	Name        string `col:"test_name"`
	Kind        string `col:"kind"`
	Severity    string `col:"severity"`
	FailingRows Num    `col:"failing_rows"`
	Message     string `col:"message"`
}

// Model is one SQL file as it ran.
type Model struct {
	Ord      int    `col:"ord"`
	Relation string `col:"relation"`
	Layer    string `col:"layer"`
	Path     string `col:"path"`
	SQL      string `col:"sql_text"`
}
