#!/usr/bin/env node
// tools/check_documents.mjs: what the documents promise and a script can see: links and paths that lead somewhere, pictures that are shown
// and small, a line in docs/dependencies.md for each dependency and none for others, make targets, rules, settings, commands and problems
// that exist, decisions and migrations numbered without a gap.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

const top = join(new URL('.', import.meta.url).pathname, '..');
const read = (file) => readFileSync(join(top, file), 'utf8');
const problems = [];

const filesLike = (...patterns) =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', ...patterns], { cwd: top, encoding: 'utf8' })
    .split('\n').filter((file) => file && existsSync(join(top, file)));
const documents = filesLike('*.md');
const slug = (heading) => heading.toLowerCase().replaceAll(/[`*]/g, '').replaceAll(/[^\p{L}\p{N}\s-]/gu, '').trim().replaceAll(/\s/g, '-');
const headings = (file) => [...read(file).matchAll(/^#+\s+(.*)$/gm)].map((match) => slug(match[1]));

const shown = new Set();
for (const file of documents) {
  const text = read(file).replaceAll(/```[\s\S]*?```/g, '');
  for (const match of text.matchAll(/!?\[[^\]]*\]\(([^)\s]+)\)/g)) {
    if (/^(https?|mailto):/.test(match[1])) continue;
    const [path, anchor] = match[1].split('#');
    const target = path ? join(dirname(file), path) : file;
    shown.add(target);
    if (!existsSync(join(top, target))) problems.push(`${file}: ${match[1]} leads nowhere`);
    else if (anchor && target.endsWith('.md') && !headings(target).includes(anchor)) problems.push(`${file}: ${match[1]} names no heading`);
  }
}

// Paths in code spans: `src/web/routes.cpp`, `ui/words/*/`, `person_profile_json.cpp` after a path of the same folder.
const everyFile = filesLike();
const isThere = (path) => {
  const pattern = new RegExp(`^${path.replaceAll(/[.+]/g, '\\$&').replaceAll('*', '[^/]*')}${path.endsWith('/') ? '' : '(/|$)'}`);
  return everyFile.some((file) => pattern.test(file));
};
for (const file of documents) {
  for (const match of read(file).matchAll(/`((?:src|tools|docs|packaging|ui|db|tests|bench|fuzz|demo|profiles|instruments|cmake)\/[\w.*/-]+)`/g)) {
    if (!isThere(match[1])) problems.push(`${file}: there is no ${match[1]}`);
  }
}
for (const file of filesLike('src/*.hpp', 'src/*.cpp', 'src/*.def', 'tools/*', 'tests/*.mjs')) {
  for (const match of read(file).matchAll(/\b((?:docs|db)\/[\w/-]+\.(?:md|svg))\b/g)) if (!isThere(match[1])) problems.push(`${file}: there is no ${match[1]}`);
}

const pictureBytesMax = 200_000;
for (const picture of filesLike('docs/pictures')) {
  if (!shown.has(picture)) problems.push(`${picture}: no document shows it`);
  if (statSync(join(top, picture)).size > pictureBytesMax) problems.push(`${picture}: larger than ${pictureBytesMax / 1000} KB`);
}

// --- Dependencies ---

const packages = new Set(read('tools/packages.txt').split('\n').map((line) => line.replace(/#.*/, '').trim().split(/\s+/)[1]).filter(Boolean));
for (const list of ['package.json', 'tools/openapi/package.json']) {
  for (const name of Object.keys(JSON.parse(read(list)).devDependencies)) packages.add(name);
}
const listed = new Set();
for (const line of read('docs/dependencies.md').split('\n')) {
  if (!line.startsWith('| `')) continue;
  const cells = line.split('|').map((cell) => cell.trim());
  for (const match of cells[1].matchAll(/`([^`]+)`/g)) listed.add(match[1]);
  if (cells.length < 6 || cells.slice(2, 5).some((cell) => cell === '')) problems.push(`docs/dependencies.md: ${cells[1]} does not say what for, why this one, who keeps it`);
}
for (const name of packages) if (!listed.has(name)) problems.push(`docs/dependencies.md: ${name} has no line`);
for (const name of listed) if (!packages.has(name)) problems.push(`docs/dependencies.md: ${name} is used by nothing`);

// --- Commands and rules that documents name ---

const targets = new Set([...read('Makefile').matchAll(/^([a-z-]+):/gm)].map((match) => match[1]));
for (const file of documents) {
  for (const match of read(file).matchAll(/`make ([a-z-]+)/g)) if (!targets.has(match[1])) problems.push(`${file}: there is no make ${match[1]}`);
}
const rules = new Set(Object.keys(JSON.parse(read('ui/words/en/authorisation.json'))).map((key) => key.replace('authorisation.', '')));
for (const file of documents.filter((name) => /^docs\/(guides|administrator)\//.test(name))) {
  for (const match of read(file).matchAll(/\bAUTH-[A-Z-]+[A-Z]/g)) if (!rules.has(match[0])) problems.push(`${file}: there is no rule ${match[0]}`);
}

// --- The administrator's pages: every setting as src/cli/settings.cpp has it, problems by number and name, commands ---

const guide = 'docs/administrator';
const guideText = documents.filter((name) => name.startsWith(`${guide}/`)).map(read).join('\n');
const settings = [...read('src/cli/settings.cpp').matchAll(/^ {8}\{"([a-z_]+)", "([^"]*)",/gm)].map((match) => ({ name: match[1], standard: match[2] }));
if (settings.length === 0) problems.push(`${guide}: no settings found in src/cli/settings.cpp`);
for (const { name, standard } of settings) {
  const row = guideText.split('\n').find((line) => line.startsWith(`| \`${name}\` | \`WAYMARK_${name.toUpperCase()}\` |`));
  if (!row) problems.push(`${guide}: the setting ${name} has no row`);
  else if (standard && !row.includes(`\`${standard}\``)) problems.push(`${guide}: ${name} is ${standard} where nothing is set`);
}
const kinds = new Set([...read('src/base/problem.def').matchAll(/PROBLEM\((\w+), "([\d.]+)"/g)].map((match) => `${match[2]} ${match[1]}`));
for (const match of guideText.matchAll(/`(\d{3}\.\d+ \w+)`/g)) if (!kinds.has(match[1])) problems.push(`${guide}: there is no problem ${match[1]}`);
const commands = new Set([...filesLike('src/cli/*.cpp').map(read).join('\n').matchAll(/(?:offer\([^"]*|add_subcommand\()"([a-z]+)"/g)].map((match) => match[1]));
for (const file of documents) {
  for (const match of read(file).matchAll(/waymark (user|org|audit|recovery) ([a-z]+)/g)) if (!commands.has(match[2])) problems.push(`${file}: there is no waymark ${match[1]} ${match[2]}`);
  for (const match of read(file).matchAll(/`waymark ([a-z]+)/g)) if (!commands.has(match[1])) problems.push(`${file}: there is no waymark ${match[1]}`);
}

// --- What the log and /metrics can hold: every row of the tables, and no other ---

for (const [file, pattern, page, chapter] of [
  ['src/base/log_event.def', /^EVENT\((\w+), "(.+)"\)$/gm, 'docs/administrator/logs.md', 'Events'],
  ['src/base/log_field.def', /^FIELD\((\w+), "(.+)"\)$/gm, 'docs/administrator/logs.md', 'Fields'],
  ['src/base/metric.def', /^METRIC\(\w+, \w+, \w+, "(\w+)", \w+, \w+, "(.+)"\)$/gm, 'docs/administrator/metrics.md', 'Every figure'],
]) {
  const text = read(file);
  const rows = [...text.matchAll(pattern)];
  const told = (read(page).split(`## ${chapter}\n`)[1] ?? '').split('\n## ')[0].split('\n').filter((line) => line.startsWith('| `'));
  if (rows.length !== [...text.matchAll(/^[A-Z]+\(/gm)].length) problems.push(`${file}: a row is not written as the others are`);
  for (const [, name, meaning] of rows) {
    const row = told.find((line) => line.startsWith(`| \`${name}\` |`));
    if (!row?.endsWith(` | ${meaning} |`)) problems.push(`${page}: the row of ${name} must say: ${meaning}`);
  }
  if (told.length !== rows.length) problems.push(`${page}: ${told.length} rows in "${chapter}", ${rows.length} in ${file}`);
}
for (const [, dimension, value] of read('src/base/metric_label.def').matchAll(/^LABEL\(\w+, (\w+), "(\w+)"\)$/gm)) {
  if (!new RegExp(`\\b${value}\\b`).test(read('docs/administrator/metrics.md'))) problems.push(`docs/administrator/metrics.md: the label ${dimension} can be ${value}`);
}

// --- Invariants have tests of their name ---

const tests = filesLike('src/*_test.cpp').map(read).join('\n');
for (const match of read('docs/security.md').matchAll(/^\| INV-\d\d .*`(Inv\d\d)` \|$/gm)) {
  if (!new RegExp(`TEST(_P|_F)?\\(${match[1]}|RC_GTEST_(FIXTURE_)?PROP\\(${match[1]}`).test(tests)) problems.push(`docs/security.md: no test is named ${match[1]}...`);
}

// --- Decisions and migrations are numbered, each number once ---

for (const [folder, pattern] of [['docs/decisions', /^(\d{4})-[a-z0-9-]+\.md$/], ['db/migrations', /^(\d{4})_[a-z_]+\.sql$/]]) {
  const numbers = new Set();
  for (const file of readdirSync(join(top, folder))) {
    const match = file.match(pattern);
    if (!match) problems.push(`${folder}/${file}: a name is a number of four digits and words`);
    else if (numbers.has(match[1])) problems.push(`${folder}/${file}: the number ${match[1]} is there twice`);
    else numbers.add(match[1]);
  }
  // A decision that is missing is asked for; migrations leave room for rooms that write at the same time.
  if (folder === 'docs/decisions' && numbers.size !== Math.max(...[...numbers].map(Number))) problems.push(`${folder}: a number is left out`);
}

for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exit(1);
console.log(`${documents.length} documents: links, dependencies, commands and rules are as they say`);
