package data

// The rows of what stands behind a gap: the split of the gap, the factors of each person, and the
// two charts that tell a signal from chance.

// GapLine is one line of the waterfall from target to actual. Yuan is positive where the line
// lowers the result; a line without Yuan says in Sentence why.
type GapLine struct {
	ScopeType     string `col:"scope_type"`
	ScopeID       string `col:"scope_id"`
	Reference     string `col:"reference"`
	ReferenceName string `col:"reference_name"`
	Ord           int    `col:"ord"`
	Part          string `col:"part"`
	Detail        string `col:"detail"`
	PartName      string `col:"part_name"`
	Yuan          Num    `col:"yuan"`
	IsTotal       bool   `col:"is_total"`
	Sentence      string `col:"sentence"`
}

// GapReference is what a gap is taken apart against.
type GapReference struct{ ID, Label string }

// GapReferences are the references in the order in which they are shown: the plan comes first,
// because it is the person's own word. The last one compares with the month before and does not
// begin at a target.
func GapReferences() []GapReference {
	return []GapReference{{"plan", "对自己的计划"}, {"peers", "对同组"}, {"own", "对前三个月"}, {"change", "团队变化"}}
}

// GapAgainst gives the lines of one reference.
func GapAgainst(lines []GapLine, reference string) []GapLine {
	var out []GapLine
	for _, line := range lines {
		if line.Reference == reference {
			out = append(out, line)
		}
	}
	return out
}

// Name is the line's name; a plan that is more than enough must not be called a shortfall.
func (l GapLine) Name() string {
	switch {
	case l.Detail != "target":
		return l.PartName
	case l.Reference != "plan":
		return "目标与水平之差"
	case l.Yuan.OK && l.Yuan.V < 0:
		return "计划充分"
	}
	return l.PartName
}

// CauseFlag is what is known about one factor of one person in the review month.
type CauseFlag struct {
	PersonID     string `col:"person_id"`
	PersonName   string `col:"person_name"`
	TeamID       string `col:"team_id"`
	TeamName     string `col:"team_name"`
	DeptID       string `col:"dept_id"`
	FactorOrd    int    `col:"factor_ord"`
	Factor       string `col:"factor"`
	FactorName   string `col:"factor_name"`
	EstimateText string `col:"estimate_text"`
	PeerText     string `col:"peer_text"`
	Reliability  Num    `col:"reliability"`
	PWorse       Num    `col:"p_worse"`
	Confidence   string `col:"confidence"`
	PhiYuan      Num    `col:"phi_yuan"`
	IsLow        bool   `col:"is_low"`
	IsFlagged    bool   `col:"is_flagged"`
	Role         string `col:"role"`
	RoleName     string `col:"role_name"`
	Sentence     string `col:"sentence"`
}

// FunnelLimit is one team's rate of one step with the limits of chance at its own n.
type FunnelLimit struct {
	Chain       string `col:"chain"`
	Factor      string `col:"factor"`
	FactorOrd   int    `col:"factor_ord"`
	FactorName  string `col:"factor_name"`
	TeamID      string `col:"team_id"`
	TeamName    string `col:"team_name"`
	Y           Num    `col:"y"`
	N           Num    `col:"n"`
	Rate        Num    `col:"rate"`
	CompanyRate Num    `col:"company_rate"`
	Expected    Num    `col:"expected"`
	Lo95        Num    `col:"lo95"`
	Hi95        Num    `col:"hi95"`
	Lo998       Num    `col:"lo998"`
	Hi998       Num    `col:"hi998"`
	Signal      string `col:"signal"`
	Sentence    string `col:"sentence"`
}

// PeerWeek is the middle half (P25–P75) of the weekly activity per logged day of a person's peers, of
// whom there are at least six.
type PeerWeek struct {
	PersonID  string `col:"person_id"`
	WeekStart Date   `col:"week_start_on"`
	PeerName  string `col:"peer_name"`
	Peers     Num    `col:"peers"`
	Lo        Num    `col:"peer_lo"`
	Hi        Num    `col:"peer_hi"`
}

// ActivityWeek is one week's activity per day with a log, and its natural limits.
type ActivityWeek struct {
	ScopeType   string `col:"scope_type"`
	ScopeID     string `col:"scope_id"`
	Ord         int    `col:"ord"`
	WeekStart   Date   `col:"week_start_on"`
	WeekLabel   string `col:"week_label"`
	N           Num    `col:"n"`
	Value       Num    `col:"value"`
	Mean        Num    `col:"mean"`
	Lo          Num    `col:"lo"`
	Hi          Num    `col:"hi"`
	MovingRange Num    `col:"moving_range"`
	RangeHi     Num    `col:"range_hi"`
	Signal      string `col:"signal"`
	SignalName  string `col:"signal_name"`
	Reason      string `col:"reason"`
}
