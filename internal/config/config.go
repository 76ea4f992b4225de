package config

import (
	"strings"
	"time"
)

// FileName is looked for in the working folder when no file is named.
const FileName = "aqs.yaml"

// Config is everything a command may be told. The mapstructure tags are the keys of the file.
type Config struct {
	// Inbox is the folder people drop workbooks into; it is only read.
	Inbox string `mapstructure:"inbox"`
	// Data holds raw.duckdb, marts.duckdb, the lock and the schedule's memory.
	Data string `mapstructure:"data"`
	// Site is the folder the reports are published to; it is replaced as a whole.
	Site string `mapstructure:"site"`
	// Forms is a folder with the user's own form definitions; it need not exist.
	Forms string `mapstructure:"forms"`
	// AsOf is the run's day as 2006-01-02; empty means today in China.
	AsOf string `mapstructure:"as_of"`
	// Workers is the number of files read, and pages written, at the same time; 0: one per core.
	Workers int `mapstructure:"workers"`

	Ingest   Ingest   `mapstructure:"ingest"`
	Database Database `mapstructure:"database"`
	Bundles  Bundles  `mapstructure:"bundles"`
	// Chains name the way of selling of teams that are not bancassurance.
	Chains   []Chain  `mapstructure:"chains"`
	Schedule Schedule `mapstructure:"schedule"`

	// File is the configuration file that was read; empty when there was none.
	File string `mapstructure:"-"`
}

// Ingest bounds what the reader accepts.
type Ingest struct {
	// Settle: a file changed more recently than this may still be growing and waits for the
	// next run.
	Settle time.Duration `mapstructure:"settle"`
	// MaxFileMB, MaxUnzippedMB, MaxRows (per sheet), MaxCells (per file) and FileTimeout stop one
	// bad file from taking the machine. Unzipped sheets never lie in memory as a whole, so their
	// limit is only one on work: 500,000 rows of 15 columns are 300 MB.
	MaxFileMB     int           `mapstructure:"max_file_mb"`
	MaxUnzippedMB int           `mapstructure:"max_unzipped_mb"`
	MaxRows       int           `mapstructure:"max_rows"`
	MaxCells      int           `mapstructure:"max_cells"`
	FileTimeout   time.Duration `mapstructure:"file_timeout"`
	// Passwords are tried on workbooks that need one to be opened, in this order.
	Passwords []string `mapstructure:"passwords"`
}

// Database bounds DuckDB's use of the machine.
type Database struct {
	Threads int    `mapstructure:"threads"` // 0: one per core
	Memory  string `mapstructure:"memory"`  // DuckDB's notation, "2GB"; empty: DuckDB's default
	TempDir string `mapstructure:"temp_dir"`
}

// Bundles are the single files for teams and people that stand in the site's bundles folder.
type Bundles struct {
	// For says for whom: none, teams, or people (teams and people).
	For string `mapstructure:"for"`
	// PassphraseFile is a file of passphrases by scope; PassphraseEnv is the name of an environment
	// variable with one for all. The passphrases themselves are never a setting.
	PassphraseFile string `mapstructure:"passphrase_file"`
	PassphraseEnv  string `mapstructure:"passphrase_env"`
}

// Schedule is what `aqs schedule` runs.
type Schedule struct {
	Jobs []Job `mapstructure:"jobs"`
}

// Job is one line of the schedule.
type Job struct {
	Name string `mapstructure:"name"`
	Cron string `mapstructure:"cron"` // minute hour day month weekday, Asia/Shanghai
	Do   string `mapstructure:"do"`   // run, ingest or report
}

// Chain says by which chain one team turns activity into money (core.dim_chain). It is a list and
// not a map by team: viper folds the case of keys and splits them at dots, team names are people's.
type Chain struct {
	Team  string `mapstructure:"team"`  // the team's name, or 营业部/team where two teams share one
	Chain string `mapstructure:"chain"` // bancassurance, telecom or agency
}

// chainNames are the chains there are; the models of each stand in sql/core/dim_chain.sql.
func chainNames() []string { return []string{"bancassurance", "telecom", "agency"} }

// TeamChains are the chains by team, as transform takes them.
func (c *Config) TeamChains() map[string]string {
	chains := make(map[string]string, len(c.Chains))
	for _, chain := range c.Chains {
		chains[strings.TrimSpace(chain.Team)] = chain.Chain
	}
	return chains
}

// Default is the configuration without file, environment or flags.
func Default() Config {
	return Config{
		Inbox:   "inbox",
		Data:    "data",
		Site:    "site",
		Forms:   "forms",
		AsOf:    "",
		Workers: 0,
		Ingest: Ingest{
			Settle:        2 * time.Second,
			MaxFileMB:     64,
			MaxUnzippedMB: 1024,
			MaxRows:       1_048_576,
			MaxCells:      10_000_000,
			FileTimeout:   2 * time.Minute,
			Passwords:     []string{},
		},
		Database: Database{},
		Bundles:  Bundles{For: "teams"},
		Chains:   []Chain{},
		Schedule: Schedule{Jobs: []Job{{Name: "nightly", Cron: "30 2 * * *", Do: "run"}}},
	}
}

// China is the time zone of every clock time a user writes or reads. China has kept UTC+8 without
// summer time since 1991, so the zone needs no database on the machine.
func China() *time.Location { return time.FixedZone("Asia/Shanghai", 8*60*60) }

// AsOfDate is the run's day at midnight UTC: the configured one, else today in China.
func (c *Config) AsOfDate(now time.Time) (time.Time, error) {
	if c.AsOf == "" {
		year, month, day := now.In(China()).Date()
		return time.Date(year, month, day, 0, 0, 0, 0, time.UTC), nil
	}
	on, err := time.Parse(time.DateOnly, c.AsOf)
	if err != nil {
		return time.Time{}, &Error{
			Message: "日期 as_of 不是「年-月-日」：" + c.AsOf,
			Hint:    "请写成 2026-03-31 这样的日期；留空表示今天。",
		}
	}
	return on, nil
}
