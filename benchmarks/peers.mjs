// One Node engine, warm: node peers.mjs ENGINE TEMPLATE DATA RUNS → CPU seconds of each run, peak MB.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const [engine, template, dataFile, runs, modules] = process.argv.slice(2);
const require = createRequire(path.join(modules, "_"));
const bytes = fs.readFileSync(template);
const data = JSON.parse(fs.readFileSync(dataFile, "utf8"));

const engines = {
  docxtemplater: () => {
    const Docxtemplater = require("docxtemplater");
    const PizZip = require("pizzip");
    return async () => {
      const document = new Docxtemplater(new PizZip(bytes), { paragraphLoop: true, linebreaks: true });
      document.render(data);
      return document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
    };
  },
  "easy-template-x": () => {
    const { TemplateHandler } = require("easy-template-x");
    return async () => new TemplateHandler().process(bytes, data);
  },
  carbone: () => {
    const carbone = require("carbone");
    return () =>
      new Promise((done, fail) =>
        carbone.render(template, data, (error, result) => (error ? fail(error) : done(result))),
      );
  },
};
const run = engines[engine]();
const seconds = [];
let written;
for (let number = 0; number < Number(runs); number += 1) {
  data.sections[0].rows[0].v1 = 1000 + number;
  const start = process.cpuUsage();
  written = await run();
  const used = process.cpuUsage(start);
  seconds.push((used.user + used.system) / 1e6);
}
fs.writeFileSync(`${template}.out.docx`, written);
console.log(JSON.stringify([seconds, process.resourceUsage().maxRSS / 1024]));
process.exit(0);
