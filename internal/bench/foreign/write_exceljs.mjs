// Writes the books with ExcelJS: write_exceljs.mjs FOLDER < books.json. Each book whole, and once
// through its streaming writer (sizes after the data, texts in the cells).
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const ExcelJS = createRequire(join(process.env.AQS_BENCH_NPM, "x.js"))("exceljs");
const stamp = new Date("2026-03-05T18:00:00Z");

function put(cell, value) {
  if (typeof value !== "object") cell.value = value;
  else if ("n" in value) Object.assign(cell, { value: value.n, numFmt: value.format });
  else if ("error" in value) cell.value = { error: value.error };
  else if ("rich" in value) cell.value = { richText: value.rich.map((text, i) => ({ text, font: { bold: i % 2 === 1 } })) };
  else cell.value = value; // { formula, result }
}

function fill(made, book) {
  made.created = stamp;
  made.modified = stamp;
  for (const sheet of book.sheets) {
    const page = made.addWorksheet(sheet.name, { state: sheet.state ?? "visible" });
    for (const column of sheet.hidden_cols ?? []) page.getColumn(column).hidden = true;
    for (const row of sheet.hidden_rows ?? []) page.getRow(row).hidden = true;
    for (const [address, value] of Object.entries(sheet.cells)) put(page.getCell(address), value);
    for (const merge of sheet.merges ?? []) page.mergeCells(merge);
  }
}

for (const [name, book] of Object.entries(JSON.parse(readFileSync(0, "utf8")))) {
  const whole = new ExcelJS.Workbook();
  whole.properties.date1904 = book.date1904 ?? false;
  fill(whole, book);
  await whole.xlsx.writeFile(join(process.argv[2], `exceljs-${name}.xlsx`));
  if (book.date1904) continue; // the streaming writer cannot
  const stream = new ExcelJS.stream.xlsx.WorkbookWriter({
    filename: join(process.argv[2], `exceljs-${name}-stream.xlsx`), useStyles: true, useSharedStrings: false,
  });
  fill(stream, book);
  await stream.commit();
}
