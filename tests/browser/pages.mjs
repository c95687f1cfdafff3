/* Opens the pages of a report from disk in Chromium, with no network: no error on the console, no request but for the
 * page itself, nothing that axe-core calls serious; then works the interactive page by pointer, by keyboard and by link,
 * and compares what it shows with the figures of `depend --all --format json`.
 *
 * node pages.mjs REPORT REPORT_DE EXPECTED.json; closing line: N passed, N failed. */
import {readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {createRequire} from 'node:module';
import {pathToFileURL} from 'node:url';
import {chromium} from 'playwright-core';

const [, , REPORT, GERMAN, EXPECTED] = process.argv;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/* rows: choices and their figures; names and ids of actors; keyboard, german: rows for these tests. */
const expected = JSON.parse(readFileSync(EXPECTED, 'utf8'));
const results = {passed: 0, failed: 0};

function check(what, ok, detail = '') {
  results[ok ? 'passed' : 'failed']++;
  if (!ok) console.log('failed:', what, String(typeof detail === 'string' ? detail : JSON.stringify(detail)).slice(0, 600));
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync']
});

/* A page that keeps what it should not do in page.faults. */
async function open(path, options = {}) {
  const context = await browser.newContext({offline: true, viewport: {width: 1280, height: 900}, ...options});
  const page = await context.newPage();
  page.faults = [];
  page.on('console', message => ['error', 'warning'].includes(message.type()) && page.faults.push(message.text()));
  page.on('pageerror', error => page.faults.push(error.message));
  page.on('request', request => {
    if (request.url().split('#')[0] !== pathToFileURL(path).href && !request.isNavigationRequest()) page.faults.push(request.url());
    if (!request.url().startsWith('file://')) page.faults.push(request.url());
  });
  await page.goto(pathToFileURL(path).href + (options.hash || ''));
  return page;
}

const close = page => page.context().close();

async function accessible(page, what) {
  await page.evaluate(AXE);
  const violations = await page.evaluate(async () =>
    (await window.axe.run(document, {resultTypes: ['violations']})).violations.map(v =>
      ({id: v.id, impact: v.impact, nodes: v.nodes.slice(0, 3).map(n => n.html.slice(0, 140) + ' ' + (n.any[0] || {message: ''}).message)})));
  const bad = violations.filter(v => ['serious', 'critical'].includes(v.impact));
  check(what + ': axe finds nothing serious', bad.length === 0, bad);
}

/* ---- every page ------------------------------------------------------------------------------------------------- */

/* All pages of the folder itself, and of each folder below the first and one from the middle. */
function sample(report) {
  const pages = [];
  for (const entry of readdirSync(report, {withFileTypes: true}).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.isFile() && entry.name.endsWith('.html')) pages.push(entry.name);
    if (!entry.isDirectory()) continue;
    const inside = readdirSync(join(report, entry.name)).filter(name => name.endsWith('.html')).sort();
    const some = new Set([inside[0], inside[Math.floor(inside.length / 2)]].filter(Boolean));
    pages.push(...[...some].map(name => join(entry.name, name)));
  }
  return pages;
}

async function everyPage() {
  for (const name of sample(REPORT)) {
    const page = await open(join(REPORT, name));
    await accessible(page, name);
    check(name + ': no error and no request', page.faults.length === 0, page.faults);
    check(name + ': a title and one main heading', (await page.title()) && (await page.locator('h1').count()) === 1);
    await close(page);
  }
}

/* ---- the interactive page --------------------------------------------------------------------------------------- */

const EXPLORE = join(REPORT, 'explore.html');

function hash(row) {
  const closed = row.closed.map(encodeURIComponent).join(',');
  return `#deposit=${encodeURIComponent(row.deposit)}&to=${encodeURIComponent(row.destination)}&base=${row.base}` + (closed ? '&close=' + closed : '');
}

/* What the page shows, by its elements. */
function shown() {
  const data = selector => { const e = document.querySelector(selector); return e ? Number(e.value) : null; };
  const row = document.querySelector('#rows tr[aria-current=true]');
  return {
    g: data('#row-g td:nth-of-type(2) data'), g_text: document.querySelector('#row-g td:nth-of-type(2)').textContent,
    penalty: data('#row-g td:nth-of-type(3) data'), percent: data('#percent data'),
    days: data('#row-days td:nth-of-type(2) data'), km: data('#row-km td:nth-of-type(2) data'),
    money: data('#row-money td:nth-of-type(2) data'),
    status: document.querySelector('#row-status td:last-child .status').className.split(' ')[1].replace('own-status', 'own'),
    row_g: row && row.cells[4].querySelector('data') ? Number(row.cells[4].querySelector('data').value) : null,
    row_status: row ? row.querySelector('.status').className.split(' ')[1].replace('own-status', 'own') : null,
    sentence: document.getElementById('sentence').textContent, title: document.getElementById('answer-title').textContent
  };
}

