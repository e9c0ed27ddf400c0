#!/usr/bin/env node
// bench/check_counts.mjs [--write]: counts the instructions of every operation and compares them with bench/results/instructions.json. Fails
// where one takes over 10 % more or fewer: more is a regression, fewer a gain to be written down. --write keeps what was counted.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { top } from './lib/country.mjs';
import { countInstructions } from './lib/counts.mjs';

const file = join(top, 'bench/results/instructions.json');
const allowed = 0.1;
const writes = process.argv.includes('--write');
if (!writes && !existsSync(file)) {
  console.error(`${file} is not there: node bench/check_counts.mjs --write makes it, from a release build`);
  process.exit(1);
}
const counts = countInstructions();
if (writes) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(counts, null, 2)}\n`);
  console.log(`written to ${file}`);
} else {
  const kept = JSON.parse(readFileSync(file, 'utf8'));
  console.log('| operation | kept | now | change |\n| --- | ---: | ---: | ---: |');
  let changed = 0;
  for (const name of new Set([...Object.keys(kept), ...Object.keys(counts)])) {
    const change = (counts[name] ?? NaN) / (kept[name] ?? NaN) - 1;
    const bad = !(Math.abs(change) <= allowed);
    if (bad) changed += 1;
    const percent = Number.isNaN(change) ? 'not in both' : `${change >= 0 ? '+' : ''}${(change * 100).toFixed(1)} %`;
    console.log(`| ${name} | ${kept[name] ?? ''} | ${counts[name] ?? ''} | ${percent}${bad ? ' **over 10 %**' : ''} |`);
  }
  if (changed > 0) {
    console.error(`${changed} of the operations changed by more than 10 %. If that is meant: node bench/check_counts.mjs --write`);
    process.exitCode = 1;
  }
}
