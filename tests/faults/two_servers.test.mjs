// Two Waymark servers on one PostgreSQL behind one address: whoever signed in at one is known to the other, a form filled in from one is
// taken by the other, what is counted against guessing is counted together, and both may write as they like.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Client, expectSuccess, folder, program, startServer, stop, waymark } from '../program/program.mjs';
import { AddsOrganisations, BeginsLooks, expectKept, makeHouse, newPostgresDatabase, postgres, until } from './faults.mjs';
import { forwardTo } from './net.mjs';

const skip = !postgres && 'WAYMARK_TEST_POSTGRES is not set';

test('two servers on one database serve as one', { skip }, async (t) => {
  const house = makeHouse(t, 'PostgreSQL');
  const beside = join(folder(t), 'data');
  cpSync(house.data, beside, { recursive: true }); // the same key file
  const servers = [await startServer(t, house.args), await startServer(t, ['--data', beside, ...house.args.slice(2)])];
  const address = await forwardTo(t, servers.map((server) => Number(new URL(server.url).port)));

  const guess = async (server) => {
    const client = new Client(server.url);
    const page = await client.get('/sign-in');
    return (await client.submit(page, '/sign-in', { sign_in_name: 'nobody.here', password: 'wrong' })).status;
  };
  const guesses = [];
  for (let number = 0; number < 6; number += 1) guesses.push(await guess(servers[number % 2]));
  assert.deepEqual(guesses.map((status) => status === 429), [false, false, false, false, false, true], `${guesses}`);

  const writers = await Promise.all([
    ...['One', 'Another'].map((who) => new AddsOrganisations(address, `${who} adds`).signIn('admin')),
    ...['One', 'Another'].map((who) => new BeginsLooks(address, `${who} looks`).signIn('reception')),
  ]);
  let over = false;
  const writing = writers.map((writer) => writer.writeOn({ stopped: () => over })); // each write is to succeed
  await until('each of them writes', () => writers.every((writer) => writer.acknowledged.length >= 10), 60);
  over = true;
  await Promise.all(writing);
  for (const server of servers) {
    await stop(server);
    assert.ok(server.log.includes('/first-look'), 'both served');
  }
  expectKept(house, writers);
  house.verify();
});

test('two may bring a new database up to date at once', { skip }, async (t) => {
  const above = folder(t);
  expectSuccess(waymark(['migrate', '--data', join(above, 'key')]));
  const url = newPostgresDatabase(t);
  const ran = await Promise.all(['first', 'second'].map(async (name) => {
    mkdirSync(join(above, name), { mode: 0o700 });
    cpSync(join(above, 'key', 'master.key'), join(above, name, 'master.key'));
    const child = spawn(program, ['migrate', '--data', join(above, name), '--database', url], { stdio: ['ignore', 'ignore', 'pipe'] });
    let problems = '';
    child.stderr.on('data', (chunk) => (problems += chunk));
    await once(child, 'close');
    return { status: child.exitCode, problems };
  }));
  for (const one of ran) assert.equal(one.status, 0, one.problems);
});
