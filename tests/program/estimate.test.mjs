// "waymark estimate" as a process: what scripts see of it, and Ctrl-C in the middle of a long run.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { expectSuccess, folder, program, waymark } from './program.mjs';

const table = (name) => new URL(`../estimation/${name}.csv`, import.meta.url).pathname;

test('the published estimate of five lists of the UK, as JSON and nothing else', () => {
  const ran = expectSuccess(waymark(['estimate', table('uk2013_5'), '--json']));
  const answer = JSON.parse(ran.stdout);
  assert.equal(Math.round(answer.estimate), 11313);
  assert.equal(answer.interval.type, 'bca');
  assert.equal(answer.status, 'fragile');
  assert.ok(answer.assumption.length > 0 && answer.reasons.length > 0);
  assert.equal(ran.stderr, '');
});

test('six lists give 11,418', () => {
  const ran = expectSuccess(waymark(['estimate', table('uk2013_6'), '--ci', 'wald', '--json']));
  assert.equal(Math.round(JSON.parse(ran.stdout).estimate), 11418);
});

test('a table that cannot be used ends with 2 and its place', (t) => {
  const file = join(folder(t), 'lists.csv');
  writeFileSync(file, 'A,B,C,count\n1,0,0,4\n1,1,0,2.5\n');
  const ran = waymark(['estimate', file, '--json']);
  assert.equal(ran.status, 2);
  assert.equal(ran.stdout, '');
  assert.match(ran.stderr, /line 3, column 7 \(count\): not a whole number/);
});

test('Ctrl-C ends a long run soon, says so, and prints no half answer', { timeout: 60_000 }, async () => {
  const child = spawn(program, ['estimate', table('uk2013_6'), '--method', 'bic', '--bootstrap', '10000000', '--json']);
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => (out += chunk));
  child.stderr.on('data', (chunk) => (err += chunk));
  const ended = new Promise((resolve) => child.once('exit', (status, signal) => resolve(status ?? signal)));
  // Ctrl-C may come before the program listens for it: once more until it is heard.
  const again = setInterval(() => child.kill('SIGINT'), 3000);
  const status = await ended;
  clearInterval(again);
  assert.equal(status, 5, err);
  assert.equal(out, '');
  assert.match(err, /503\.5 shutting_down/);
});
