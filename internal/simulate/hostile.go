package simulate

// Texts that a careless reader or page would run instead of show. Every one is what somebody
// could type into a cell.
const (
	hostileName     = `李</script><script>alert(1)</script>`
	hostileOutlet   = `工行<img src=x onerror=alert(1)>支行`
	hostileFormula  = `=cmd|' /C calc'!A0`
	hostileResult   = `__f__alert(1)__f__`
	hostileCustomer = `"><svg onload=alert(1)>&lt;张总&gt;`
	hostileNote     = "`${alert(1)}` <b onmouseover=alert(1)>心得</b> {{.}} '; drop table raw.day; --"
)
