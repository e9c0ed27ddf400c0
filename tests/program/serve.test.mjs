// The server as a process: it starts, tells its address and the demo's sign-ins, stops without losing an answer, and logs
// nobody's name. What happens when it is killed: tests/faults.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Client, demoPassword, expectSuccess, folder, makeDemo, startServer, stop, waymark } from './program.mjs';

const above = mkdtempSync(join(tmpdir(), 'waymark-serve-'));
const demo = join(above, 'demo');
makeDemo(demo);
after(() => rmSync(above, { recursive: true, force: true }));

function copyOfDemo(t) {
  const data = join(folder(t), 'data');
  cpSync(demo, data, { recursive: true });
  return data;
}

test('a server tells where it listens and who may sign in, and starts again with its data', async (t) => {
  const data = copyOfDemo(t);
  const first = await startServer(t, ['--data', data]);
  assert.match(first.out, /Everything here is invented/);
  assert.match(first.out, /caseworker +NGO_CASE +Lantern House of Arvandia/);
  assert.ok(first.out.includes(demoPassword));
  assert.equal((await new Client(first.url).get('/health')).status, 200);
  const client = new Client(first.url);
  await client.signIn('coordinator');
  assert.equal((await client.get('/')).status, 200);
  await stop(first);

  const second = await startServer(t, ['--data', data]);
  t.diagnostic(`second start took ${second.milliseconds} ms`);
  client.url = second.url;  // who was signed in still is
  assert.equal((await client.get('/')).status, 200);
  await stop(second);
  assert.match(expectSuccess(waymark(['audit', 'verify', '--data', data])).stdout, /holds/);
});

test('SIGTERM lets requests in flight finish and delivers their answers', async (t) => {
  const server = await startServer(t, ['--data', copyOfDemo(t)]);
  const many = 8;
  const clients = Array.from({ length: many }, () => new Client(server.url));
  const pages = await Promise.all(clients.map((client) => client.get('/sign-in')));
  // Signing in is the slowest thing there is: Argon2id, on purpose. More at once than there are workers.
  const answers = clients.map((client, place) =>
    client.submit(pages[place], '/sign-in', { sign_in_name: 'coordinator', password: demoPassword }));
  await busy(server);
  server.child.kill('SIGTERM');
  for (const answer of await Promise.all(answers)) assert.equal(answer.status, 303, answer.body);
  assert.equal(await server.exited, 0);
  await assert.rejects(fetch(`${server.url}/health`));
});

// Resolves when the server has read all that was sent before: what is sent and answered after it went the same way.
async function busy(server) {
  for (let round = 0; round < 3; round += 1) await fetch(`${server.url}/health`);
}

test('a served journey logs no name, no password and no word of anybody', async (t) => {
  const server = await startServer(t, ['--data', copyOfDemo(t), '--log-level', 'debug']);
  const planted = 'Plantedname';
  const client = new Client(server.url);
  await client.signIn('admin');
  const page = await client.get('/admin/organisations/new');
  await client.submit(page, '/admin/organisations/new', { name: planted, kind: planted });
  const stranger = new Client(server.url);
  const signIn = await stranger.get('/sign-in');
  await stranger.submit(signIn, '/sign-in', { sign_in_name: planted, password: planted });
  await stranger.get(`/${planted}?${planted}=${planted}`);
  await stranger.request('/', { headers: { 'user-agent': planted, referer: planted } });
  await stop(server);
  const lines = server.log.trim().split('\n');
  for (const line of lines) JSON.parse(line);
  assert.ok(lines.length > 5, server.log);
  assert.ok(!server.log.toLowerCase().includes(planted.toLowerCase()), server.log);
  assert.ok(!server.log.includes(demoPassword));
  const users = JSON.parse(readFileSync(new URL('../../demo/users.json', import.meta.url), 'utf8')).users;
  for (const user of users) assert.ok(!server.log.includes(user.display_name), user.sign_in_name);
});

const postgres = process.env.WAYMARK_TEST_POSTGRES;

test('PostgreSQL serves the same', { skip: !postgres && 'WAYMARK_TEST_POSTGRES is not set' }, async (t) => {
  const name = `waymark_program_${process.pid}`;
  const made = spawnSync('psql', [postgres, '-c', `create database ${name}`], { encoding: 'utf8' });
  assert.equal(made.status, 0, made.stderr);
  t.after(() => spawnSync('psql', [postgres, '-c', `drop database ${name} with (force)`]));
  const url = postgres.replace(/\/postgres$/, `/${name}`);
  const data = join(folder(t), 'data');
  makeDemo(data, ['--database', url]);
  const server = await startServer(t, ['--data', data, '--database', url]);
  const client = new Client(server.url);
  await client.signIn('coordinator');
  assert.equal((await client.get('/')).status, 200);
  await stop(server);
  assert.match(expectSuccess(waymark(['audit', 'verify', '--data', data, '--database', url])).stdout, /holds/);
  // A second demo finds the database in use.
  const ran = waymark(['demo', '--data', join(folder(t), 'other'), '--database', url]);
  assert.equal(ran.status, 4);
  assert.match(ran.stderr, /409\.1/);
});
