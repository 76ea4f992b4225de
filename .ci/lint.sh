#!/usr/bin/env bash
# gofmt, vet, staticcheck; any finding fails.
set -euo pipefail
cd "$(dirname "$0")/.."
unformatted=$(gofmt -l cmd ingest internal reports sql transform)
if [ -n "$unformatted" ]; then
    echo "not gofmt-ed:" >&2
    echo "$unformatted" >&2
    exit 1
fi
go vet ./...
(cd .ci/tools && go build -o ../../bin/staticcheck honnef.co/go/tools/cmd/staticcheck)
bin/staticcheck ./...
