package simulate

import "math"

// Profile is the generating model: what people and outlets are like before anything is planted.
// The method under test may not know it; two profiles keep it from fitting one. Rates are shares,
// spreads are standard deviations of the logit or of the logarithm unless said.
type Profile struct {
	Name              string
	VisitsPerDay      float64 // median person
	VisitsSD          float64 // of the logarithm, between persons
	TalksPerVisit     float64
	IntentRate        float64
	CloseRate         float64
	IntentLogitSD     float64 // between persons
	CloseLogitSD      float64 // between persons
	TeamLogitSD       float64 // between teams, both rates
	TicketYuan        float64 // median of a case
	TicketPersonSD    float64
	TicketCaseSD      float64
	MonthNoiseCV      float64 // of a person's activity from month to month
	DayNoiseCV        float64 // beyond Poisson, from day to day; 0: Poisson days
	SameDayCloseShare float64 // of intents that become deals
	LagMeanDays       float64 // of the others, calendar days
	LagShape          int     // 1: exponential; k: sum of k exponentials with the same mean
	TailDF            int     // degrees of freedom of Student's t between people and cases; 0: normal
	Curve             [3]float64
	GradeOdds         [4]float64 // A to D: shift of the log-odds of an intent
	GradeTicket       [4]float64 // A to D: factor on the ticket
}

// DefaultProfile is the one the committed sample is made with; its sources stand in params.go.
func DefaultProfile() Profile {
	return Profile{
		Name: "基准", VisitsPerDay: visitsPerDay, VisitsSD: visitsPerDaySD, TalksPerVisit: talksPerVisit,
		IntentRate: intentRate, CloseRate: closeRate, IntentLogitSD: personLogitSD, CloseLogitSD: closeLogitSD,
		TeamLogitSD: teamLogitSD, TicketYuan: ticketYuan, TicketPersonSD: ticketPersonSD, TicketCaseSD: ticketCaseSD,
		MonthNoiseCV: monthNoiseCV, SameDayCloseShare: sameDayCloseShare, LagMeanDays: lagMeanDays, LagShape: 1,
		Curve:     [3]float64{1, 1, 1},
		GradeOdds: [4]float64{0.35, 0.10, -0.15, -0.45}, GradeTicket: [4]float64{1.25, 1.05, 0.95, 0.80},
	}
}

// OtherProfile differs in everything a method could silently rely on: heavier tails, days more
// uneven than Poisson, a month that fills up towards its end, longer lags of another shape, other
// rates, other effects of the outlets' grades. Talks per day stay at about three.
func OtherProfile() Profile {
	return Profile{
		Name: "另一种", VisitsPerDay: 3.4, VisitsSD: 0.22, TalksPerVisit: 0.85,
		IntentRate: 0.30, CloseRate: 0.40, IntentLogitSD: 0.18, CloseLogitSD: 0.18,
		TeamLogitSD: 0.20, TicketYuan: 19_000, TicketPersonSD: 0.13, TicketCaseSD: 0.60,
		MonthNoiseCV: 0.18, DayNoiseCV: 0.30, SameDayCloseShare: 0.15, LagMeanDays: 12, LagShape: 3,
		TailDF: 4, Curve: [3]float64{0.8, 0.9, 1.3},
		GradeOdds: [4]float64{0.55, 0.25, -0.05, -0.65}, GradeTicket: [4]float64{1.45, 1.10, 0.90, 0.65},
	}
}

// spread draws around zero with the given standard deviation and the profile's tails.
func (f *Profile) spread(r random, sd float64) float64 {
	z := r.NormFloat64()
	if f.TailDF > 2 {
		chi2 := 0.0
		for range f.TailDF {
			x := r.NormFloat64()
			chi2 += x * x
		}
		z *= math.Sqrt(float64(f.TailDF-2) / chi2)
	}
	return sd * z
}

// around is median · exp(spread).
func (f *Profile) around(r random, median, sd float64) float64 {
	return median * math.Exp(f.spread(r, sd))
}

// lag draws the days from an intent to its deal, at least one.
func (f *Profile) lag(r random) int {
	sum := 0.0
	for range max(f.LagShape, 1) {
		sum += r.ExpFloat64()
	}
	return 1 + int(sum/float64(max(f.LagShape, 1))*(f.LagMeanDays-1))
}

// dayPace is the factor of one day's activity.
func (f *Profile) dayPace(r random) float64 {
	if f.DayNoiseCV == 0 {
		return 1
	}
	return r.gamma(1, f.DayNoiseCV)
}

// third is the index of the month's third that a share of its work days lies in.
func third(elapsed float64) int {
	switch {
	case elapsed < 1.0/3:
		return 0
	case elapsed < 2.0/3:
		return 1
	default:
		return 2
	}
}

func gradeIndex(grade string) int {
	switch grade {
	case "A":
		return 0
	case "B":
		return 1
	case "C":
		return 2
	default:
		return 3
	}
}

// gradeOdds shifts the log-odds of an intent by the outlet's grade; gradeTicket the ticket.
func (f *Profile) gradeOdds(grade string) float64   { return f.GradeOdds[gradeIndex(grade)] }
func (f *Profile) gradeTicket(grade string) float64 { return f.GradeTicket[gradeIndex(grade)] }
