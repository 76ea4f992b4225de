// ExcelJS, its streaming reader: rows as they come.
import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.env.AQS_BENCH_NPM, "x.js"));
const ExcelJS = require("exceljs");
const options = { worksheets: "emit", sharedStrings: "cache", styles: "cache", hyperlinks: "ignore", entries: "ignore" };
const folder = process.argv[2];
let cells = 0;
let sum = 0;
for (const name of readdirSync(folder, { recursive: true }).filter((n) => n.endsWith(".xlsx")).sort()) {
  for await (const sheet of new ExcelJS.stream.xlsx.WorkbookReader(join(folder, name), options)) {
    for await (const row of sheet) {
      row.eachCell({ includeEmpty: false }, ({ value }) => {
        if (value === null || value === "") return;
        cells++;
        if (typeof value === "number") sum += value;
      });
    }
  }
}
console.log(JSON.stringify({ cells, sum, version: require("exceljs/package.json").version }));
