#!/usr/bin/env bash
# All tests: packages and scripts with the race detector, the program as a whole, and the browser
# over the demo site and over a site made from workbooks full of hostile text. The whole-program
# tests build the program themselves, which Go's test cache does not see, so they are never cached.
set -euo pipefail
cd "$(dirname "$0")/.."

mapfile -t packages < <(go list ./... | grep -v /internal/e2e)
go test -race -timeout 12m "${packages[@]}"
go test -v -count=1 -timeout 12m ./internal/e2e

browse() {
    AQS_SITE="$1" go test -count=1 -timeout 5m -run Browser ./reports
}
.ci/demo.sh
browse "$PWD/demo/site"

hostile=$(mktemp -d)
trap 'rm -rf "$hostile"' EXIT
bin/aqs simulate "$hostile" --people 6 --months 1 --hostile --quiet
code=0
bin/aqs run --inbox "$hostile/inbox" --data "$hostile/data" --site "$hostile/site" --as-of 2026-01-31 --quiet || code=$?
[ "$code" -eq 0 ] || [ "$code" -eq 3 ]
browse "$hostile/site"
