#!/usr/bin/env bash
# Installs the readers of other people into a folder outside the repository: setup.sh FOLDER.
# openpyxl and pandas are Debian's packages; what cannot be had is left out and said by the
# program that measures.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cache=$1
mkdir -p "$cache/npm" "$cache/python"
if ! /usr/bin/python3 -c 'import openpyxl, pandas' 2>/dev/null && [ "$(id -u)" = 0 ]; then
	apt-get update -qq
	DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=900 install -qq -y --no-install-recommends \
		python3-openpyxl python3-pandas python3-pip >&2
fi
if ! PYTHONPATH="$cache/python" /usr/bin/python3 -c 'import python_calamine' 2>/dev/null; then
	/usr/bin/python3 -m pip install --quiet --root-user-action=ignore --target "$cache/python" python-calamine==0.8.1 >&2 ||
		echo "python-calamine is not to be had here" >&2
fi
if ! cmp -s "$here/package-lock.json" "$cache/npm/installed.json"; then
	cp "$here/package.json" "$here/package-lock.json" "$cache/npm/"
	(cd "$cache/npm" && npm ci --no-audit --no-fund --ignore-scripts --loglevel=error >&2)
	cp "$here/package-lock.json" "$cache/npm/installed.json"
fi
