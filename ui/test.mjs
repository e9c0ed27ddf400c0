// npm test: what the look promises. Contrast of every pair of colours that meet on a page, in light and dark (WCAG 2.2 AA); weight
// of a first view and of the script; styles that ask nothing from elsewhere; the same words in every language.
// WAYMARK_UI: the folder that ui/build.mjs filled; without it, the assets are built for this test.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import test, { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const here = dirname(fileURLToPath(import.meta.url));
const made = process.env.WAYMARK_UI ? null : mkdtempSync(join(tmpdir(), 'waymark-ui-'));
const assets = process.env.WAYMARK_UI ?? made;
if (made) execFileSync(process.execPath, [join(here, 'build.mjs'), '--out', made]);
after(() => made && rmSync(made, { recursive: true }));

// ---- colours

const tokens = readFileSync(join(here, 'styles/_tokens.scss'), 'utf8');
function palette(scheme) {
  const [light, dark] = tokens.split('prefers-color-scheme: dark');
  const read = (text) => Object.fromEntries([...text.matchAll(/--wm-([\w-]+): (#[0-9a-f]{6});/g)].map((found) => found.slice(1)));
  return scheme === 'light' ? read(light) : { ...read(light), ...read(dark) };
}
function luminance(colour) {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
export function contrast(one, other) {
  const [lighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

const tones = ['neutral', 'info', 'good', 'warning', 'danger'];
const texts = [ // foreground, the grounds it stands on
  ['ink', ['paper', 'surface', 'sunk', 'wash', ...tones.map((tone) => `${tone}-ground`)]],
  ['ink-soft', ['paper', 'surface', 'sunk']],
  ['link', ['paper', 'surface', 'sunk', 'wash', ...tones.map((tone) => `${tone}-ground`)]],
  ['link-strong', ['paper', 'surface', 'wash']],
  ['error', ['paper', 'surface']],
  ['on-button', ['button', 'button-strong']],
  ['on-stop', ['stop', 'stop-strong']],
  ['focus-ink', ['focus']],
  ...tones.map((tone) => [`${tone}-ink`, [`${tone}-ground`]]),
];
const signs = [ // lines and shapes that say something by themselves: 3 to 1
  ['edge', ['paper', 'surface']],
  ['error', ['paper', 'surface']],
  ['button', ['paper', 'surface']],
  ['link', ['line']],
  ...['bar', ...tones.filter((tone) => tone !== 'info').map((tone) => `bar-${tone}`)].map((bar) => [bar, ['surface']]),
];
for (const scheme of ['light', 'dark']) {
  const colours = palette(scheme);
  test(`every text is readable in ${scheme}`, () => {
    for (const [ink, grounds] of texts) {
      for (const ground of grounds) {
        const ratio = contrast(colours[ink], colours[ground]);
        assert.ok(ratio >= 4.5, `${ink} on ${ground}: ${ratio.toFixed(2)} is less than 4.5`);
      }
    }
  });
  test(`every sign is visible in ${scheme}`, () => {
    for (const [ink, grounds] of signs) {
      for (const ground of grounds) {
        const ratio = contrast(colours[ink], colours[ground]);
        assert.ok(ratio >= 3, `${ink} on ${ground}: ${ratio.toFixed(2)} is less than 3`);
      }
    }
  });
}

test('contrast is computed as WCAG does', () => {
  assert.equal(contrast('#ffffff', '#000000'), 21);
  assert.equal(contrast('#777777', '#ffffff').toFixed(2), '4.48');
});

test('dark has every colour that light has', () => {
  const [light, dark] = tokens.split('prefers-color-scheme: dark');
  const names = (text) => [...text.matchAll(/--wm-([\w-]+): #/g)].map((found) => found[1]).sort();
  assert.deepEqual(names(dark), names(light));
});

// ---- weight

const size = (name) => statSync(join(assets, name)).size;

test('a first view is at most 60 KB on the wire', () => {
  const gallery = join(here, '../build/gallery/en');
  const pages = readdirSync(gallery).map((file) => gzipSync(readFileSync(join(gallery, file))).length);
  for (const style of ['app.css', 'app.rtl.css']) {
    const bytes = Math.max(...pages) + size(`${style}.gz`) + size('app.js.gz') + size('icon.svg.gz');
    assert.ok(bytes <= 60 * 1024, `${bytes} bytes with ${style}`);
  }
});

test('the script is at most 20 KB', () => assert.ok(size('app.js.gz') <= 20 * 1024));

test('styles and script ask nothing from elsewhere and keep nothing', () => {
  for (const name of ['app.css', 'app.rtl.css']) {
    const css = readFileSync(join(assets, name), 'utf8');
    for (const word of ['url(', '@import', '@font-face']) assert.ok(!css.includes(word), `${name}: ${word}`);
  }
  const script = readFileSync(join(assets, 'app.js'), 'utf8');
  for (const word of [
    'localStorage', 'sessionStorage', 'indexedDB', 'document.cookie', 'fetch(', 'XMLHttpRequest', 'sendBeacon', 'eval(',
  ]) {
    assert.ok(!script.includes(word), word);
  }
});

test('right-to-left styles are the mirror image', () => {
  const left = readFileSync(join(assets, 'app.css'), 'utf8');
  const right = readFileSync(join(assets, 'app.rtl.css'), 'utf8');
  assert.match(left, /\.govuk-inset-text\{[^}]*border-left:4px/);
  assert.match(right, /\.govuk-inset-text\{[^}]*border-right:4px/);
});

// ---- words

test('every language has the same words as English, each once', () => {
  const words = join(here, 'words');
  const met = new Map();
  for (const module of readdirSync(join(words, 'en'))) {
    // A reader of JSON keeps the last of two in silence, so the text is asked.
    for (const [, key] of readFileSync(join(words, 'en', module), 'utf8').matchAll(/^\s*"([^"]+)":/gm)) {
      assert.ok(!met.has(key), `${key} is in ${met.get(key)} and in ${module}`);
      met.set(key, module);
    }
  }
  for (const module of readdirSync(join(words, 'en'))) {
    const keys = (language) => Object.keys(JSON.parse(readFileSync(join(words, language, module), 'utf8'))).sort();
    for (const language of readdirSync(words)) assert.deepEqual(keys(language), keys('en'), `${language}/${module}`);
  }
});

test('every rule that a page may show has words', () => {
  const words = ['problem', 'authorisation'].map((module) => JSON.parse(readFileSync(join(here, `words/en/${module}.json`), 'utf8')));
  const known = (key) => words.some((catalogue) => key in catalogue);
  const source = join(here, '../src');
  const missing = [];
  for (const room of ['guard', 'screening', 'directory', 'casework', 'web']) {
    for (const file of readdirSync(join(source, room), { recursive: true }).filter((name) => /(?<!_test)\.cpp$/.test(name))) {
      const text = readFileSync(join(source, room, file), 'utf8');
      for (const [, rule] of text.matchAll(/(?:invalid_field\([^,;]+|require\([^;]+, "\w+"), "([a-z_]+)"[,)]/g)) {
        if (!known(`rule.${rule}`)) missing.push(`${room}/${file}: ${rule}`);
      }
      for (const [, rule] of text.matchAll(/refused_by\("([A-Z0-9-]+)"/g)) {
        if (!known(`authorisation.${rule}`) && !known(`rule.${rule}`)) missing.push(`${room}/${file}: ${rule}`);
      }
    }
  }
  assert.deepEqual(missing, []);
});
