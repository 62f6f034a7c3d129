// exceljs opens a form and saves it: node exceljs.js SOURCE TARGET [EDITS.json]
const ExcelJS = require("exceljs");
const fs = require("fs");

async function main([source, target, edits]) {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(source);
  for (const { sheet, cell, value, note } of edits ? JSON.parse(fs.readFileSync(edits)) : []) {
    const found = book.getWorksheet(sheet).getCell(cell);
    if (value !== undefined) found.value = value;
    if (note !== undefined) found.note = note;
  }
  await book.xlsx.writeFile(target);
}

main(process.argv.slice(2));
