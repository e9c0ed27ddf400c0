// A disk that is full, that takes no writes, that is read-only: the page and the log name what is wrong, nothing is damaged, and the
// server goes on by itself when there is room again. The disks are small file systems of the test's own, which takes root.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { closeSync, cpSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { folder, makeDemo, startServer, stop, waymark } from '../program/program.mjs';
import { AddsOrganisations, askPostgres, expectKept, fewCases, isRoot, postgres, run } from './faults.mjs';

// Why this machine cannot do it; false where it can.
function cannotMount() {
  if (!isRoot) return 'a disk of its own takes root';
  const ran = spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], { encoding: 'utf8' });
  return ran.status !== 0 && `no file system can be mounted here: ${ran.stderr}`;
}
const skip = cannotMount();

const above = mkdtempSync(join(tmpdir(), 'waymark-disk-demo-'));
const demo = join(above, 'demo');
makeDemo(demo, [], fewCases);
after(() => rmSync(above, { recursive: true, force: true }));

function mount(t, args, above = tmpdir()) {
  const at = mkdtempSync(join(above, 'waymark-disk-'));
  run('mount', [...args, at]);
  t.after(() => {
    spawnSync('umount', ['--lazy', at]);
    rmSync(at, { recursive: true, force: true });
  });
  return at;
}

// Takes all the room there is.
function fill(file) {
  const filler = openSync(file, 'w');
  for (let size = 1 << 16; size >= 512;) {
    try {
      writeSync(filler, Buffer.alloc(size));
    } catch (problem) {
      assert.equal(problem.code, 'ENOSPC');
      size /= 2;
    }
  }
  closeSync(filler);
}

// Writes until it is refused, and says with what page.
async function refusal(writer) {
  for (let tries = 0; tries < 3000; tries += 1) {
    const answer = await writer.writeOne();
    if (answer.status !== 303) return answer;
  }
  return assert.fail('it was never refused');
}

function expectTold(server, answer, title, problem) {
  assert.equal(answer.status, problem === 'no_permission' ? 500 : 503);
  assert.match(answer.body, title);
  const line = server.log.split('\n').find((one) => one.includes('request_failed'));
  assert.ok(line, server.log);
  assert.equal(JSON.parse(line).problem, problem);
}

async function writesAgain(server, house, writer) {
  for (let number = 0; number < 5; number += 1) assert.equal((await writer.writeOne()).status, 303);
  await stop(server);
  house.verify();
  expectKept(house, [writer]);
}

// A demo on a disk of so many megabytes, served; somebody is signed in and writes.
async function served(t, disk) {
  const data = join(disk, 'data');
  cpSync(demo, data, { recursive: true });
  const house = {
    data, args: ['--data', data], hex: (column) => `lower(hex(${column}))`,
    ask: (sql) => run('sqlite3', [join(data, 'waymark.db'), sql]).split('\n').filter(Boolean),
    verify: () => assert.equal(waymark(['audit', 'verify', '--data', data]).status, 0),
  };
  const server = await startServer(t, house.args);
  const writer = await new AddsOrganisations(server.url, 'Somebody adds').signIn('admin');
  assert.equal((await writer.writeOne()).status, 303);
  return { house, server, writer };
}

