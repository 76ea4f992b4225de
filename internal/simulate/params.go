package simulate

// Parameters of the made-up people. The rates follow the sales-stage benchmark 100-50-25-12-6
// (.24 intents per talk, .50 deals per intent); three visits and three talks a day and a ticket
// of 30,000 yuan are assumptions, chosen so that a month holds a few deals per person.
const (
	visitsPerDay      = 3.5  // median person
	visitsPerDaySD    = 0.20 // of the logarithm, between persons
	talksPerVisit     = 0.80
	intentRate        = 0.24
	closeRate         = 0.50
	personLogitSD     = 0.15 // between persons, intent rate
	closeLogitSD      = 0.20 // between persons, close rate
	teamLogitSD       = 0.15
	ticketYuan        = 27_000 // median; the mean of the lognormal is 30,000
	ticketPersonSD    = 0.12
	ticketCaseSD      = 0.45
	monthNoiseCV      = 0.15
	sameDayCloseShare = 0.30 // of intents that become deals
	lagMeanDays       = 7.0  // of the others, calendar days
	maxVisitsPerDay   = 7    // at most two outlets a half-day is usual; the rest are near each other
	causeShare        = 0.40 // of people, with one planted cause each
	leaveMonthShare   = 0.30 // of person-months with one leave of a few days
	weekendLogShare   = 0.04 // of Saturdays, for diligent people
)