function grouped(value, decimals) {
  const [whole, part] = value.toFixed(decimals).split('.');
  return whole.replace(/\B(?=(\d{3})+$)/g, '\u202f') + (part ? '.' + part : '');
}

function differences(row, page) {
  const faults = [];
  const say = (name, a, b) => { if (a !== b) faults.push(`${name} ${a} is not ${b}`); };
  say('G', page.g, row.g_usd_t);
  say('G of the row', page.row_g, row.g_usd_t);
  if (row.g_usd_t !== null) {
    say('G as text', page.g_text, grouped(row.g_usd_t, 2));
    say('penalty', page.penalty, row.penalty_usd_t);
    if (row.penalty_usd_t > 0) {
      if (Math.abs(page.percent - row.penalty_pct) > 1e-12 * row.penalty_pct) say('per cent', page.percent, row.penalty_pct);
    } else say('per cent', page.percent, null);
  }
  say('status', page.status, row.status);
  say('status of the row', page.row_status, row.status);
  say('title', page.title, row.deposit_name);
  for (const name of ['days', 'km', 'money'])
    if (row[name] !== undefined && !(Math.abs(page[name] - row[name]) <= 1e-12 * Math.abs(row[name]))) say(name, page[name], row[name]);
  if (row.sentence) say('sentence', page.sentence, row.sentence);
  return faults;
}

/* Follows a link to a choice inside the page. */
function follow(hash) {
  const moved = location.hash === hash ? null : new Promise(done => window.addEventListener('hashchange', done, {once: true}));
  location.hash = hash;
  return moved;
}

async function figures() {
  const page = await open(EXPLORE);
  const faults = [];
  for (const row of expected.rows) {
    await page.evaluate(follow, hash(row));
    const wrong = differences(row, await page.evaluate(shown));
    if (wrong.length) faults.push([hash(row), ...wrong]);
  }
  check(`${expected.rows.length} choices have the figures of the JSON`, faults.length === 0, faults.slice(0, 4));
  check('no error on the way', page.faults.length === 0, page.faults);
  await close(page);
}

/* A deposit that loses its way by two closures: chosen by pointer, and by its cut set. */
async function byPointer() {
  const row = expected.cut;
  const page = await open(EXPLORE);
  await page.selectOption('#destination', row.destination);
  await page.selectOption('#base', row.base);
  await page.selectOption('#deposit', {label: row.deposit_name});
  for (const actor of row.closed) await page.getByRole('checkbox', {name: expected.names[actor]}).check();
  check('by pointer: the figures of the JSON', differences(row, await page.evaluate(shown)).length === 0, differences(row, await page.evaluate(shown)));
  check('by pointer: the link says so', decodeURIComponent(await page.evaluate(() => location.hash)) === decodeURIComponent(hash(row)), await page.evaluate(() => location.hash));
  const drawn = await page.locator('#map path.way').count();
  await page.click('#nobody');
  check('open again: a way is drawn', drawn === 0 && (await page.locator('#map path.way').count()) > 0);
  await page.locator('#cuts button').first().click();
  check('a cut set leaves no way', (await page.evaluate(shown)).status === 'captive');
  await page.locator('#rows button', {hasText: row.deposit_name}).first().click();
  const link = await page.getAttribute('#state-link', 'href');
  const sentence = (await page.evaluate(shown)).sentence;
  const other = await open(EXPLORE, {hash: link});
  check('the link restores the choice', (await other.evaluate(shown)).sentence === sentence, link);
  check('no error', page.faults.length + other.faults.length === 0, page.faults.concat(other.faults));
  await close(other);
  await close(page);
}

async function tableAndLayers() {
  const page = await open(EXPLORE);
  const count = () => page.locator('#rows tr').count();
  const all = await count();
  await page.fill('#filter', 'kazakhstan');
  const some = await count();
  check('the filter leaves some rows', some > 0 && some < all && (await page.textContent('#count')).startsWith(some + ' of ' + all));
  await page.fill('#filter', 'no such deposit <b>');
  check('the filter may leave none', (await count()) === 0);
  await page.fill('#filter', '');
  await page.locator('#heads button').nth(4).click();
  const values = () => page.$$eval('#rows tr', rows => rows.map(r => r.cells[4].querySelector('data')).filter(Boolean).map(d => Number(d.value)));
  const up = await values();
  check('sorted by cost', up.every((v, i) => !i || up[i - 1] <= v) && (await page.getAttribute('#heads th:nth-child(5)', 'aria-sort')) === 'ascending');
  await page.locator('#heads button').nth(4).click();
  check('and the other way', (await values()).join() === up.slice().sort((a, b) => b - a).join());
  for (const name of ['countries', 'rail', 'road', 'sea', 'gates', 'deposits']) {
    const path = {countries: 'path.land', gates: 'path.gate:not(.on)', deposits: 'path.site'}[name] || `path.${name}:not(.way)`;
    const before = await page.locator(path).count();
    await page.uncheck('#layer-' + name);
    check(`layer ${name} goes and comes`, before > 0 && (await page.locator(path).count()) === 0);
    await page.check('#layer-' + name);
    check(`layer ${name} is back`, (await page.locator(path).count()) === before);
  }
  check('no error', page.faults.length === 0, page.faults);
  await close(page);
}

