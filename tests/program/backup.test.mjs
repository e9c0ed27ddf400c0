// Backup while people write, restore on another machine with the recovery key alone, and everything that must be refused: the program from
// outside, on both databases.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Client, expectSuccess, folder, makeDemo, program, startServer, stop, waymark } from './program.mjs';

const postgres = process.env.WAYMARK_TEST_POSTGRES;
const skip = !postgres && 'WAYMARK_TEST_POSTGRES is not set';
const above = mkdtempSync(join(tmpdir(), 'waymark-backup-'));
const demo = join(above, 'demo');
const shown = expectSuccess(waymark(['demo', '--data', demo, '--cases', '40'])).stdout;
const recoveryKey = /^ {4}((?:[0-9A-Z]{5}-?){4})\n {4}((?:[0-9A-Z]{5}-?){4})$/m.exec(shown).slice(1).join('\n');
const keyFile = join(above, 'recovery-key');
writeFileSync(keyFile, recoveryKey);
const backup = join(above, 'demo.backup');
expectSuccess(waymark(['backup', backup, '--data', demo]));
after(() => rmSync(above, { recursive: true, force: true }));

function expectProblem(ran, status, number, words) {
  assert.equal(ran.status, status, ran.stdout + ran.stderr);
  assert.match(ran.stderr, new RegExp(`waymark: ${number.replace('.', '\\.')} `));
  assert.match(ran.stderr, words);
}

function ran(command, args, input) {
  const done = spawnSync(command, args, { encoding: 'utf8', input, maxBuffer: 1 << 28 });
  assert.equal(done.status, 0, `${command}: ${done.stderr}`);
  return done.stdout;
}

let databases = 0;
function newDatabase(t) {
  databases += 1;
  const name = `waymark_backup_${process.pid}_${databases}`;
  ran('psql', [postgres, '-qc', `create database ${name}`]);
  t.after(() => spawnSync('psql', [postgres, '-qc', `drop database ${name} with (force)`]));
  return postgres.replace(/\/postgres$/, `/${name}`);
}

function copyOfDemo(t) {
  const data = join(folder(t), 'data');
  cpSync(demo, data, { recursive: true });
  return data;
}

// Every row of every table as one line of text, by other programs than ours.
function rowsOfSqlite(data) {
  const file = join(data, 'waymark.db');
  const tables = ran('sqlite3', [file, "select name from sqlite_master where type = 'table' order by name"]).trim().split('\n');
  return Object.fromEntries(tables.map((table) => {
    const columns = ran('sqlite3', [file, `select name from pragma_table_info('${table}') order by name`]).trim().split('\n');
    const line = columns.map((name) => `case typeof(${name}) when 'blob' then 'b' || lower(hex(${name})) when 'null' then 'null'
      when 'text' then 't' || lower(hex(${name})) else 'n' || ${name} end`).join(" || ' ' || ");
    return [table, ran('sqlite3', [file, `select ${line} from ${table}`]).split('\n').filter(Boolean).sort()];
  }));
}

function rowsOfPostgres(url) {
  const ask = (sql) => ran('psql', [url, '-At', '-c', sql]).split('\n').filter(Boolean);
  // Whose turn it is to write belongs to a server, not to the installation.
  const tables = ask("select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> 'writer_turn' order by 1");
  return Object.fromEntries(tables.map((table) => {
    const columns = ask(`select attname || ' ' || atttypid::regtype from pg_attribute where attrelid = '${table}'::regclass and attnum > 0 and not attisdropped`)
      .map((line) => line.split(' ')).sort(([one], [other]) => (one < other ? -1 : 1));
    const line = columns.map(([name, type]) => {
      const value = { bytea: `'b' || encode(${name}, 'hex')`, text: `'t' || encode(convert_to(${name}, 'UTF8'), 'hex')` }[type] ?? `'n' || ${name}`;
      return `coalesce(${value}, 'null')`;
    }).join(" || ' ' || ");
    return [table, ask(`select ${line} from ${table}`).sort()];
  }));
}

