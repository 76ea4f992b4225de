#!/usr/bin/env bash
# Speed in the format of benchstat: reading beside excelize and the floor, recognising forms, the
# three stages inside the program, then the program itself with peak memory. The large inputs get
# one turn each; AQS_BENCH_COUNT=6 gives benchstat something to compare. Inputs are kept between
# runs in AQS_BENCH_DIR.
set -euo pipefail
cd "$(dirname "$0")/.."
export AQS_BENCH_DIR=${AQS_BENCH_DIR:-${TMPDIR:-/tmp}/aqs-bench-1}
bench() { go test -run '^$' -timeout 20m -count "${AQS_BENCH_COUNT:-1}" "$@"; }
bench -bench '^BenchmarkReadW' -benchtime 1x ./ingest/workbook
bench -bench . ./ingest/form
bench -bench . -benchtime 1x ./ingest ./transform ./reports
bench -bench . -benchtime 1x ./internal/e2e