/* Tab from the top to the end: every control gets the focus, one can see it, and none keeps it. */
async function byKeyboard() {
  const row = expected.keyboard;
  const page = await open(EXPLORE, {hash: hash({...row, closed: []})});
  const wanted = await page.$$eval('a[href], button, input, select, [tabindex="0"]', all => {
    all.forEach((e, i) => { e.dataset.stop = i; });
    return all.map(e => e.dataset.stop);
  });
  const reached = new Set(), unseen = [];
  for (let i = 0; i < wanted.length + 20; i++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const e = document.activeElement;
      if (!e || e === document.body) return null;
      const framed = x => x && parseFloat(getComputedStyle(x).outlineWidth) > 0 && getComputedStyle(x).outlineStyle !== 'none';
      return {stop: e.dataset.stop, id: e.id || e.className || e.textContent, seen: framed(e) || framed(e.closest('label'))};
    });
    if (!at) break;
    reached.add(at.stop);
    if (!at.seen) unseen.push(at.id);
  }
  check('Tab reaches every control', wanted.every(stop => reached.has(stop)), wanted.filter(stop => !reached.has(stop)).length);
  check('the focus can be seen', unseen.length === 0, unseen);

  for (const actor of row.closed) {
    await page.focus('#actor-' + expected.bits[actor]);
    await page.keyboard.press('Space');
  }
  check('Space closes', differences(row, await page.evaluate(shown)).length === 0, differences(row, await page.evaluate(shown)));
  await page.focus('#nobody');
  await page.keyboard.press('Enter');
  check('Enter opens all', !(await page.evaluate(() => location.hash)).includes('close='));
  await page.focus('#deposit');
  const before = (await page.evaluate(shown)).title;
  await page.keyboard.press('ArrowDown');
  check('an arrow chooses the next deposit', (await page.evaluate(shown)).title !== before);
  await page.focus('#map');
  const view = () => page.evaluate(() => document.querySelector('#map .leaflet-map-pane').style.transform + document.querySelector('path.land').getAttribute('d').slice(0, 40));
  const still = await view();
  await page.keyboard.press('ArrowRight');
  await page.waitForTimeout(400);
  const moved = await view();
  await page.keyboard.press('+');
  await page.waitForTimeout(200);
  check('the map moves and zooms', still !== moved && moved !== (await view()));
  await page.locator('#rows button').first().focus();
  await page.keyboard.press('Enter');
  check('the focus stays in the row', await page.evaluate(() => document.activeElement.closest('tr[aria-current=true]') !== null));
  check('no error', page.faults.length === 0, page.faults);
  await close(page);
}

async function otherFaces() {
  const plain = await open(EXPLORE, {javaScriptEnabled: false});
  check('without scripts a sentence and a way to the tables', (await plain.locator('.noscript a[href="index.html"]').isVisible()) && !(await plain.locator('#page').isVisible()));
  await close(plain);
  for (const [what, options] of [['dark', {colorScheme: 'dark'}], ['phone', {viewport: {width: 400, height: 860}, hasTouch: true}]]) {
    const page = await open(EXPLORE, {...options, hash: hash(expected.rows[0])});
    await accessible(page, 'explore, ' + what);
    check(what + ': nothing wider than the screen', await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    check(what + ': no error', page.faults.length === 0, page.faults);
    await close(page);
  }
  const german = await open(join(GERMAN, 'explore.html'), {hash: hash(expected.german)});
  const seen = await german.evaluate(shown);
  check('German: its sentence', seen.sentence === expected.german.sentence_de, [seen.sentence, expected.german.sentence_de]);
  check('German: figures with a comma', /^\d[\d\u202f]*,\d\d$/.test(seen.g_text), seen.g_text);
  check('German: no error', german.faults.length === 0, german.faults);
  await close(german);
  const page = await open(EXPLORE);
  for (const odd of ['#deposit=nowhere&close=RUS', '#close=%E0%A4%A', '#deposit=&to=&base=&close=,,,', '#<img src=x onerror=alert(1)>', '#deposit=__proto__&close=constructor']) {
    await page.evaluate(follow, odd);
    check('an odd link does no harm: ' + odd, page.faults.length === 0 && (await page.evaluate(shown)).title.length > 0, page.faults);
  }
  await close(page);
}

async function explore() {
  await figures();
  await byPointer();
  await tableAndLayers();
  await byKeyboard();
  await otherFaces();
}

await Promise.all([everyPage(), explore()]);
await browser.close();
console.log(`${results.passed} passed, ${results.failed} failed`);
process.exit(results.failed > 0 ? 1 : 0);
