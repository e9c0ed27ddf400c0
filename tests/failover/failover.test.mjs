// Two PostgreSQL nodes with automatic failover and two Waymark servers behind one address. The primary is killed while people write:
// nothing acknowledged is lost, nothing is there twice, and they go on without anybody doing anything.
import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { expectSuccess, folder, makeDemo, startServer, stop, waymark } from '../program/program.mjs';
import { AddsOrganisations, askPostgres, BeginsLooks, expectKept, fewCases, until } from '../faults/faults.mjs';
import { forwardTo } from '../faults/net.mjs';
import { missing, startCluster } from './patroni.mjs';

const told = (answer) => answer.status === 503 && /<h1/.test(answer.body);

test('a primary that is killed while people write loses nothing and doubles nothing', { skip: missing }, async (t) => {
  const cluster = await startCluster(t);
  askPostgres(cluster.url('postgres', 'postgres'), 'create role waymark login');
  askPostgres(cluster.url('postgres', 'postgres'), 'create database waymark owner waymark');
  const url = cluster.url('waymark', 'waymark');
  const above = folder(t);
  const argsOf = (name) => ['--data', join(above, name), '--database', url];
  makeDemo(join(above, 'first'), argsOf('first').slice(2), fewCases);
  cpSync(join(above, 'first'), join(above, 'second'), { recursive: true }); // the same key file
  const servers = [await startServer(t, argsOf('first')), await startServer(t, argsOf('second'))];
  for (const server of servers) assert.doesNotMatch(server.out, /WARNING/);
  const address = await forwardTo(t, servers.map((server) => Number(new URL(server.url).port)));

  const writers = await Promise.all([
    new AddsOrganisations(address, 'One adds').signIn('admin'),
    new AddsOrganisations(address, 'Another adds').signIn('admin'),
    new BeginsLooks(address, 'One looks').signIn('reception'),
    new BeginsLooks(address, 'Another looks').signIn('reception'),
  ]);
  let over = false;
  const writing = writers.map((writer) => writer.writeOn({ stopped: () => over, mayFail: told }));
  const all = () => writers.reduce((sum, writer) => sum + writer.acknowledged.length, 0);
  await until('people write', () => all() >= 40, 60);

  const killed = await cluster.primary();
  killed.killAll();
  const before = all();
  const began = Date.now();
  await until('people write again', () => all() >= before + 5, 120); // four may have been on their way
  t.diagnostic(`${before} acknowledged before; written again after ${((Date.now() - began) / 1000).toFixed(1)} s`);
  await until('people go on', () => all() >= before + 40, 60);
  assert.notEqual((await cluster.primary()).name, killed.name);
  over = true;
  await Promise.all(writing);
  for (const server of servers) await stop(server);

  const house = { url, ask: (sql) => askPostgres(url, sql), hex: (column) => `encode(${column}, 'hex')` };
  expectKept(house, writers);
  assert.match(expectSuccess(waymark(['audit', 'verify', ...argsOf('first')])).stdout, /holds/);
  const unknown = servers.map((server) => server.log.split('outcome_unknown').length - 1).reduce((sum, one) => sum + one);
  t.diagnostic(`${all()} acknowledged in all; ${unknown} told that it is not known`);

  killed.start();
  assert.equal((await cluster.hasSynchronousStandby()).name, killed.name, 'what was the primary comes back as the standby');
  expectKept(house, writers);
});
