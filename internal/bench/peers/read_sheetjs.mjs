// SheetJS with everything off that can be: raw values in dense rows, no texts, formulas or HTML.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const XLSX = createRequire(join(process.env.AQS_BENCH_NPM, "x.js"))("xlsx");
const options = { dense: true, cellText: false, cellFormula: false, cellHTML: false, cellDates: false };
const folder = process.argv[2];
let cells = 0;
let sum = 0;
for (const name of readdirSync(folder, { recursive: true }).filter((n) => n.endsWith(".xlsx")).sort()) {
  const book = XLSX.read(readFileSync(join(folder, name)), options);
  for (const sheet of Object.values(book.Sheets)) {
    for (const row of sheet["!data"] ?? sheet) {
      for (const cell of row ?? []) {
        if (!cell || cell.t === "z" || cell.v === "" || cell.v === undefined) continue;
        cells++;
        if (cell.t === "n") sum += cell.v; // dates too: they stay serials
      }
    }
  }
}
console.log(JSON.stringify({ cells, sum, version: XLSX.version }));
