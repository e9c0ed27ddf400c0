// What earlier programs wrote (tests/upgrade, made by tools/keep_release) is brought to the shape of this one, on both databases, and opens.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { Client, expectSuccess, folder, makeDemo, startServer, stop, waymark } from './program.mjs';

const postgres = process.env.WAYMARK_TEST_POSTGRES;
const skip = !postgres && 'WAYMARK_TEST_POSTGRES is not set';
const upgrade = new URL('../upgrade/', import.meta.url).pathname;
const releases = readdirSync(upgrade);

function ran(command, args, input) {
  const done = spawnSync(command, args, { encoding: 'utf8', input, maxBuffer: 1 << 28 });
  assert.equal(done.status, 0, `${command}: ${done.stderr}`);
  return done.stdout.trim();
}

function directory(t, key) {
  const data = join(folder(t), 'data');
  mkdirSync(data, { mode: 0o700 });
  copyFileSync(key, join(data, 'master.key'));
  chmodSync(join(data, 'master.key'), 0o600);
  return data;
}

let databases = 0;
function newDatabase(t) {
  databases += 1;
  const name = `waymark_upgrade_${process.pid}_${databases}`;
  ran('psql', [postgres, '-qc', `create database ${name}`]);
  t.after(() => spawnSync('psql', [postgres, '-qc', `drop database ${name} with (force)`]));
  return postgres.replace(/\/postgres$/, `/${name}`);
}

// One number of a database, as its own shell tells it.
const numberIn = ([shell, ...args]) => (sql) => Number(ran(shell, [...args, sql]));

const counted = ['organisation', 'user_account', 'case_file', 'case_event', 'case_clock', 'concern', 'screening', 'consent', 'referral', 'disclosure', 'service'];
const countSql = `${counted.map((table) => `select '${table} ' || count(*) from ${table}`).join(' union all ')} order by 1`;

// The cases on somebody's worklist, and of one at least the concern, which is sealed; everybody by name; then the audit log.
async function opens(t, args, number) {
  const server = await startServer(t, args);
  const client = new Client(server.url);
  await client.signIn('caseworker');
  const paths = new Set((await client.get('/worklist')).body.match(/\/cases\/[0-9a-f-]{36}/g));
  assert.ok(paths.size > 0, 'the worklist names a case');
  let concerns = 0;
  for (const path of paths) {
    assert.equal((await client.get(path)).status, 200, path);
    if ((await client.get(`${path}/concern`)).status === 200) concerns += 1;
  }
  assert.ok(concerns > 0, 'of one case the concern opens');
  await allAreFound(number);
  await stop(server);
  const seen = expectSuccess(waymark(['audit', 'verify', ...args])).stdout;
  assert.match(seen, /holds: \d+ rows/);
}

// People whose identities are older than the search by name are found: the server makes up for it by itself.
async function allAreFound(number) {
  for (const deadline = Date.now() + 30_000; number('select count(*) from person_name_owed') > 0; ) {
    assert.ok(Date.now() < deadline, 'the server makes the words by which people are found');
    await new Promise((again) => setTimeout(again, 100));
  }
  assert.equal(number('select count(distinct case_id) from person_name'), number('select count(*) from person_identity'));
}

// What is counted after the migrations have run, each once.
function migrated(args, count) {
  const ranNow = expectSuccess(waymark(['migrate', ...args]));
  assert.match(ranNow.stdout, /Migrations run: \d+/);
  assert.match(expectSuccess(waymark(['migrate', ...args])).stdout, /Migrations run: 0/);
  return count();
}

// A database as it was when identities had no words yet, but for the newest one.
const beforeNames = [
  'drop table person_name_owed',
  'create table kept as select * from person_name where case_id = (select case_id from person_name order by case_id desc limit 1)',
  'drop table person_name',
  'create table person_name (organisation bytea not null references organisation (id), word bytea not null, case_id bytea not null references case_file (id), primary key (organisation, word, case_id))',
  'create index person_name_of_case on person_name (case_id)',
  'insert into person_name (organisation, word, case_id) select organisation, word, case_id from kept',
  'drop table kept',
  'delete from schema_version where number = 81',
];

