// A PostgreSQL of the test's own, to be stopped, frozen and started again: fsync on, as for real data, in memory where there is room.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isRoot, run } from './faults.mjs';
import { freePort } from './net.mjs';

export function binaries() {
  try {
    const newest = readdirSync('/usr/lib/postgresql').sort((one, other) => Number(one) - Number(other)).at(-1);
    return `/usr/lib/postgresql/${newest}/bin`;
  } catch {
    return undefined;
  }
}

// PostgreSQL refuses to run as root.
export const asOwner = (command, args) => (isRoot ? ['runuser', ['-u', 'postgres', '--', command, ...args]] : [command, args]);

export function ownersFolder(test, name) {
  const folder = mkdtempSync(`/dev/shm/${name}-`);
  test.after(() => rmSync(folder, { recursive: true, force: true }));
  if (isRoot) run('chown', ['postgres', folder]);
  return folder;
}

export async function startPostgres(test) {
  const folder = ownersFolder(test, 'waymark-fault');
  const data = join(folder, 'data');
  const port = await freePort();
  const owner = (command, args) => run(...asOwner(join(binaries(), command), args), { cwd: folder, stdio: ['ignore', 'ignore', 'ignore'] });
  owner('initdb', ['-D', data, '-U', 'waymark', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync']);
  const server = {
    folder,
    url: `postgresql://waymark@127.0.0.1:${port}/postgres`,
    start: () => owner('pg_ctl', ['-D', data, '-w', '-s', '-l', join(folder, 'log'), '-o', `-p ${port} -h 127.0.0.1 -k ${folder}`, 'start']),
    stop: (how) => owner('pg_ctl', ['-D', data, '-m', how, '-w', '-s', 'stop']),
    // Every process of it, by the number of the first.
    signal(name) {
      const [first] = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
      const children = spawnSync('pgrep', ['-P', first], { encoding: 'utf8' }).stdout.split('\n').filter(Boolean);
      for (const process_ of [first, ...children]) process.kill(Number(process_), name);
    },
  };
  server.start();
  test.after(() => spawnSync(...asOwner(join(binaries(), 'pg_ctl'), ['-D', data, '-m', 'immediate', '-s', 'stop'])));
  assert.ok(server.url);
  return server;
}
