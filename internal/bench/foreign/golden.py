#!/usr/bin/env python3
"""Writes FILE.json beside every workbook of a folder: what our grids must hold, as openpyxl reads it.

openpyxl shares no code with our reader nor with excelize. Where its idea of a cell differs from a
grid's, the rule stands here: texts of spaces only are left out; a date becomes its serial again; the
escape _xHHHH_ is undone; a formula without a stored result is a kind of its own; a weekday (aaaa) is a date, which
openpyxl does not know.
"""

import datetime
import json
import pathlib
import re
import sys

import openpyxl
from openpyxl.utils import column_index_from_string
from openpyxl.utils.datetime import to_excel

DATES = (datetime.datetime, datetime.date, datetime.time, datetime.timedelta)
FIRST_CUSTOM = 164  # number formats below are built in: their codes are each program's own


def unescape(text):
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


def reading(cell, formula, epoch):
    """One cell as [kind, value, format], or None when it holds nothing a person would see."""
    value = cell.value
    if value is None:
        return ["uncached"] if formula.data_type == "f" else None
    code = cell.number_format if cell._style.numFmtId >= FIRST_CUSTOM else None
    if cell.data_type == "e":
        return ["error", value]
    if isinstance(value, bool):
        return ["bool", value]
    if isinstance(value, DATES):
        if isinstance(value, datetime.timedelta):
            serial = value / datetime.timedelta(days=1)
        else:
            serial = to_excel(value, epoch)
        return ["date", serial, code] if code else ["date", serial]
    if isinstance(value, (int, float)) and "aaa" in cell.number_format.lower():
        return ["date", value, cell.number_format]
    if isinstance(value, (int, float)):
        return ["number", value, cell.number_format] if "%" in cell.number_format else ["number", value]
    text = unescape(value)
    return ["text", text] if text.strip() else None


def sheet_reading(page, formulas, epoch):
    cells = {}
    for row in page.iter_rows():
        for cell in row:
            if isinstance(cell, openpyxl.cell.cell.MergedCell):
                continue
            found = reading(cell, formulas[cell.coordinate], epoch)
            if found:
                cells[cell.coordinate] = found
    hidden_cols = set()
    for letter, column in page.column_dimensions.items():
        if column.hidden:
            first = column.min or column_index_from_string(letter)
            hidden_cols.update(range(first, min(column.max or first, 16384) + 1))
    return {
        "name": page.title,
        "hidden": page.sheet_state != "visible",
        "merges": sorted(str(merge) for merge in page.merged_cells.ranges),
        # Only rows with cells: a grid has no others.
        "hidden_rows": sorted(n for n, row in page.row_dimensions.items()
                              if row.hidden and any(re.sub("[A-Z]+", "", a) == str(n) for a in cells)),
        "hidden_cols": sorted(hidden_cols),
        "cells": cells,
    }


def main():
    for path in sorted(pathlib.Path(sys.argv[1]).glob("*.xlsx")):
        values, formulas = openpyxl.load_workbook(path, data_only=True), openpyxl.load_workbook(path)
        sheets = [sheet_reading(page, formulas[page.title], values.epoch) for page in values.worksheets]
        text = f'{{"date1904": {json.dumps(values.epoch.year == 1904)}, "sheets": [\n'
        text += ",\n".join(map(written, sheets)) + "\n]}\n"
        path.with_suffix(".json").write_text(text, encoding="utf-8")


def written(sheet):
    """JSON with a line for each cell, so that a diff names what changed."""
    cells = sheet.pop("cells")
    head = json.dumps(sheet, ensure_ascii=False)[:-1]
    lines = ",\n".join(f"  {json.dumps(at)}: {json.dumps(value, ensure_ascii=False)}" for at, value in cells.items())
    return f'{head}, "cells": {{\n{lines}\n}}}}'


if __name__ == "__main__":
    main()
