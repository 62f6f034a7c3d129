// SheetJS opens a form and saves it: node sheetjs.js SOURCE TARGET [EDITS.json]
const XLSX = require("xlsx");
const fs = require("fs");

const [source, target, edits] = process.argv.slice(2);
const book = XLSX.readFile(source, { cellStyles: true, cellNF: true });
for (const { sheet, cell, value, note } of edits ? JSON.parse(fs.readFileSync(edits)) : []) {
  const cells = book.Sheets[sheet];
  if (value !== undefined) {
    const old = cells[cell] || {};
    const kind = value === null ? "z" : typeof value === "number" ? "n" : "s";
    cells[cell] = { t: kind, v: value === null ? undefined : value, s: old.s, z: old.z };
  }
  if (note !== undefined) cells[cell].c = [{ a: "SheetJS", t: note }];
}
XLSX.writeFile(book, target, { cellStyles: true, compression: true });
