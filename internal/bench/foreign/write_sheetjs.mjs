// Writes the books with SheetJS: write_sheetjs.mjs FOLDER < books.json. Each book with a shared
// string table and compressed, and once with texts in the cells and stored uncompressed.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const XLSX = createRequire(join(process.env.AQS_BENCH_NPM, "x.js"))("xlsx");
const errors = { "#NULL!": 0, "#DIV/0!": 7, "#VALUE!": 0x0f, "#REF!": 0x17, "#NAME?": 0x1d, "#NUM!": 0x24, "#N/A": 0x2a };

function plain(value) {
  if (typeof value === "number") return { t: "n", v: value };
  if (typeof value === "boolean") return { t: "b", v: value };
  return { t: "s", v: value };
}

function cell(value) {
  if (typeof value !== "object") return plain(value);
  if ("n" in value) return { t: "n", v: value.n, z: value.format };
  if ("error" in value) return { t: "e", v: errors[value.error] };
  if ("rich" in value) return plain(value.rich.join(""));
  if (!("result" in value)) return { t: "z", f: value.formula };
  return { ...plain(value.result), f: value.formula };
}

function page(sheet) {
  const made = {};
  const used = { s: { r: 0, c: 0 }, e: { r: 0, c: 0 } };
  for (const [address, value] of Object.entries(sheet.cells)) {
    made[address] = cell(value);
    const at = XLSX.utils.decode_cell(address);
    used.e = { r: Math.max(used.e.r, at.r), c: Math.max(used.e.c, at.c) };
  }
  made["!ref"] = XLSX.utils.encode_range(used);
  made["!merges"] = (sheet.merges ?? []).map(XLSX.utils.decode_range);
  made["!rows"] = [];
  for (const row of sheet.hidden_rows ?? []) made["!rows"][row - 1] = { hidden: true };
  made["!cols"] = [];
  for (const column of sheet.hidden_cols ?? []) made["!cols"][XLSX.utils.decode_col(column)] = { hidden: true };
  return made;
}

const states = { hidden: 1, veryHidden: 2 };
for (const [name, book] of Object.entries(JSON.parse(readFileSync(0, "utf8")))) {
  const made = XLSX.utils.book_new();
  for (const sheet of book.sheets) XLSX.utils.book_append_sheet(made, page(sheet), sheet.name);
  made.Workbook = {
    WBProps: { date1904: book.date1904 ?? false },
    Sheets: book.sheets.map((sheet) => ({ name: sheet.name, Hidden: states[sheet.state] ?? 0 })),
  };
  made.Props = { CreatedDate: new Date("2026-03-05T18:00:00Z"), ModifiedDate: new Date("2026-03-05T18:00:00Z") };
  const save = (suffix, options) =>
    writeFileSync(join(process.argv[2], `sheetjs-${name}${suffix}.xlsx`), XLSX.write(made, { type: "buffer", bookType: "xlsx", ...options }));
  save("", { bookSST: true, compression: true });
  save("-nosst", { bookSST: false, compression: false });
}