// The cases on somebody's worklist, and of one at least the concern, which is sealed.
async function readsCases(url) {
  const client = new Client(url);
  await client.signIn('caseworker');
  const paths = new Set((await client.get('/worklist')).body.match(/\/cases\/[0-9a-f-]{36}/g));
  assert.ok(paths.size > 0, 'the worklist names a case');
  let concerns = 0;
  for (const path of paths) {
    const page = await client.get(path);
    assert.equal(page.status, 200, page.body);
    if ((await client.get(`${path}/concern`)).status === 200) concerns += 1;
  }
  assert.ok(concerns > 0, 'of one case the concern opens');
}

test('a backup made while people write is of one moment, and is whole', async (t) => {
  const data = copyOfDemo(t);
  const server = await startServer(t, ['--data', data]);
  const client = new Client(server.url);
  await client.signIn('admin');
  const page = await client.get('/admin/organisations/new');
  let writing = true;
  const acknowledged = [];
  const writer = (async () => {
    for (let number = 1; writing; number += 1) {
      const name = `Written ${String(number).padStart(5, '0')}`;
      const answer = await client.submit(page, '/admin/organisations/new', { name, kind: 'NGO', agreement_valid_to: '2031-01-01' });
      assert.equal(answer.status, 303, answer.body);
      acknowledged.push(name);
    }
  })();
  while (acknowledged.length < 3) await new Promise((resolve) => setImmediate(resolve));
  const before = acknowledged.length;
  const file = join(folder(t), 'while-serving.backup');
  const made = await new Promise((resolve) => {
    const child = spawn(program, ['backup', file, '--data', data], { stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    child.stdout.on('data', (chunk) => (text += chunk));
    child.stderr.on('data', (chunk) => (text += chunk));
    child.once('exit', (status) => resolve({ status, text }));
  });
  const afterwards = acknowledged.length;
  writing = false;
  await writer;
  await stop(server);
  assert.equal(made.status, 0, made.text);
  assert.match(made.text, /read back and found whole: \d+ rows/);
  assert.match(expectSuccess(waymark(['audit', 'verify', '--data', data])).stdout, /holds/);

  const elsewhere = join(folder(t), 'restored');
  expectSuccess(waymark(['restore', file, '--data', elsewhere, '--recovery-key-file', keyFile]));
  const names = ran('sqlite3', [join(elsewhere, 'waymark.db'), "select name from organisation where name like 'Written %' order by name"]).trim().split('\n');
  // The first so many that were acknowledged, without a gap: all from before it began, none from after it ended.
  assert.deepEqual(names, acknowledged.slice(0, names.length));
  assert.ok(names.length >= before && names.length <= afterwards + 1, `${before} <= ${names.length} <= ${afterwards}`);
});

for (const [kind, options, skipped] of [['SQLite', () => [], false], ['PostgreSQL', (t) => ['--database', newDatabase(t)], skip]]) {
  test(`restored on another machine into ${kind} with the recovery key alone, it opens what was sealed`, { skip: skipped }, async (t) => {
    const elsewhere = join(folder(t), 'restored');
    const database = options(t);
    // Typed in, in lower case and with a line end between the halves.
    const restored = waymark(['restore', backup, '--data', elsewhere, ...database], { input: `${recoveryKey.toLowerCase()}\n` });
    expectSuccess(restored);
    assert.match(restored.stdout, /Restored and read back: \d+ rows/);
    assert.match(restored.stderr, /reading back: 100 %/);
    assert.match(expectSuccess(waymark(['audit', 'verify', '--data', elsewhere, ...database])).stdout, /holds/);
    const server = await startServer(t, ['--data', elsewhere, ...database]);
    await readsCases(server.url);
    await stop(server);
    // It is an installation like any other: it makes backups of its own, for the same recovery key.
    const second = join(folder(t), 'second.backup');
    expectSuccess(waymark(['backup', second, '--data', elsewhere, ...database]));
    expectSuccess(waymark(['recovery', 'check', '--data', elsewhere, '--recovery-key-file', keyFile, ...database]));
    expectSuccess(waymark(['restore', second, '--data', join(folder(t), 'third'), '--recovery-key-file', keyFile]));
  });
}

test('copied from SQLite to PostgreSQL and back, every row of every table is the same', { skip }, (t) => {
  const data = copyOfDemo(t);
  const url = newDatabase(t);
  const before = rowsOfSqlite(data);
  assert.ok(Object.keys(before).length >= 20 && before.audit_event.length > 50);
  assert.match(expectSuccess(waymark(['copy', '--data', data, '--to', url])).stdout, /each read back and compared/);
  assert.deepEqual(rowsOfPostgres(url), before);
  assert.match(expectSuccess(waymark(['audit', 'verify', '--data', data, '--database', url])).stdout, /holds/);
  expectProblem(waymark(['copy', '--data', data, '--to', url]), 4, '409.1', /holds something/);

  expectProblem(waymark(['copy', '--data', data, '--database', url, '--to', 'sqlite']), 4, '409.1', /waymark\.db/);
  rmSync(join(data, 'waymark.db'));
  expectSuccess(waymark(['copy', '--data', data, '--database', url, '--to', 'sqlite']));
  assert.deepEqual(rowsOfSqlite(data), before);
  assert.deepEqual(readdirSync(data).filter((name) => name.includes('copying')), []);
});

test('nothing is copied while a server runs on the source', { skip }, async (t) => {
  const data = copyOfDemo(t);
  const [first, second] = [newDatabase(t), newDatabase(t)];
  let server = await startServer(t, ['--data', data]);
  expectProblem(waymark(['copy', '--data', data, '--to', first]), 5, '503.2', /Stop the server/);
  await stop(server);
  expectSuccess(waymark(['copy', '--data', data, '--to', first]));
  server = await startServer(t, ['--data', data, '--database', first]);
  expectProblem(waymark(['copy', '--data', data, '--database', first, '--to', second]), 5, '503.2', /another waymark is connected/);
  await stop(server);
});

test('neither a backup nor a restore is ever written over something', (t) => {
  const here = folder(t);
  const file = join(here, 'there.backup');
  writeFileSync(file, 'a letter');
  expectProblem(waymark(['backup', file, '--data', demo]), 4, '409.1', /there\.backup/);
  assert.equal(readFileSync(file, 'utf8'), 'a letter');
  const data = join(here, 'data');
  mkdirSync(data);
  writeFileSync(join(data, 'letter.txt'), 'mine');
  expectProblem(waymark(['restore', backup, '--data', data, '--recovery-key-file', keyFile]), 4, '409.1', /not there yet/);
  assert.deepEqual(readdirSync(here).sort(), ['data', 'there.backup']);
});

test('a restore into PostgreSQL that holds something is refused', { skip }, (t) => {
  const url = newDatabase(t);
  ran('psql', [url, '-qc', 'create table mine (a bigint)']);
  const data = join(folder(t), 'data');
  expectProblem(waymark(['restore', backup, '--data', data, '--database', url, '--recovery-key-file', keyFile]), 4, '409.1', /empty one/);
  assert.ok(!existsSync(data));
});

test('a damaged, a shortened and a foreign file are refused and leave nothing', (t) => {
  const here = folder(t);
  const whole = readFileSync(backup);
  const damaged = Buffer.from(whole);
  damaged[Math.floor(whole.length / 2)] ^= 1;
  for (const [name, bytes] of [['damaged', damaged], ['cut', whole.subarray(0, whole.length - 100)], ['foreign', Buffer.from('PK\u0003\u0004 something else')]]) {
    writeFileSync(join(here, name), bytes);
    expectProblem(waymark(['restore', join(here, name), '--data', join(here, 'data'), '--recovery-key-file', keyFile]), 6, '500.7', /damaged/);
    expectProblem(waymark(['backup', '--check', join(here, name), '--data', demo]), 6, '500.7', /damaged/);
  }
  assert.deepEqual(readdirSync(here).sort(), ['cut', 'damaged', 'foreign']);
  assert.match(expectSuccess(waymark(['backup', '--check', backup, '--data', demo])).stdout, /Whole: \d+ rows/);
});

test('a recovery key that was copied wrong is told by its group, another one as another', (t) => {
  const here = folder(t);
  const wrong = `${recoveryKey.slice(0, 8)}${recoveryKey[8] === '7' ? '8' : '7'}${recoveryKey.slice(9)}`;
  const typed = waymark(['restore', backup, '--data', join(here, 'data')], { input: `${wrong}\n` });
  expectProblem(typed, 2, '400.1', /group 2: has a mistake/);
  assert.ok(!typed.stderr.includes(wrong.slice(6, 11)), 'what was typed is not repeated');
  const data = copyOfDemo(t);
  const another = /((?:[0-9A-Z]{5}-?){4})\n {4}((?:[0-9A-Z]{5}-?){4})/.exec(expectSuccess(waymark(['recovery', 'new', '--data', data])).stdout);
  writeFileSync(join(here, 'another'), `${another[1]}\n${another[2]}`);
  expectProblem(waymark(['restore', backup, '--data', join(here, 'data'), '--recovery-key-file', join(here, 'another')]), 3, '403.6', /not the recovery key/);
  expectProblem(waymark(['recovery', 'check', '--data', data, '--recovery-key-file', keyFile]), 3, '403.6', /not the one in force/);
  expectSuccess(waymark(['recovery', 'check', '--data', data, '--recovery-key-file', join(here, 'another')]));
  assert.deepEqual(readdirSync(here), ['another']);
  const rows = ran('sqlite3', [join(data, 'waymark.db'), "select count(*) from audit_event where action = 'recovery_key.renew'"]);
  assert.equal(rows.trim(), '2');
});

test('a backup of a newer program is refused', (t) => {
  const data = copyOfDemo(t);
  ran('sqlite3', [join(data, 'waymark.db'), "insert into schema_version (number, name, checksum, applied_at) values (9999, 'later', 'x', 0)"]);
  expectProblem(waymark(['backup', join(folder(t), 'a.backup'), '--data', data]), 6, '500.5', /newer Waymark/);
  if (postgres) expectProblem(waymark(['copy', '--data', data, '--to', newDatabase(t)]), 6, '500.5', /newer Waymark/);
});

test('a backup that is stopped by Ctrl-C or killed leaves no file of its name', async (t) => {
  const here = folder(t);
  const file = join(here, 'stopped.backup');
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGKILL']) {
    const child = spawn(program, ['backup', file, '--data', demo], { stdio: ['ignore', 'ignore', 'pipe'] });
    const ended = new Promise((resolve) => child.once('exit', (status, by) => resolve(status ?? by)));
    await new Promise((resolve) => child.stderr.once('data', resolve));
    child.kill(signal);
    const status = await ended;
    // It may have been done already; then the file is whole.
    if (status === 0) {
      expectSuccess(waymark(['backup', '--check', file, '--data', demo]));
      rmSync(file);
    } else {
      assert.ok(!existsSync(file));
      if (signal !== 'SIGKILL') assert.deepEqual(readdirSync(here), []);
    }
  }
  // What the killed one left is taken over by the next.
  expectSuccess(waymark(['backup', file, '--data', demo]));
  assert.deepEqual(readdirSync(here), ['stopped.backup']);
});

test('an installation without a recovery key says how to make one', async (t) => {
  const data = join(folder(t), 'data');
  const server = await startServer(t, ['--data', data, '--profile', 'DE']);
  assert.match(server.out, /waymark recovery new/);
  assert.doesNotMatch(server.out, /(?:[0-9A-Z]{5}-){3}/);
  expectProblem(waymark(['backup', join(folder(t), 'a.backup'), '--data', data]), 4, '409.2', /waymark recovery new/);
  await stop(server);
  assert.match(expectSuccess(waymark(['migrate', '--data', data])).stdout, /(?:[0-9A-Z]{5}-){3}/);
  assert.doesNotMatch(expectSuccess(waymark(['migrate', '--data', data])).stdout, /(?:[0-9A-Z]{5}-){3}/);
});
