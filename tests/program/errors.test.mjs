// Every way in which starting may fail says its number, what is wrong and what to do, and ends with its status.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { expectSuccess, folder, makeDemo, program, startServer, stop, waymark } from './program.mjs';

function expectProblem(ran, status, number, words) {
  assert.equal(ran.status, status, ran.stderr);
  assert.match(ran.stderr, new RegExp(`waymark: ${number.replace('.', '\\.')} `));
  assert.match(ran.stderr, words);
}

test('a port that is taken', async (t) => {
  const data = join(folder(t), 'data');
  const taken = createServer();
  await new Promise((resolve) => taken.listen(0, '127.0.0.1', resolve));
  t.after(() => taken.close());
  // Not spawnSync: the port belongs to this process, which must go on.
  const ran = waymark(['serve', '--data', data, '--profile', 'DE', '--port', String(taken.address().port)]);
  expectProblem(ran, 5, '503.7', /choose another port with --port/);
});

test('a data directory that is not ours', { skip: process.getuid() !== 0 && 'needs root to become another user' }, (t) => {
  const above = folder(t);
  chmodSync(above, 0o755);
  const data = join(above, 'data');
  expectSuccess(waymark(['migrate', '--data', data]));
  const other = spawnSync('runuser', ['-u', 'nobody', '--', program, 'migrate', '--data', data], { encoding: 'utf8', cwd: '/' });
  if (/cannot execute|Permission denied/.test(other.stderr) && !other.stderr.includes('waymark:')) {
    t.skip('the binary lies where nobody else may run it');
    return;
  }
  expectProblem(other, 6, '500.6', /user who owns the data directory/);
});

test('a disk that is full', { skip: process.getuid() !== 0 && 'needs root to mount a small disk' }, (t) => {
  const small = folder(t);
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=192k', 'tmpfs', small]);
  if (mounted.status !== 0) {
    t.skip('this machine mounts no tmpfs');
    return;
  }
  try {
    expectProblem(waymark(['migrate', '--data', join(small, 'data')]), 5, '503.6', /Make room/);
  } finally {
    spawnSync('umount', [small]);
  }
});

test('a key file of another installation', (t) => {
  const data = join(folder(t), 'data');
  expectSuccess(waymark(['migrate', '--data', data]));
  writeFileSync(join(data, 'master.key'), Buffer.alloc(32, 7));
  expectProblem(waymark(['serve', '--data', data, '--profile', 'DE', '--port', '0']), 6, '500.4', /Put the right master\.key back/);
});

test('a database that is newer than the program', (t) => {
  const data = join(folder(t), 'data');
  expectSuccess(waymark(['migrate', '--data', data]));
  const sql = "insert into schema_version (number, name, checksum, applied_at) values (9999, 'later', 'x', 0)";
  assert.equal(spawnSync('sqlite3', [join(data, 'waymark.db'), sql]).status, 0);
  expectProblem(waymark(['serve', '--data', data, '--profile', 'DE', '--port', '0']), 6, '500.5', /newer Waymark/);
});

test('a PostgreSQL that does not answer', (t) => {
  const data = join(folder(t), 'data');
  const ran = waymark(['serve', '--data', data, '--profile', 'DE', '--port', '0',
    '--database', 'postgresql://user:planted-password@127.0.0.1:1/none']);
  expectProblem(ran, 5, '503.1', /Check that PostgreSQL runs/);
  assert.ok(!ran.stderr.includes('planted'), ran.stderr);
});

test('a database that a running server holds', async (t) => {
  const data = join(folder(t), 'data');
  const server = await startServer(t, ['--data', data, '--profile', 'DE']);
  expectProblem(waymark(['audit', 'verify', '--data', data]), 5, '503.2', /Stop the server/);
  await stop(server);
  expectSuccess(waymark(['audit', 'verify', '--data', data]));
});

test('a profile that was not chosen names those there are', (t) => {
  const ran = waymark(['serve', '--data', join(folder(t), 'data'), '--port', '0']);
  expectProblem(ran, 2, '400.5', /profile: required; accepted: .*DE.*UA/);
});

test('a demo that anybody could reach', (t) => {
  const data = join(folder(t), 'data');
  makeDemo(data);
  const ran = waymark(['serve', '--data', data, '--port', '0', '--address', '0.0.0.0']);
  expectProblem(ran, 2, '400.5', /demo_on_network/);
});

test('a demo over something that is there', (t) => {
  const data = join(folder(t), 'data');
  mkdirSync(data);
  writeFileSync(join(data, 'letter.txt'), 'mine');
  expectProblem(waymark(['demo', '--data', data]), 4, '409.1', /holds something/);
});

test('a demo that was broken off is no demo, and is built again', async (t) => {
  const data = join(folder(t), 'data');
  const child = spawn(program, ['demo', '--data', data], { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await new Promise((resolve) => child.stdout.on('data', (chunk) => String(chunk).includes('cases: 50') && resolve()));
  child.kill('SIGKILL');
  await ended;
  assert.ok(!existsSync(data));
  makeDemo(data);
  assert.match(expectSuccess(waymark(['audit', 'verify', '--data', data])).stdout, /holds/);
  assert.ok(!existsSync(`${data}.building`));
});

test('a command that is none', () => {
  assert.equal(waymark(['prot']).status, 2);
  assert.equal(waymark([]).status, 2);
  for (const command of [['serve'], ['demo'], ['user', 'add'], ['user', 'list'], ['user', 'disable'], ['user', 'reset'],
    ['org', 'add'], ['audit', 'verify'], ['backup'], ['restore'], ['copy'], ['recovery', 'new'], ['recovery', 'check'], ['migrate'], ['config'], ['version']]) {
    const ran = waymark([...command, '--help']);
    assert.equal(ran.status, 0, command.join(' '));
    assert.match(ran.stdout, /--data/);
  }
});
