// node ui/build.mjs --out DIR: styles (Sass, and their mirror image for right-to-left languages), the script and the icon, each
// compressed ahead, and manifest.json, which gives every file the name it is served by: with the hash of its content inside, so that
// browsers may keep it for a year. The files themselves keep plain names, which the build knows beforehand.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import esbuild from 'esbuild';
import rtlcss from 'rtlcss';
import * as sass from 'sass';

const here = dirname(fileURLToPath(import.meta.url));
const at = process.argv.indexOf('--out');
if (at < 0 || !process.argv[at + 1]) {
  console.error('usage: node ui/build.mjs --out DIR');
  process.exit(2);
}
const out = process.argv[at + 1];

function styles() {
  const { css } = sass.compile(join(here, 'styles/app.scss'), {
    loadPaths: [join(here, '../node_modules/govuk-frontend/dist')],
    quietDeps: true,
  });
  const smaller = (text) =>
    esbuild.transformSync(text, { loader: 'css', minify: true, target: ['chrome100', 'firefox100', 'safari15'] }).code;
  return { 'app.css': smaller(css), 'app.rtl.css': smaller(rtlcss.process(css)) };
}

function script() {
  const { outputFiles } = esbuild.buildSync({
    entryPoints: [join(here, 'script/app.ts')],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: 'es2020',
  });
  return { 'app.js': outputFiles[0].text };
}

function icons() {
  // page.svg is for pages that a person may take away: it tells nobody what they are.
  return Object.fromEntries(['icon.svg', 'page.svg'].map((name) => [name, readFileSync(join(here, 'icons', name), 'utf8')]));
}

const files = { ...styles(), ...script(), ...icons() };
const manifest = {};
mkdirSync(out, { recursive: true });
for (const [name, text] of Object.entries(files)) {
  const bytes = Buffer.from(text);
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  manifest[name] = name.replace(/\.(\w+)$/, `-${hash}.$1`);
  writeFileSync(join(out, name), bytes);
  writeFileSync(join(out, `${name}.gz`), gzipSync(bytes, { level: 9 }));
  writeFileSync(join(out, `${name}.br`), brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  }));
}
writeFileSync(join(out, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
