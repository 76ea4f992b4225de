#!/usr/bin/env bash
# Every fuzz target of the tree for a short time (AQS_FUZZ_TIME, 20s each unless told), as many side
# by side as there are cores, each with one worker. Targets are found, not listed, so that a new one
# cannot be forgotten. An input that breaks a target is left in that package's testdata/fuzz.
set -euo pipefail
cd "$(dirname "$0")/.."

logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT

run() {
    go test "./$1" -run '^$' -fuzz "^$2\$" -fuzztime "${AQS_FUZZ_TIME:-20s}" \
        -fuzzminimizetime 5x -parallel 1 -timeout 5m >"$3" 2>&1
}

# Up to Go 1.26 a run may end with "context deadline exceeded" and nothing else, because its time
# was up while the worker was at work (go.dev/issue/75804). Such a run has found nothing; it is
# made again, twice at most, so that a target that really hangs still fails.
outOfTime() {
    grep -q '^ *context deadline exceeded$' "$1" && ! grep -qE 'Failing input written|panic:|_test\.go:' "$1"
}

one() {
    local folder=$1 target=$2 log="$3/${1//\//_}.$2" turn
    for turn in 1 2 3; do
        if run "$folder" "$target" "$log"; then
            printf '%s %s: %s\n' "$folder" "$target" "$(grep '^fuzz: elapsed' "$log" | tail -1)"
            return 0
        fi
        outOfTime "$log" || break
        printf '%s %s: out of time in turn %s\n' "$folder" "$target" "$turn"
    done
    printf '%s %s: FAILED\n' "$folder" "$target"
    cat "$log"
    return 1
}
export -f run outOfTime one

grep -rn --include='*_test.go' -oE '^func Fuzz[A-Za-z0-9]+' . |
    sed -E 's|^\./(.*)/[^/]+:[0-9]+:func (.*)$|\1 \2|' | sort -u |
    xargs -P "$(nproc)" -L 1 bash -c 'one "$1" "$2" "$0"' "$logs"
