// Debian's Chromium by playwright-core, and what every journey asks of every page: no axe violations, no request to anywhere else,
// no horizontal scrolling, no text without words, the language and direction it should have.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const shots = process.env.WAYMARK_SHOTS; // a folder for screenshots, when somebody wants to look

export const screens = [
  { name: 'phone-en', width: 375, height: 812, language: 'en' },
  { name: 'phone-ar', width: 375, height: 812, language: 'ar' },
  { name: 'desk-en', width: 1280, height: 900, language: 'en' },
  { name: 'desk-ar', width: 1280, height: 900, language: 'ar' },
];

export function openBrowser() {
  return chromium.launch({
    executablePath: process.env.WAYMARK_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
}

// A fresh browser profile on one screen. `javaScript: false` for the journeys that must work without it.
export async function openScreen(browser, url, screen, { javaScript = true } = {}) {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: screen.width, height: screen.height },
    javaScriptEnabled: javaScript,
    locale: screen.language,
    reducedMotion: 'reduce',
  });
  const elsewhere = [];
  context.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:')) elsewhere.push(request.url());
  });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  return { page, context, screen, elsewhere, javaScript };
}

let shotNumber = 0;

// Called once on every page a journey comes to.
export async function inspect(visit, name) {
  const { page, screen, elsewhere } = visit;
  assert.equal(await page.locator('html').getAttribute('lang'), screen.language, `${name}: language of the page`);
  assert.equal(await page.locator('html').getAttribute('dir'), screen.language === 'ar' ? 'rtl' : 'ltr', `${name}: direction`);
  assert.deepEqual(elsewhere, [], `${name}: requests to elsewhere`);
  // A key that no catalogue has is shown as itself: no page may show one.
  const texts = await page.locator('body *:not(script):not(style):not(code)').evaluateAll((nodes) =>
    nodes.flatMap((node) => [...node.childNodes].filter((child) => child.nodeType === 3).map((child) => child.textContent.trim())));
  assert.deepEqual(texts.filter((text) => /^[a-z_]+(\.[A-Za-z0-9_-]+)+$/.test(text)), [], `${name}: keys without words`);
  if (visit.javaScript) {
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(wider <= 0, `${name}: scrolls sideways by ${wider} px on ${screen.name}`);
    await page.evaluate(axeSource);
    const { violations } = await page.evaluate(() =>
      window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }));
    assert.deepEqual(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`),
      [], `${name}: axe on ${screen.name}`);
  }
  if (shots) {
    mkdirSync(shots, { recursive: true });
    shotNumber += 1;
    const file = `${String(shotNumber).padStart(3, '0')}-${name.replaceAll(/[^a-z0-9]+/gi, '-')}-${screen.name}.png`;
    await page.screenshot({ path: join(shots, file), fullPage: true });
  }
}
