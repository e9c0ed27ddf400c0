#!/usr/bin/env node
// tools/check_documents.mjs: what the documents promise and a script can see: links that lead somewhere, a line in docs/dependencies.md
// for each dependency and none for others, make targets and rules that exist, words of the glossary, migrations in order.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

const top = join(new URL('.', import.meta.url).pathname, '..');
const read = (file) => readFileSync(join(top, file), 'utf8');
const problems = [];

const documents = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], { cwd: top, encoding: 'utf8' }).split('\n').filter(Boolean);
const slug = (heading) => heading.toLowerCase().replaceAll(/[`*]/g, '').replaceAll(/[^\p{L}\p{N}\s-]/gu, '').trim().replaceAll(/\s/g, '-');
const headings = (file) => [...read(file).matchAll(/^#+\s+(.*)$/gm)].map((match) => slug(match[1]));

for (const file of documents) {
  const text = read(file).replaceAll(/```[\s\S]*?```/g, '');
  for (const match of text.matchAll(/!?\[[^\]]*\]\(([^)\s]+)\)/g)) {
    if (/^(https?|mailto):/.test(match[1])) continue;
    const [path, anchor] = match[1].split('#');
    const target = path ? join(dirname(file), path) : file;
    if (!existsSync(join(top, target))) problems.push(`${file}: ${match[1]} leads nowhere`);
    else if (anchor && target.endsWith('.md') && !headings(target).includes(anchor)) problems.push(`${file}: ${match[1]} names no heading`);
  }
}

// --- Dependencies ---

const packages = new Set(read('tools/packages.txt').split('\n').map((line) => line.replace(/#.*/, '').trim().split(/\s+/)[1]).filter(Boolean));
for (const name of Object.keys(JSON.parse(read('package.json')).devDependencies)) packages.add(name);
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
for (const file of documents.filter((name) => name.startsWith('docs/guides/'))) {
  for (const match of read(file).matchAll(/\bAUTH-[A-Z-]+[A-Z]/g)) if (!rules.has(match[0])) problems.push(`${file}: there is no rule ${match[0]}`);
}

// --- Invariants have tests of their name ---

const tests = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'src/*_test.cpp'], { cwd: top, encoding: 'utf8' })
  .split('\n').filter(Boolean).map(read).join('\n');
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
}

for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exit(1);
console.log(`${documents.length} documents: links, dependencies, commands and rules are as they say`);
