// Drives the desk through a year: see tools/judge_desk.py.
// usage: node judge_desk.cjs ADDRESS HOME [PICTURES]
'use strict';
const fs = require('fs');
const path = require('path');
const { execFileSync } = require('child_process');
const axe = require('axe-core');
const { chromium } = require('playwright-core');

const [address, home, pictures] = process.argv.slice(2);
const base = address.split('/?')[0];
const faults = [];
const seen = [];
const fault = (words) => { faults.push(words); console.log(`× ${words}`); };
const LONG = 600000;

async function look(page, name) {
  const found = await page.evaluate(`${axe.source}; axe.run(document, { runOnly:
    ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })`);
  for (const one of found.violations) fault(`${name}: axe ${one.id}: ${one.nodes[0].html.slice(0, 160)}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  if (wide) fault(`${name}: wider than the window`);
  // 200 %: half as many CSS pixels.
  await page.setViewportSize({ width: 640, height: 360 });
  if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) fault(`${name}: wider than the window at 200 %`);
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.emulateMedia({ forcedColors: 'active' });
  const forced = await page.evaluate(`axe.run(document, { runOnly: ['wcag2a', 'wcag2aa'] })`);
  for (const one of forced.violations) fault(`${name} (forced colours): axe ${one.id}`);
  await page.emulateMedia({ forcedColors: 'none' });
  if (pictures) await page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: name !== '下見' });
  seen.push(name);
  console.log(`○ ${name}`);
}

async function press(page, words) {
  await page.getByRole('button', { name: words, exact: true }).first().click();
}

async function stands(page, label, wanted) {
  const found = await page.getByLabel(label).first().inputValue();
  if (found !== wanted) fault(`${label}: 「${found}」 instead of 「${wanted}」`);
}

// The page of an order: until it is over; what it says.
async function over(page, name, wanted = /できました/) {
  await page.waitForURL(/\/jobs\//);
  if (await page.locator('[data-watch]').count()) await look(page, `${name}（作業中）`).catch(() => {});
  await page.waitForFunction(() => !document.querySelector('[data-watch]') && document.querySelector('.notice'),
    null, { timeout: LONG });
  const words = await page.locator('.notice').innerText();
  if (!wanted.test(await page.locator('main').innerText())) fault(`${name}: ${words}`);
  await look(page, name);
  return words;
}

async function task(page, link) {
  await page.goto(`${base}/b/${number}/`);
  await page.getByRole('link', { name: link }).click();
}

let number = 0;

(async () => {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox'],
  });
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, locale: 'ja-JP' });
  const page = await context.newPage();
  page.setDefaultTimeout(120000);
  // A page that says what is wrong with a form has the code for it.
  page.on('console', (said) => said.type() === 'error' && !/status of 409/.test(said.text())
    && fault(`console: ${said.text()}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(base)) fault(`asks for ${request.url()}`);
  });
  const begun = Date.now();
  await page.goto(address);
  await page.waitForURL(`${base}/`);
  console.log(`入口から最初のページまで ${(Date.now() - begun) / 1000} 秒`);
  await look(page, '最初のページ');

  // From what the office has: a list of another tool, whose mapping is corrected on the page.
  await page.getByRole('link', { name: '今ある資料から始める' }).click();
  await page.getByRole('button', { name: /フォルダーを選ぶ/ }).click();
  await page.getByRole('link', { name: 'ドキュメント' }).click();
  await page.getByRole('link', { name: /このフォルダー/ }).click();
  await look(page, '今ある資料から');
  await press(page, '取り込む');
  await over(page, '取込対応表ができた');
  await page.getByRole('link', { name: '対応表を確かめる' }).click();
  await page.getByLabel('入れる先').first().selectOption('報告書の題名');
  await page.getByLabel('名前').first().fill('第２期計画の評価');
  await look(page, '対応表を確かめる');
  await press(page, 'この対応でブックを作る');
  await over(page, '取り込んだ');
  await page.goto(`${base}/`);

  // A new plan with its example.
  await page.getByRole('link', { name: '新しい計画で始める' }).click();
  // What was typed before the place was chosen is there afterwards.
  await page.getByLabel('報告書の題名').fill('第８次総合計画の評価・検証');
  await page.getByRole('button', { name: /場所を選ぶ/ }).click();
  await look(page, 'フォルダーを選ぶ');
  await page.getByRole('link', { name: 'デスクトップ' }).click();
  await page.getByRole('link', { name: /このフォルダー/ }).click();
  await look(page, '新しい計画');
  await page.getByLabel(/記入例の入ったブック/).check();
  await stands(page, '報告書の題名', '第８次総合計画の評価・検証');
  await press(page, 'ブックを作る');
  await over(page, '新しいブック');
  await page.getByRole('link', { name: '新しいブックで続ける' }).click();
  await page.waitForSelector('.tiles', { timeout: LONG });
  number = Number(page.url().match(/\/b\/(\d+)/)[1]);
  await look(page, 'ブックのページ');

  await task(page, '点検する');
  await page.waitForSelector('.accept, .notice.good', { timeout: LONG });
  await look(page, '点検');
  if (await page.locator('input[name=key]').count()) {
    await page.locator('details.group').first().evaluate((e) => { e.open = true; });
    await page.locator('input[name=key]').first().check();
    await page.getByLabel('確認した人').fill('企画課 見本');
    await page.getByLabel('確認の理由').fill('確かめた');
    await press(page, '確認済にした新しいブックを作る');
    await over(page, '確認済');
    await page.getByRole('link', { name: '新しいブックで続ける' }).click();
    await page.waitForSelector('.tiles', { timeout: LONG });
    number = Number(page.url().match(/\/b\/(\d+)/)[1]);
  }

  await task(page, '下見する');
  await page.waitForSelector('iframe', { timeout: LONG });
  await look(page, '下見');

  await task(page, '配る');
  await look(page, '配る');
  await page.getByLabel('照会の名前').fill('第１回照会');
  await page.getByLabel('問合せと返送の先').fill('企画課 内線2035');
  await page.getByRole('button', { name: 'すべて外す' }).click();
  if (await page.locator('input[name=department]:checked').count()) fault('配る: すべて外す leaves some');
  await page.getByRole('button', { name: 'すべて選ぶ' }).click();
  await page.getByLabel(/Word の案/).check();
  // Something is wrong: the page says so, with what was typed; then the browser's own ways.
  await page.getByLabel('照会の名前').fill(' ');
  await press(page, '照会票を作る');
  await page.waitForSelector('[role=alert]');
  await look(page, '配る（書き足りない）');
  await stands(page, '問合せと返送の先', '企画課 内線2035');
  await page.getByLabel('照会の名前').fill('第１回照会');
  await page.getByRole('link', { name: '最初のページ' }).first().click();
  await page.goBack();
  await stands(page, '問合せと返送の先', '企画課 内線2035');
  await stands(page, '照会の名前', '第１回照会');
  await page.reload();
  await stands(page, '照会の名前', '第１回照会');
  if (!await page.getByLabel(/Word の案/).isChecked()) fault('配る: Word の案 is not ticked any more');
  await press(page, '照会票を作る');
  await over(page, '配った');
  const plan = fs.readdirSync(path.join(home, 'Desktop'))[0];
  const forms = path.join(home, 'Desktop', plan, '第１回照会');
  execFileSync(process.env.PYTHON, ['-m', 'tools.judge_desk', '--edit', forms], { cwd: process.env.ROOT });

  await task(page, '集める');
  await look(page, '集める');
  const returns = path.join(home, 'Desktop', plan, '返ってきたもの');
  await page.getByLabel(/ここに重ねて放す/).setInputFiles(
    fs.readdirSync(returns).map((name) => path.join(returns, name)));
  await press(page, '集める');
  await over(page, '集めた');

  await task(page, '反映案を決める');
  // What the departments did in LibreOffice, in forms and in drafts, all of it.
  const said = await page.locator('.proposal').allInnerTexts();
  for (const words of ['61.6', '13', '862', '22.9', '来年度も続ける。']) {
    if (!said.some((text) => text.includes(words))) fault(`反映案を決める: no proposal of ${words}`);
  }
  if (said.length !== 6) fault(`反映案を決める: ${said.length} proposals instead of 6`);
  await page.getByLabel('判断した人').fill('企画課 見本');
  const first = page.locator('.proposal').first();
  if (!(await first.count())) fault('no proposals');
  // With the keyboard: 1 is 採用, and goes on to the next.
  const count = await page.locator('.proposal').count();
  await first.locator('input[type=radio]:checked').focus();
  for (let n = 0; n < count; n++) await page.keyboard.press('1');
  const undecided = await page.locator('.proposal input[value=""]:checked').count();
  if (undecided) fault(`反映案を決める: ${undecided} left after the keyboard`);
  await look(page, '反映案を決める');
  await page.locator('.save button').last().click();
  await page.waitForURL(/saved=1/);

  await page.getByRole('link', { name: /意見に答える/ }).click();
  const asked = await page.locator('.proposal .said').allInnerTexts();
  if (asked.length !== 4) fault(`意見に答える: ${asked.length} opinions instead of 4`);
  if (!asked.includes('この段落は、実績が固まってから書き直します。')) fault('意見に答える: no comment of a draft');
  await page.locator('textarea').first().fill('注記に足します。');
  await look(page, '意見に答える');
  await page.locator('.save button').first().click();
  await page.waitForURL(/saved=1/);

  await task(page, /^反映する/);
  await look(page, '反映する');
  await press(page, '採用した修正を反映する');
  // What collides is told, and not carried out.
  await over(page, '反映した', /できました|反映していないもの/);
  await page.getByRole('link', { name: '新しいブックで続ける' }).click();
  await page.waitForSelector('.tiles', { timeout: LONG });
  number = Number(page.url().match(/\/b\/(\d+)/)[1]);

  await task(page, '新旧対照表を作る');
  await look(page, '新旧対照表');
  await page.getByLabel('前のブック（旧）').selectOption({ index: 1 });
  await press(page, '作る');
  await over(page, '新旧対照表ができた');

  await task(page, '案を作る');
  await look(page, '報告書を作る');
  await page.getByLabel(/PDF も作る/).check();
  await press(page, '作る');
  await over(page, '案と PDF');

  await task(page, '報告書・PDF を作る');
  await page.getByLabel(/正式な報告書/).check();
  await page.getByLabel(/PDF も作る/).check();
  await press(page, '作る');
  await over(page, '報告書と PDF');
  const output = path.join(home, 'Desktop', plan, 'output');
  const made = fs.readdirSync(output);
  for (const kind of ['.docx', '.pdf']) {
    if (!made.some((name) => name.endsWith(kind) && !/案|対照/.test(name))) fault(`no final report ${kind}: ${made}`);
  }

  await task(page, 'ウェブページを作る');
  await look(page, 'ウェブページを作る');
  await press(page, '作る');
  await over(page, 'ウェブページ');

  await task(page, '公開データを作る');
  await look(page, '公開データを作る');
  await press(page, '作る');
  await over(page, '公開データ');

  await task(page, '年度更新をする');
  await look(page, '年度更新');
  await press(page, '次の年度のブックを作る');
  await over(page, '次の年度');

  // Without a mouse: from the first page to the workbook's check, by Tab and Enter.
  await page.goto(`${base}/`);
  const reach = async (words) => {
    for (let n = 0; n < 60; n++) {
      await page.keyboard.press('Tab');
      if ((await page.evaluate(() => document.activeElement.innerText ?? '')).includes(words)) return true;
    }
    return false;
  };
  for (const words of ['.xlsx', '点検する']) {
    if (!await reach(words)) fault(`no way to ${words} by the keyboard`);
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  }

  // A page of another site in another tab.
  const other = await context.newPage();
  await other.route('http://evil.example/**', (route) => route.fulfill({ contentType: 'text/html',
    body: `<form method="post" action="${base}/close"><input name="mark" value="x"></form>
      <iframe src="${base}/b/0/"></iframe><img src="${base}/b/0/">` }));
  await other.goto('http://evil.example/');
  const [sent] = await Promise.all([
    other.waitForResponse((r) => r.url() === `${base}/close`),
    other.evaluate(() => document.querySelector('form').submit()),
  ]);
  if (sent.status() !== 403) fault(`another site's form got ${sent.status()}`);
  await other.close();
  await page.goto(`${base}/`);
  await look(page, '最近のブック');
  await browser.close();
  console.log(`${seen.length} ページ、誤り ${faults.length} 件`);
  process.exit(faults.length ? 1 : 0);
})().catch((error) => { console.error(error); process.exit(2); });