for (const [kind, skipped] of [['SQLite', false], ['PostgreSQL', skip]]) {
  test(`identities older than the search by name are found after the upgrade on ${kind}`, { skip: skipped }, async (t) => {
    const data = join(folder(t), 'data');
    const url = kind === 'PostgreSQL' && newDatabase(t);
    const extra = url ? ['--database', url] : [];
    makeDemo(data, extra, 20);
    const [shell, ...args] = url ? ['psql', url, '-At', '-c'] : ['sqlite3', join(data, 'waymark.db')];
    const number = numberIn([shell, ...args]);
    const words = number('select count(*) from person_name');
    for (const sql of beforeNames) ran(shell, [...args, sql]);
    assert.match(expectSuccess(waymark(['migrate', '--data', data, ...extra])).stdout, /Migrations run: 1\b/);
    assert.equal(number('select count(*) from person_name_owed'), number('select count(*) from person_identity') - 1);
    assert.ok(number('select count(*) from person_name_owed') > 1, 'there are identities to make up for');
    await opens(t, ['--data', data, ...extra], number);
    assert.equal(number('select count(*) from person_name'), words, 'the same words as were written with the identities');
  });
}

test('there is something to upgrade from', () => assert.ok(releases.length > 0));

for (const release of releases) {
  const kept = join(upgrade, release);

  test(`${release} on SQLite`, async (t) => {
    const data = directory(t, join(kept, 'sqlite.master.key'));
    const file = join(data, 'waymark.db');
    writeFileSync(file, gunzipSync(readFileSync(join(kept, 'waymark.db.gz'))), { mode: 0o600 });
    const count = () => ran('sqlite3', [file, countSql]);
    const audited = numberIn(['sqlite3', file])('select number from audit_head');
    const before = count();
    assert.equal(migrated(['--data', data], count), before);
    assert.ok(numberIn(['sqlite3', file])('select number from audit_head') >= audited);
    await opens(t, ['--data', data], numberIn(['sqlite3', file]));
  });

  test(`${release} on PostgreSQL`, { skip }, async (t) => {
    const data = directory(t, join(kept, 'postgresql.master.key'));
    const url = newDatabase(t);
    ran('psql', [url, '-q', '-v', 'ON_ERROR_STOP=1'], gunzipSync(readFileSync(join(kept, 'postgresql.sql.gz'))));
    const count = () => ran('psql', [url, '-At', '-c', countSql]);
    const before = count();
    assert.equal(migrated(['--data', data, '--database', url], count), before);
    await opens(t, ['--data', data, '--database', url], numberIn(['psql', url, '-At', '-c']));
  });

  if (!existsSync(join(kept, 'waymark.backup'))) continue;
  for (const [kind, skipped] of [['SQLite', false], ['PostgreSQL', skip]]) {
    test(`the backup of ${release}, restored into ${kind}`, { skip: skipped }, async (t) => {
      const data = join(folder(t), 'restored');
      const url = kind === 'PostgreSQL' && newDatabase(t);
      const args = ['--data', data, ...(url ? ['--database', url] : [])];
      expectSuccess(waymark(['restore', join(kept, 'waymark.backup'), '--recovery-key-file', join(kept, 'recovery-key.txt'), ...args]));
      const shell = url ? ['psql', url, '-At', '-c'] : ['sqlite3', join(data, 'waymark.db')];
      // What was counted when it was kept: nothing of it is lost on the way.
      const counts = readFileSync(join(kept, 'counts.txt'), 'utf8').trim();
      assert.equal(ran(shell[0], [...shell.slice(1), countSql]), counts);
      await opens(t, args, numberIn(shell));
    });
  }
}
