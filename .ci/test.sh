#!/usr/bin/env bash
# All tests with the race detector, then the browser test over the demo site.
set -euo pipefail
cd "$(dirname "$0")/.."
go test -race -timeout 12m ./...
.ci/demo.sh
AQS_SITE="$PWD/demo/site" go test -count=1 -timeout 5m -run Browser ./reports/...
