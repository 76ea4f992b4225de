package data

// MethodParameter is a number or a rule that the method itself fixes or has measured, as 口径说明 shows it.
// A parameter that differs from group to group has several rows.
type MethodParameter struct {
	Ord       int    `col:"ord"`
	Parameter string `col:"parameter"`
	Name      string `col:"parameter_name"`
	Value     Num    `col:"value"`
	Unit      string `col:"unit"`
	Meaning   string `col:"meaning"`
	Source    string `col:"source"`
	Relation  string `col:"relation"`
}
