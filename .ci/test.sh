#!/usr/bin/env bash
# All tests: packages and scripts with the race detector, the program as a whole, and the browser
# over the demo site. The whole-program tests build the program themselves, which Go's test cache
# does not see, so they are never cached.
set -euo pipefail
cd "$(dirname "$0")/.."
mapfile -t packages < <(go list ./... | grep -v /internal/e2e)
go test -race -timeout 12m "${packages[@]}"
go test -v -count=1 -timeout 12m ./internal/e2e
.ci/demo.sh
AQS_SITE="$PWD/demo/site" go test -count=1 -timeout 5m -run Browser ./reports/...
