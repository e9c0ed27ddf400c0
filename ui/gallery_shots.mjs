// npm run shots: every page of build/gallery (drawn by web_page_test) on a phone and a desk, in light and dark, asked by axe and kept as
// a picture in build/shots. Fails on what axe finds, on sideways scrolling, on small targets and on requests to elsewhere.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openBrowser, openScreen, screens } from '../tests/journeys/browser.mjs';
import { serveGallery } from './gallery_server.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const gallery = join(root, 'build/gallery');
const shots = join(root, 'build/shots');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const wanted = process.argv.slice(2); // names of pages; none for all
const { url, close } = await serveGallery();
mkdirSync(shots, { recursive: true });

// Links within a sentence are exempt (WCAG 2.5.8); everything that stands alone is at least 44 px high.
const smallTargets = () => [...document.querySelectorAll('a, button, input:not([type=hidden]), select, summary, textarea')]
  .filter((element) => {
    const box = element.getBoundingClientRect();
    const hidden = box.width <= 1 || getComputedStyle(element).visibility === 'hidden' || !element.getClientRects().length;
    const inText = element.matches('p a, li a, td a, th a, dd a, h2 a, h3 a') && getComputedStyle(element).display === 'inline';
    return !hidden && !inText && box.height < 43.5;
  })
  .map((element) => `${element.outerHTML.slice(0, 100)} (${Math.round(element.getBoundingClientRect().height)} px)`);

const browser = await openBrowser();
const findings = [];
for (const screen of screens) {
  const visit = await openScreen(browser, url, screen);
  const { page, elsewhere } = visit;
  page.on('console', (message) => { if (message.type() === 'error') findings.push(`${screen.name}: ${message.text()}`); });
  for (const file of readdirSync(join(gallery, screen.language)).sort()) {
    const name = file.replace('.html', '');
    if (wanted.length && !wanted.includes(name)) continue;
    for (const scheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.goto(`${url}${screen.language}/${file}`);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() =>
        window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }));
      for (const { id, nodes } of violations) {
        findings.push(`${screen.name} ${scheme} ${name}: ${id}: ${nodes.map((node) => node.html.slice(0, 140)).join(' | ')}`);
      }
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (wider > 0) findings.push(`${screen.name} ${name}: scrolls sideways by ${wider} px`);
      for (const target of await page.evaluate(smallTargets)) findings.push(`${screen.name} ${name}: small target ${target}`);
      await page.screenshot({ path: join(shots, `${name}-${screen.name}-${scheme}.png`), fullPage: true });
    }
    await page.emulateMedia({ colorScheme: 'light' });
    const menu = page.locator('.wm-menu-button');
    if (name === 'work' && await menu.isVisible()) {
      await menu.click();
      await page.locator('.wm-nav__link').nth(1).focus();
      await page.screenshot({ path: join(shots, `menu-${screen.name}.png`) });
    }
    if (name === 'person' && screen.width > 800) {
      // The copy for the person is one sheet of A4.
      const pdf = await page.pdf({ format: 'A4', path: join(shots, `person-${screen.language}.pdf`) });
      const sheets = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g).length;
      if (sheets !== 1) findings.push(`${name} ${screen.language}: prints on ${sheets} sheets`);
      await page.emulateMedia({ media: 'print' });
      await page.screenshot({ path: join(shots, `person-${screen.language}-print.png`), fullPage: true });
      await page.emulateMedia({ media: 'screen' });
    }
  }
  findings.push(...elsewhere.map((address) => `${screen.name}: asked ${address}`));
  await visit.context.close();
}
await browser.close();
close();
assert.deepEqual([...new Set(findings)], []);
console.log(`looked at the gallery; pictures are in ${shots}`);
