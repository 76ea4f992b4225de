#!/usr/bin/env bash
# Speed of the three stages inside the program, then of the program itself with peak memory, each
# with the size of its input. One turn each: the inputs are large.
set -euo pipefail
cd "$(dirname "$0")/.."
go test -run '^$' -bench . -benchtime 1x -timeout 20m ./ingest ./transform ./reports
go test -run '^$' -bench . -benchtime 1x -timeout 20m ./internal/e2e
