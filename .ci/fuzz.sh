#!/usr/bin/env bash
# Every fuzz target of the tree for a short time (AQS_FUZZ_TIME, 20s each unless told), as many side
# by side as there are cores, each with one worker. Targets are found, not listed, so that a new one
# cannot be forgotten. An input that breaks a target is left in that package's testdata/fuzz.
set -euo pipefail
cd "$(dirname "$0")/.."

logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT

one() {
    local folder=$1 target=$2 log="$3/${1//\//_}.$2"
    if go test "./$folder" -run '^$' -fuzz "^$target\$" -fuzztime "${AQS_FUZZ_TIME:-20s}" \
        -fuzzminimizetime 5x -parallel 1 -timeout 5m >"$log" 2>&1; then
        printf '%s %s: %s\n' "$folder" "$target" "$(grep '^fuzz: elapsed' "$log" | tail -1)"
    else
        printf '%s %s: FAILED\n' "$folder" "$target"
        cat "$log"
        return 1
    fi
}
export -f one

grep -rn --include='*_test.go' -oE '^func Fuzz[A-Za-z0-9]+' . |
    sed -E 's|^\./(.*)/[^/]+:[0-9]+:func (.*)$|\1 \2|' | sort -u |
    xargs -P "$(nproc)" -L 1 bash -c 'one "$1" "$2" "$0"' "$logs"
