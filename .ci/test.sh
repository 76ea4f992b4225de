#!/usr/bin/env bash
# All tests: packages and scripts with the race detector, the program as a whole, the browser over
# the demo site and over a site made from workbooks full of hostile text, and a while of fuzzing.
# The whole-program tests build the program themselves, which Go's test cache does not see, so they
# are never cached.
set -euo pipefail
cd "$(dirname "$0")/.."

# The race detector is on wherever our goroutines meet. The packages in "alone" read one file, draw
# one workbook, drive a browser or use one connection at a time, at three to eight times the cost
# under the detector; their code meets other goroutines in the tests of ingest and feedback, and in
# the two runs that build models and pages side by side.
alone='^aqs/(cmd/aqs|ingest/(form|issue|learn|record|template|value|workbook)|internal/(bench|inflate|simulate|validate|xlsxout)|reports|sql|transform)(/|$)'
mapfile -t packages < <(go list ./... | grep -v '^aqs/internal/e2e$')
mapfile -t racing < <(printf '%s\n' "${packages[@]}" | grep -vE "$alone")
mapfile -t single < <(printf '%s\n' "${packages[@]}" | grep -E "$alone")
go test -timeout 10m "${single[@]}"
go test -race -timeout 10m "${racing[@]}"
go test -race -run 'Parallel|SameInputSameBytes|PacksAndBundles' -timeout 10m ./transform ./reports
go test -v -count=1 -timeout 10m ./internal/e2e

browse() {
    AQS_SITE="$1" go test -count=1 -timeout 5m -run "(Site|Packs)InBrowser" ./reports
}
.ci/demo.sh
browse "$PWD/demo/site"
AQS_SITE="$PWD/demo/site" AQS_INBOX="$PWD/sample-data/inbox" go test -count=1 -timeout 5m -run DrawerNames ./reports

hostile=$(mktemp -d)
trap 'rm -rf "$hostile"' EXIT
bin/aqs simulate "$hostile" --people 6 --months 1 --hostile --quiet
code=0
bin/aqs run --inbox "$hostile/inbox" --data "$hostile/data" --site "$hostile/site" --as-of 2026-01-31 --quiet || code=$?
[ "$code" -eq 0 ] || [ "$code" -eq 3 ]
browse "$hostile/site"

.ci/fuzz.sh
