#!/usr/bin/env python3
"""Writes the books with openpyxl: write_openpyxl.py FOLDER. It keeps no formula's result."""

import datetime
import pathlib
import sys

import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from books import BOOKS

STAMP = datetime.datetime(2026, 3, 5, 18, 0, 0)


def put(cell, value):
    if not isinstance(value, dict):
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"  # also what looks like a formula or an error
    elif "n" in value:
        cell.value, cell.number_format = value["n"], value["format"]
    elif "formula" in value:
        cell.value = "=" + value["formula"]
    elif "error" in value:
        cell.value = value["error"]
    else:
        cell.value = "".join(value["rich"])


def build(book):
    made = openpyxl.Workbook()
    made.remove(made.active)
    if book.get("date1904"):
        made.epoch = CALENDAR_MAC_1904
    for sheet in book["sheets"]:
        page = made.create_sheet(sheet["name"])
        page.sheet_state = sheet.get("state", "visible")
        for address, value in sheet["cells"].items():
            put(page[address], value)
        for merge in sheet.get("merges", []):
            page.merge_cells(merge)
        for row in sheet.get("hidden_rows", []):
            page.row_dimensions[row].hidden = True
        for column in sheet.get("hidden_cols", []):
            page.column_dimensions[column].hidden = True
    made.properties.created = made.properties.modified = STAMP
    return made


def main():
    folder = pathlib.Path(sys.argv[1])
    for name, book in BOOKS.items():
        build(book).save(folder / f"openpyxl-{name}.xlsx")
    dates = openpyxl.Workbook()
    dates.iso_dates = True
    dates.active.title = "ISO"
    dates.active["A1"] = datetime.date(2026, 3, 5)
    dates.active["A2"] = datetime.datetime(2026, 3, 5, 8, 30)
    dates.active["A3"] = datetime.time(17, 45)
    dates.save(folder / "openpyxl-isodates.xlsx")
    rows = openpyxl.Workbook(write_only=True)
    page = rows.create_sheet("只写")
    for i in range(1, 200):
        page.append([f"张伟{i % 7}", i, i / 4, None, "拜访", i % 2 == 0])
    rows.save(folder / "openpyxl-writeonly.xlsx")


if __name__ == "__main__":
    main()
