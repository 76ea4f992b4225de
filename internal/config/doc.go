// Package config decides every setting of a run once and hands on a plain struct.
//
// A value is looked for in this order; the first that has one wins:
//
//  1. a command-line flag,
//  2. the configuration file (--config FILE, AQS_CONFIG, else aqs.yaml in the working folder),
//  3. the environment: AQS_ and the key in capitals, dots as underscores (AQS_DATABASE_THREADS),
//  4. the default.
//
// The file stands above the environment because it is the written agreement of an office that
// many people share; a variable left over in somebody's shell must not bend a nightly report.
// (viper's own order is the other way round, so the environment is fed to it as defaults.)
//
// Relative folders in the file, and the defaults beside it, are meant from the file's folder, so
// that a scheduled run finds them whatever its working folder is; those of flags and of the
// environment are meant from the working folder.
//
// Nothing unknown is ignored: a key or an AQS_ variable that does not exist is an error which
// names the nearest one that does.
package config
