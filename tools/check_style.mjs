#!/usr/bin/env node
// tools/check_style.mjs: what CONTRIBUTING.md asks of every source and no formatter can: sizes, names, headers that say what they are,
// and what the house does without. Each line of output is one thing to mend.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const top = join(new URL('.', import.meta.url).pathname, '..');
const problems = [];
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'src', 'bench', 'fuzz'], { cwd: top, encoding: 'utf8' })
  .split('\n').filter((file) => /\.(cpp|hpp)$/.test(file));

const headerLinesMax = 250;
const sourceLinesMax = 600;
const functionLinesMax = 70;
const columnsMax = 110;

const banned = [
  [/\bco_(await|yield|return)\b/, 'no coroutines: g++ 12 miscompiles them (stack.md)'],
  [/\b(TODO|FIXME|XXX|HACK)\b/, 'finish it or write an issue'],
  [/\busing namespace\b/, 'name what you use', (file) => !/_test\.cpp$/.test(file)],
  [/\b(printf|sprintf|strcpy|strcat|gets|system|popen)\s*\(/, 'use fmt and std::string; start no program', (file) => !file.startsWith('src/store/testing/')],
  [/\bstd::(cout|cerr)\b/, 'only cli/ speaks to a terminal', (file) => !/^(src\/cli|bench|fuzz)\//.test(file) && !/_test\.cpp$/.test(file)],
  [/\bstd::(rand|random_device|mt19937)\b/, 'randomness comes in as base::RandomSource'],
  [/\bsystem_clock::now\b/, 'time comes in as base::Clock', (file) => !/^src\/base\/time\.cpp$/.test(file) && !/^bench\//.test(file)],
  [/\bstd::shared_ptr\b/, 'shared ownership is for web/http and rows of one answer',
    (file) => /^src\//.test(file) && !/^src\/(web\/http|store)\//.test(file) && !/_test\.cpp$/.test(file)],
  [/\bcatch\s*\(\s*\.\.\.\s*\)\s*\{\s*\}/, 'an exception that nobody hears'],
  [/\bsleep(_for|_until)?\s*\(/, 'wait for an event, not for time', (file) => /_test\.cpp$/.test(file)],
  [/\bvictims?\b/i, 'a person, where no law has decided (docs/glossary.md)', (file) => !/_test\.cpp$/.test(file)],
];

// Lines of a function: from the line that opens a block at namespace level to the line that closes it.
function longFunctions(lines) {
  const found = [];
  let opened;
  lines.forEach((line, index) => {
    if (opened === undefined && /^[A-Za-z_~].*\{$/.test(line) && !/^(namespace|class|struct|enum|union|extern|constexpr std::array)/.test(line)) opened = index;
    else if (opened !== undefined && /^\}/.test(line)) {
      if (index - opened - 1 > functionLinesMax && !/=\s*(\w+)?\{$/.test(lines[opened])) found.push([opened + 1, index - opened - 1]);
      opened = undefined;
    }
  });
  return found;
}

const withoutComment = (line) => line.replace(/\/\/.*$/, '').replace(/"(\\.|[^"\\])*"/g, '""');

for (const file of files) {
  const text = readFileSync(join(top, file), 'utf8');
  const lines = text.split('\n');
  const isHeader = file.endsWith('.hpp');
  const say = (line, words) => problems.push(`${file}:${line}: ${words}`);

  if (!/^[a-z0-9_]+(\.[a-z]+)+$/.test(basename(file))) say(1, 'a file name is snake_case');
  if (/(^|_)(utils?|helpers?|misc|common|manager)\./.test(basename(file))) say(1, 'a name that says nothing about what is inside');
  const linesMax = isHeader ? headerLinesMax : sourceLinesMax;
  if (lines.length - 1 > linesMax) say(1, `${lines.length - 1} lines, at most ${linesMax}: does it hold two things?`);
  if (isHeader && lines[0] !== '#pragma once') say(1, 'a header begins with #pragma once');
  if (isHeader && !lines[1].startsWith('//')) say(2, 'a header says first what it is, what it promises and its thread rule');
  if (!text.endsWith('\n') || text.endsWith('\n\n')) say(lines.length, 'a file ends with one line end');

  const defined = new Set();
  lines.forEach((line, index) => {
    if ([...line].length > columnsMax && !/^\s*(#include|R"|")/.test(line) && !/https?:\/\//.test(line)) say(index + 1, `${[...line].length} columns, at most ${columnsMax}`);
    if (/\s$/.test(line)) say(index + 1, 'space at the end of the line');
    const code = withoutComment(line);
    for (const [pattern, why, applies] of banned) {
      if (applies && !applies(file)) continue;
      if (pattern.test(why.startsWith('finish') ? line : code)) say(index + 1, why);
    }
    const define = code.match(/^\s*#define\s+(\w+)/);
    if (define) defined.add(define[1]);
    const undefine = code.match(/^\s*#undef\s+(\w+)/);
    if (undefine) defined.delete(undefine[1]);
  });
  // A macro lives only while a table (*.def) is read; WAYMARK_ ones are for tests.
  for (const name of defined) if (!name.startsWith('WAYMARK_')) say(1, `the macro ${name} is left defined`);
  for (const [line, count] of longFunctions(lines)) if (!/_test\.cpp$/.test(file)) say(line, `a function of ${count} lines, at most ${functionLinesMax}`);
}

for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exit(1);
console.log(`${files.length} sources keep the style`);
