package simulate

import (
	"math"
	"testing"
)

// What is asked for is planted, in both profiles, and shows in what people really did.
func TestPlantingIsDone(t *testing.T) {
	for _, profile := range []Profile{DefaultProfile(), OtherProfile()} {
		plant := Planting{Causes: []string{tooLittle, smallTickets}, Share: 0.4, Severity: 0.5, FromStart: true, PoorOutlets: 0.15, Fabricators: 0.1, FixedRoutes: 0.2}
		people, err := People(Options{People: 300, Months: 2, Seed: 4, Profile: &profile, Plant: &plant})
		if err != nil {
			t.Fatal(err)
		}
		var planted, poor, padding, fixed float64
		talks, days := map[string]float64{}, map[string]float64{}
		money, cases := map[string]float64{}, map[string]float64{}
		for _, p := range people {
			for _, d := range p.Decoys {
				if d == poorOutlets {
					poor++
				}
			}
			switch {
			case p.Cause != "":
				planted++
				if p.Severity != 0.5 || !p.From.Equal(p.Months[0].Start) || p.IsFabricator || p.IsFixedRoute {
					t.Errorf("%s: %+v", p.No, p)
				}
			case p.IsFabricator:
				padding++
				continue
			case p.IsFixedRoute:
				fixed++
			}
			for _, m := range p.Months {
				talks[p.Cause] += float64(m.Talks)
				days[p.Cause] += float64(m.Worked)
				money[p.Cause] += float64(m.Premium)
				cases[p.Cause] += float64(m.Cases)
			}
		}
		near := func(what string, got, want, by float64) {
			if math.Abs(got-want) > by {
				t.Errorf("%s, %s: %.2f, want %.2f ± %.2f", profile.Name, what, got, want, by)
			}
		}
		near("share planted", planted/300, 0.40, 0.08)
		near("share of poor outlets", poor/300, 0.15, 0.06)
		near("share padding", padding/(300-planted), 0.10, 0.06)
		near("share of fixed routes", fixed/(300-planted), 0.20, 0.08)
		near("C1 activity", talks[tooLittle]/days[tooLittle]/(talks[""]/days[""]), 0.5, 0.1)
		near("C9 ticket", money[smallTickets]/cases[smallTickets]/(money[""]/cases[""]), 0.5, 0.12)
		near("C9 activity", talks[smallTickets]/days[smallTickets]/(talks[""]/days[""]), 1, 0.12)
	}
}
