#!/usr/bin/env bash
# Writes the workbooks of ingest/workbook/testdata/foreign anew with each program, and what openpyxl
# reads from them: make.sh FOLDER. Read the diff of the .json files before committing it.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mkdir -p "$1" && cd "$1" && pwd)
cache=${AQS_BENCH_CACHE:-${TMPDIR:-/tmp}/aqs-bench-peers}
"$here/../peers/setup.sh" "$cache"
if ! command -v soffice >/dev/null && [ "$(id -u)" = 0 ]; then
	DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=900 install -qq -y --no-install-recommends libreoffice-calc >&2
fi
export AQS_BENCH_NPM="$cache/npm" PYTHONDONTWRITEBYTECODE=1
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT
rm -f "$folder"/*.xlsx "$folder"/*.json
/usr/bin/python3 "$here/write_openpyxl.py" "$folder"
/usr/bin/python3 "$here/books.py" >"$temp/books.json"
node "$here/write_sheetjs.mjs" "$folder" <"$temp/books.json"
node "$here/write_exceljs.mjs" "$folder" <"$temp/books.json"
for book in form values layout epoch1904; do
	cp "$folder/exceljs-$book.xlsx" "$temp/libreoffice-$book-source.xlsx"
	soffice -env:UserInstallation="file://$temp/profile" --headless --convert-to xlsx --outdir "$temp/out" \
		"$temp/libreoffice-$book-source.xlsx" >/dev/null 2>&1
	cp "$temp/out/libreoffice-$book-source.xlsx" "$folder/libreoffice-$book.xlsx"
done
/usr/bin/python3 "$here/golden.py" "$folder"
