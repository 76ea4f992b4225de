package simulate

// spoil chooses, for some people, one day with a value nobody can read from the log: the
// premium of a sale when there is one, else the count of talks. The
// reader must say so at that cell; a guess would show as a value where truth says illegible.
func (w *world) spoil() {
	for _, p := range w.people {
		r := stream(w.seed, "spoil", p.index)
		if !r.chance(0.25) && p.index != 6 { // one for certain, in a branch of any usual size
			continue
		}
		var worked []*day
		for _, d := range p.days {
			if d.report.isLogged && d.isWork && d.absence == "" && d.actual.visits > 0 {
				worked = append(worked, d)
			}
		}
		if len(worked) == 0 {
			continue
		}
		chosen := pick(r, worked)
		p.spoiledOn, p.spoiledField = chosen.on, "talks"
		if len(chosen.sales) > 0 {
			p.spoiledField = "premium_yuan"
		}
	}
}
