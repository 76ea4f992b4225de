#!/usr/bin/env bash
# Installs what the browser tests need from Debian's packages, when it is missing, and says so.
set -euo pipefail

missing=()
if ! command -v chromium >/dev/null && ! command -v chromium-browser >/dev/null && ! command -v google-chrome >/dev/null; then
    missing+=(chromium)
fi
if ! command -v fc-list >/dev/null || [ -z "$(fc-list :lang=zh family)" ]; then
    missing+=(fonts-noto-cjk)
fi
if [ "${#missing[@]}" -eq 0 ]; then
    exit 0
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
        echo "the browser tests need ${missing[*]}; please install them as root" >&2
        exit 1
    fi
    as_root=(sudo)
fi
if ! command -v apt-get >/dev/null; then
    echo "the browser tests need ${missing[*]}; this is no Debian system, please install them" >&2
    exit 1
fi
echo "installing ${missing[*]} for the browser tests (apt-get)"
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
