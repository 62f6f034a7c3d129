// Judges a folder of published pages in a real Chromium: see tools/judge_pages.py.
// usage: node judge_pages.cjs FOLDER [PICTURES]
'use strict';
const fs = require('fs');
const path = require('path');
const { pathToFileURL } = require('url');
const axe = require('axe-core');
const puppeteer = require('puppeteer-core');

const folder = path.resolve(process.argv[2]);
const pictures = process.argv[3];
const faults = [];
const fault = (page, words) => faults.push(`${path.basename(page)}: ${words}`);

async function open(browser, file, width, scale = 1) {
  const page = await browser.newPage();
  await page.setViewport({ width, height: 800, deviceScaleFactor: scale });
  page.on('console', (said) => said.type() === 'error' && fault(file, said.text()));
  page.on('dialog', (dialog) => { fault(file, 'a dialog'); dialog.dismiss(); });
  page.on('request', (request) => {
    const url = request.url();
    const inside = url.startsWith(pathToFileURL(folder).href) || url.startsWith('data:image/');
    if (!inside) fault(file, `asks for ${url}`);
  });
  await page.goto(pathToFileURL(file).href, { waitUntil: 'load' });
  return page;
}

async function judgeAccess(page, file) {
  await page.evaluate(axe.source);
  const found = await page.evaluate(() => axe.run(document, {
    preload: false,
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  }));
  for (const one of found.violations)
    fault(file, `axe ${one.id} ×${one.nodes.length}: ${one.nodes[0].html.slice(0, 160)}`);
  return found.passes.length;
}

async function judgeKeys(page, file) {
  const stops = await page.evaluate(() =>
    [...document.querySelectorAll('a[href], input, [tabindex="0"]')]
      .filter((e) => e.getClientRects().length).length);
  const seen = [];
  for (let n = 0; n < stops + 5; n++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const e = document.activeElement;
      if (!e || e === document.body) return null;
      const look = getComputedStyle(e);
      const box = e.getBoundingClientRect();
      return { words: e.id || e.textContent.slice(0, 20), outline: parseFloat(look.outlineWidth),
        shown: box.width > 0 && box.bottom > 0 && box.top < innerHeight };
    });
    if (!at) break;
    seen.push(at.words);
    if (!at.shown) fault(file, `focus is out of sight: ${at.words}`);
    if (!(at.outline >= 2)) fault(file, `focus has no outline: ${at.words}`);
  }
  if (seen[0] !== '本文へ移る') fault(file, `the first stop is ${seen[0]}`);
  // One stop for all the buttons of a group.
  const radios = await page.evaluate(() => document.querySelectorAll('input[type=radio]').length);
  const expected = stops - Math.max(0, radios - 1);
  if (seen.length !== expected) fault(file, `${seen.length} stops instead of ${expected}`);
}

async function judgeFilter(page, file) {
  if (!(await page.$('#show-all'))) return;
  const count = () => page.evaluate(() =>
    [...document.querySelectorAll('.change-list tbody tr')].filter((r) => r.getClientRects().length).length);
  const all = await count();
  await page.focus('#show-all');
  const choices = await page.evaluate(() => document.querySelectorAll('input[type=radio]').length);
  let sum = 0;
  for (let n = 1; n < choices; n++) {
    await page.keyboard.press('ArrowDown');
    const rows = await count();
    if (!rows) fault(file, `choice ${n} shows nothing`);
    sum += rows;
  }
  if (sum !== all) fault(file, `the choices show ${sum} of ${all} rows`);
}

async function judgeWidth(browser, file, width, scale, name) {
  const page = await open(browser, file, width, scale);
  const over = await page.evaluate(() => document.scrollingElement.scrollWidth - innerWidth);
  if (over > 0) fault(file, `${over} px too wide at ${width} px`);
  if (pictures) await page.screenshot({ path: path.join(pictures, `${path.basename(file, '.html')}-${name}.png`), fullPage: true });
  await page.close();
}

(async () => {
  const chromium = process.env.CHROMIUM || '/usr/bin/chromium';
  const browser = await puppeteer.launch({ executablePath: chromium, args: ['--no-sandbox'] });
  const files = fs.readdirSync(folder).filter((n) => n.endsWith('.html')).map((n) => path.join(folder, n));
  let passes = 0;
  for (const file of files) {
    const page = await open(browser, file, 1280);
    passes += await judgeAccess(page, file);
    const styled = await page.evaluate(() => getComputedStyle(document.body).margin === '0px');
    if (!styled) fault(file, 'the style sheet did not load');
    if (pictures) {
      await page.emulateVisionDeficiency('achromatopsia');
      await page.screenshot({ path: path.join(pictures, `${path.basename(file, '.html')}-grey.png`), fullPage: true });
      await page.emulateVisionDeficiency('none');
      await page.pdf({ path: path.join(pictures, `${path.basename(file, '.html')}.pdf`), preferCSSPageSize: true });
    }
    await judgeKeys(page, file);
    await judgeFilter(page, file);
    await page.close();
    await judgeWidth(browser, file, 320, 1, '320');
    await judgeWidth(browser, file, 640, 2, '200');
    await judgeWidth(browser, file, 1280, 1, '1280');
    const bytes = fs.statSync(file).size;
    if (bytes > 300000) fault(file, `${bytes} bytes`);
  }
  await browser.close();
  faults.forEach((one) => console.log(one));
  console.log(`${files.length} pages, ${passes} axe rules passed, ${faults.length} faults`);
  process.exit(faults.length || !files.length ? 1 : 0);
})();
