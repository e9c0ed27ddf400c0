// PostgreSQL restarts, crashes, hangs or goes away while people write: a page says that nothing was saved, the program stays alive, and goes
// on by itself when the database is back. WAYMARK_AWAY_SECONDS=N is for how long it is away.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { expectSuccess, folder, makeDemo, startServer, stop, waymark } from '../program/program.mjs';
import { AddsOrganisations, askPostgres, BeginsLooks, expectKept, fewCases, pause, until } from './faults.mjs';
import { binaries, startPostgres } from './postgres_server.mjs';

const away = Number(process.env.WAYMARK_AWAY_SECONDS ?? 2);
const told = (answer) => answer.status === 503 && /<h1/.test(answer.body);

test('PostgreSQL may restart, crash, hang and be away', { skip: !binaries() && 'PostgreSQL is not installed' }, async (t) => {
  const database = await startPostgres(t);
  const args = ['--data', join(folder(t), 'data'), '--database', database.url];
  makeDemo(args[1], args.slice(2), fewCases);
  const server = await startServer(t, args);
  assert.doesNotMatch(server.out, /WARNING/);
  const writers = await Promise.all([
    new AddsOrganisations(server.url, 'One adds').signIn('admin'),
    new AddsOrganisations(server.url, 'Another adds').signIn('admin'),
    new BeginsLooks(server.url, 'One looks').signIn('reception'),
  ]);
  let over = false;
  const writing = writers.map((writer) => writer.writeOn({ stopped: () => over, mayFail: told }));
  const all = () => writers.reduce((sum, writer) => sum + writer.acknowledged.length, 0);
  const theyWrite = (what) => {
    const before = all();
    return until(`people write again after ${what}`, () => all() >= before + 6);
  };
  await theyWrite('the start');

  database.stop('fast');
  database.start();
  await theyWrite('a restart');

  database.signal('SIGSTOP');
  await pause(500);
  database.signal('SIGCONT');
  await theyWrite('a hang');

  database.stop('immediate');
  const client = writers[0].client;
  const page = await until('the page says it', async () => {
    const answer = await client.get('/admin/organisations');
    return answer.status === 503 && answer;
  });
  assert.match(page.body, /The data cannot be reached/);
  assert.match(server.log, /request_failed.*"problem":"database_unreachable"/);
  assert.equal((await client.get('/health')).status, 200);
  assert.equal((await client.get('/ready')).status, 503);
  await pause(away * 1000);
  database.start();
  await theyWrite('it was away');
  assert.equal((await client.get('/ready')).status, 200);

  over = true;
  await Promise.all(writing);
  await stop(server);
  assert.match(expectSuccess(waymark(['audit', 'verify', ...args])).stdout, /holds/);
  expectKept({ url: database.url, ask: (sql) => askPostgres(database.url, sql), hex: (column) => `encode(${column}, 'hex')` }, writers);
});
