package form

// A form is data: one YAML file says how a sheet of it looks and what its cells mean. The code
// knows four layouts and the record kinds of ingest/record, and no form.

// The layouts.
const (
	layoutForm     = "form"     // L1: label cells, blocks and free text; one sheet is one record
	layoutRegister = "register" // L2: a header row, then one record per row
	layoutCrosstab = "crosstab" // L3: metrics down, groups of columns across
	layoutCalendar = "calendar" // weekdays across or down, half days and 计划|结果 on the other side
)

// definition is one form.
type definition struct {
	ID         string        `yaml:"id"`
	Name       string        `yaml:"name"`
	Layout     string        `yaml:"layout"`
	Record     string        `yaml:"record"`     // what a sheet (form), row (register) or cell (crosstab) becomes
	Period     string        `yaml:"period"`     // what the sheet is about: day, week or month; empty: nothing
	Source     string        `yaml:"source"`     // stored with counts beside which other readings stand; default the id
	Needs      []string      `yaml:"needs"`      // registers: fields a row cannot do without; a|b: one of them
	Private    []string      `yaml:"private"`    // headers and labels whose values are never kept, only counted
	Head       string        `yaml:"head"`       // sheets: a record made of the labels themselves
	Activities []enumDef     `yaml:"activities"` // calendar: what the words of a half day mean
	Plans      bool          `yaml:"plans"`      // may be about days to come
	Hidden     hiddenDef     `yaml:"hidden"`     // rows, columns and sheets that are hidden
	Threshold  float64       `yaml:"threshold"`  // least score to take a sheet
	Title      titleDef      `yaml:"title"`
	Labels     []fieldDef    `yaml:"labels"`   // value to the right, below or inside the same cell
	Columns    []fieldDef    `yaml:"columns"`  // register
	Headless   []headlessDef `yaml:"headless"` // register: orders of columns that may come without a header
	Metrics    metricsDef    `yaml:"metrics"`
	Groups     []groupDef    `yaml:"groups"` // crosstab: what stands across
	Blocks     []blockDef    `yaml:"blocks"`
	Boxes      []boxDef      `yaml:"boxes"`   // sheets: pictures of boxes with names in them
	Across     []acrossDef   `yaml:"across"`  // sheets: tables of texts with people across
	Totals     []string      `yaml:"totals"`  // words that make a row a subtotal
	Ignore     []string      `yaml:"ignore"`  // labels and columns that are known and not wanted
	Require    []requirement `yaml:"require"` // all must hold, whatever the score

	no        int               // position in the library
	groupKeys map[string]string // normalised alias of a group → its kind
}

type titleDef struct {
	Phrases []string `yaml:"phrases"`
	Weight  float64  `yaml:"weight"`
}

// fieldDef is one field: where its label may say what, and how its value is read.
type fieldDef struct {
	Field    string    `yaml:"field"` // column of the record's table
	Name     string    `yaml:"name"`
	Type     string    `yaml:"type"`
	Aliases  []string  `yaml:"aliases"`
	Weight   float64   `yaml:"weight"`
	Value    []string  `yaml:"value"`    // labels: inside, right, below; default inside, right
	Fill     string    `yaml:"fill"`     // merge: a vertical merge carries the value down; above: a blank or 同上 means the row above
	Required bool      `yaml:"required"` // blocks: the header needs it; registers: the row needs it
	Enum     []enumDef `yaml:"enum"`
	UnitFrom string    `yaml:"unit_from"` // block.field whose header's unit counts when the label names none
	Derived  []string  `yaml:"derived"`   // crosstab rate rows: a/b as the row should be; checked, not loaded
}

// enumDef maps words found in a text to an identifier; the first that fits wins.
type enumDef struct {
	Value string   `yaml:"value"`
	Words []string `yaml:"words"`
}

// metricsDef names counts that come in pairs of plan and actual.
type metricsDef struct {
	PlanWords   []string   `yaml:"plan_words"`
	ActualWords []string   `yaml:"actual_words"`
	RateWords   []string   `yaml:"rate_words"`
	Weight      float64    `yaml:"weight"` // of each metric found
	Expect      int        `yaml:"expect"` // how many make a full form; default all
	Rows        []fieldDef `yaml:"rows"`
}

// groupDef is one kind of column group of a cross-tab.
type groupDef struct {
	Kind    string   `yaml:"kind"` // target, week, total, rate, team, people, ignore
	Name    string   `yaml:"name"`
	Aliases []string `yaml:"aliases"`
	Weight  float64  `yaml:"weight"`
}

// blockDef is a small table inside a form, under its own header.
type blockDef struct {
	ID      string     `yaml:"id"`
	Name    string     `yaml:"name"`
	Record  string     `yaml:"record"`
	Titles  []string   `yaml:"titles"`
	Columns []fieldDef `yaml:"columns"`
	Min     int        `yaml:"min"` // least number of columns that make a header
	Weight  float64    `yaml:"weight"`
}

// requirement: one of the parts must be found. Parts: title, metrics:N, columns:N, group:KIND,
// block:ID, label:FIELD, column:FIELD.
type requirement struct {
	Any []string `yaml:"any"`
	Say string   `yaml:"say"` // Chinese: what is missing when none is
}

// extension adds aliases to a form that is there already.
type extension struct {
	Extends string              `yaml:"extends"`
	Aliases map[string][]string `yaml:"aliases"` // field, metric, block or group kind → more aliases
	Titles  []string            `yaml:"titles"`
	Hidden  hiddenDef           `yaml:"hidden"`
}

// The value types.
const (
	typeText     = "text"     // as written
	typeLong     = "longtext" // runs on in the rows below
	typeName     = "name"     // a person
	typeEmployee = "employee_no"
	typeDate     = "date"
	typeTime     = "datetime"
	typeCount    = "count"
	typeCountOr  = "count_or_names"
	typeYuan     = "yuan"
	typeRate     = "rate"
	typeFactor   = "factor"
	typeStatus   = "status"
	typeEnum     = "enum"
	typeMonth    = "month"
	typePeriod   = "period" // a range of days
	typeYesNo    = "yes_no" // a tick or a word; kept as 1 or 0
	typeAmount   = "amount" // a number of whatever the row is about; a text beside it when it is none
	typeTimes    = "times"  // a time of day or a range of them
)

func knownTypes() []string {
	return []string{typeText, typeLong, typeName, typeEmployee, typeDate, typeTime, typeCount, typeCountOr,
		typeYuan, typeRate, typeFactor, typeStatus, typeEnum, typeMonth, typePeriod, typeYesNo, typeAmount, typeTimes}
}
