#!/usr/bin/env bash
# Runs bin/aqs over the sample data into demo/. The sample holds a truncated and a foreign file on
# purpose, so "done, but files need attention" (3) is the right exit code here.
set -euo pipefail
cd "$(dirname "$0")/.."
rm -rf demo # an older version of the program may have made it
code=0
bin/aqs run --config sample-data/aqs.yaml --inbox sample-data/inbox --data demo/data --site demo/site --as-of 2026-03-31 || code=$?
if [ "$code" -ne 0 ] && [ "$code" -ne 3 ]; then
    exit "$code"
fi
test -s demo/site/index.html
