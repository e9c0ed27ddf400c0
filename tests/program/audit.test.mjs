// "waymark audit verify" names the first row that was altered, dropped or put in another's place.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { expectSuccess, folder, makeDemo, waymark } from './program.mjs';

const above = mkdtempSync(join(tmpdir(), 'waymark-audit-'));
const demo = join(above, 'demo');
makeDemo(demo);
after(() => rmSync(above, { recursive: true, force: true }));

function tampered(t, sql) {
  const data = join(folder(t), 'data');
  cpSync(demo, data, { recursive: true });
  const ran = spawnSync('sqlite3', [join(data, 'waymark.db'), sql], { encoding: 'utf8' });
  assert.equal(ran.status, 0, ran.stderr);
  return waymark(['audit', 'verify', '--data', data]);
}

function expectBroken(ran, words) {
  assert.equal(ran.status, 6, ran.stdout);
  assert.match(ran.stderr, /waymark: 500\.3 audit_chain_broken/);
  assert.match(ran.stderr, words);
}

test('an audit log that nobody touched holds', () => {
  assert.match(expectSuccess(waymark(['audit', 'verify', '--data', demo])).stdout, /holds: \d+ rows/);
});

test('a row that was altered is named', (t) => {
  expectBroken(tampered(t, "update audit_event set outcome = 'denied' where number = 17"), /row 17 was altered; the 16 rows before/);
});

test('a row that was dropped is named', (t) => {
  expectBroken(tampered(t, 'delete from audit_event where number = 40'), /row 40 was dropped/);
});

test('rows that changed places are named', (t) => {
  expectBroken(tampered(t, `update audit_event set number = -1 where number = 21;
    update audit_event set number = 21 where number = 22;
    update audit_event set number = 22 where number = -1;`), /row 21 was reordered/);
});

test('rows that are missing at the end are noticed', (t) => {
  expectBroken(tampered(t, 'delete from audit_event where number > 100'), /row 101 was dropped/);
});