test('a full disk under SQLite is named, and writing goes on when there is room', { skip }, async (t) => {
  const disk = mount(t, ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs']);
  const { house, server, writer } = await served(t, disk);
  fill(join(disk, 'filler'));
  expectTold(server, await refusal(writer), /There is no room left to save/, 'disk_full');
  assert.equal((await writer.client.get('/admin/organisations')).status, 200, 'what is there can be read');
  rmSync(join(disk, 'filler'));
  await writesAgain(server, house, writer);
});

test('a read-only disk is named at the start', { skip }, async (t) => {
  const disk = mount(t, ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs']);
  const { house, server } = await served(t, disk);
  await stop(server);
  run('mount', ['-o', 'remount,ro', disk]);
  const ran = waymark(['serve', '--port', '0', ...house.args], { timeout: 30_000 });
  assert.equal(ran.status, 5, ran.stderr);
  assert.match(ran.stderr, /503\.9 disk_read_only\n {2}The disk is read-only\./);
  run('mount', ['-o', 'remount,rw', disk]);
  await stop(await startServer(t, house.args));
  house.verify();
});

// ext4 makes itself read-only when it finds an error. It stays so until it was checked.
test('a disk that fails and becomes read-only while serving is named, and damages nothing', { skip }, async (t) => {
  const image = join(folder(t), 'image');
  run('truncate', ['-s', '48M', image]);
  run('mkfs.ext4', ['-q', image]);
  const disk = mount(t, ['-o', 'loop,errors=remount-ro', image]);
  const { house, server, writer } = await served(t, disk);
  const device = run('findmnt', ['-no', 'SOURCE', disk]).trim().split('/').at(-1);
  writeFileSync(`/sys/fs/ext4/${device}/trigger_fs_error`, 'a test');
  const answer = await refusal(writer);
  assert.equal(answer.status, 503);
  assert.match(answer.body, /Nothing can be saved just now|The disk has failed/);
  assert.match(server.log, /"problem":"(disk_read_only|storage_failed)"/);
  server.child.kill('SIGKILL');
  await server.exited;
  run('umount', [disk]);
  run('sh', ['-c', `e2fsck -fp ${image} >/dev/null || [ $? -le 2 ]`]);
  run('mount', ['-o', 'loop', image, disk]);
  house.verify();
  expectKept(house, [writer]);
});

// To root as well the file takes no writes, whoever has it open.
test('files that take no writes are named, and writing goes on when they do again', { skip }, async (t) => {
  const { house, server, writer } = await served(t, folder(t));
  const files = ['waymark.db', 'waymark.db-wal'].map((name) => join(house.data, name));
  if (spawnSync('chattr', ['+i', ...files]).status !== 0) return t.skip('this file system knows no immutable files');
  t.after(() => spawnSync('chattr', ['-i', ...files]));
  expectTold(server, await refusal(writer), /Waymark may not use its files/, 'no_permission');
  run('chattr', ['-i', ...files]);
  return writesAgain(server, house, writer);
});

test('a full disk under PostgreSQL is named, and writing goes on when there is room', { skip: skip || (!postgres && 'WAYMARK_TEST_POSTGRES is not set') }, async (t) => {
  const disk = mount(t, ['-t', 'tmpfs', '-o', 'size=40m', 'tmpfs']);
  run('chown', ['postgres', disk]);
  const name = `waymark_small_${process.pid}`;
  askPostgres(postgres, `create tablespace ${name} location '${disk}'`);
  askPostgres(postgres, `create database ${name} tablespace ${name}`);
  t.after(() => {
    spawnSync('psql', [postgres, '-c', `drop database ${name} with (force)`]);
    spawnSync('psql', [postgres, '-c', `drop tablespace ${name}`]);
  });
  const url = postgres.replace(/\/postgres$/, `/${name}`);
  const house = {
    url, args: ['--data', join(folder(t), 'data'), '--database', url],
    ask: (sql) => askPostgres(url, sql), hex: (column) => `encode(${column}, 'hex')`,
    verify: () => assert.equal(waymark(['audit', 'verify', ...house.args]).status, 0),
  };
  makeDemo(house.args[1], house.args.slice(2), fewCases);
  const server = await startServer(t, house.args);
  assert.match(server.out, /WARNING: the PostgreSQL server is not fit for real data\. fsync = off/);
  assert.match(server.log, /durability_at_risk.*"fsync"/);
  const writer = await new AddsOrganisations(server.url, 'Somebody adds').signIn('admin');
  fill(join(disk, 'filler'));
  expectTold(server, await refusal(writer), /There is no room left to save/, 'disk_full');
  rmSync(join(disk, 'filler'));
  await writesAgain(server, house, writer);
});
