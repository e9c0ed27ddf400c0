// Clients that are slow, greedy, malformed or many: what each gets, that somebody who is signed in is served meanwhile, and how much memory
// the server takes. The table in docs/security.md is what this prints.
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Client, demoPassword, folder, makeDemo, startServer, stop } from '../program/program.mjs';
import { fewCases, memoryOf, until } from './faults.mjs';

// What connections, bodies and one password hash of 64 MiB take, with room for a build without optimisation.
const memoryMost = 200;
const patience = 5_000; // milliseconds for a page while the machine is kept busy

let server;
let client;
let cleanUp = [];
before(async () => {
  const scope = { after: (work) => cleanUp.push(work) };
  const data = join(folder(scope), 'data');
  makeDemo(data, [], fewCases);
  server = await startServer(scope, ['--data', data]);
  client = new Client(server.url);
  await client.signIn('caseworker');
});
after(async () => {
  await stop(server);
  for (const work of cleanUp.reverse()) await work();
});

const portOf = () => Number(new URL(server.url).port);
// A machine has all of 127.0.0.0/8; the others, who are to be served, come from 127.0.0.1.
const addressOf = (number, many) => (many === 1 ? '127.0.0.1' : `127.0.${1 + Math.floor((number % many) / 200)}.${1 + ((number % many) % 200)}`);

function open(address, bytes = '') {
  return new Promise((resolve) => {
    const socket = connect({ port: portOf(), host: '127.0.0.1', localAddress: address });
    socket.received = '';
    socket.on('data', (chunk) => (socket.received += chunk.toString('latin1')));
    socket.on('error', () => resolve(socket));
    socket.on('close', () => (socket.isClosed = true));
    socket.once('connect', () => {
      if (bytes) socket.write(bytes);
      resolve(socket);
    });
  });
}

const statusOf = (socket) => Number(/^HTTP\/1\.1 (\d+)/.exec(socket.received)?.[1] ?? 0);

async function many(count, addresses, bytes) {
  const sockets = [];
  for (let number = 0; number < count; number += 50) {
    const some = Array.from({ length: Math.min(50, count - number) }, (_, place) => open(addressOf(number + place, addresses), bytes));
    sockets.push(...(await Promise.all(some)));
  }
  return sockets;
}

// Somebody who is signed in reads and somebody else begins to sign in, each on a connection of their own; the slowest counts.
async function othersAreServed(t, what, times = 5) {
  let slowest = 0;
  for (let number = 0; number < times; number += 1) {
    for (const path of ['/worklist', '/sign-in']) {
      const began = performance.now();
      const page = await client.request(path, { headers: { connection: 'close' } });
      slowest = Math.max(slowest, performance.now() - began);
      assert.ok(page.status === 200 || (path === '/sign-in' && page.status === 303), `${path}: ${page.status}`);
    }
  }
  const memory = memoryOf(server.child.pid);
  t.diagnostic(`${what} | slowest page of the others ${Math.round(slowest)} ms | memory ${Math.round(memory.now)} MiB, at most ${Math.round(memory.most)} MiB`);
  assert.ok(slowest < patience, `${slowest} ms`);
  assert.ok(memory.most < memoryMost, `${memory.most} MiB`);
}

const end = (sockets) => sockets.forEach((socket) => socket.destroy());

for (const [what, count, addresses, bytes] of [
  ['2000 idle connections from the address of the others', 2000, 1, ''],
  ['2000 idle connections from 400 addresses', 2000, 400, ''],
  ['1500 heads that do not end, from 400 addresses', 1500, 400, 'GET / HTTP/1.1\r\nHost: a\r\nX: '],
  ['1500 bodies of 1 MiB that do not come, from 400 addresses', 1500, 400,
    'POST /sign-in HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\nhalf'],
  ['1500 small bodies that do not come, from 400 addresses', 1500, 400,
    'POST /sign-in HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\nhalf'],
]) {
  test(`${what} keep nobody out`, async (t) => {
    const sockets = await many(count, addresses, bytes);
    await othersAreServed(t, what);
    end(sockets);
  });
}

test('a head that drips is ended after ten seconds, and a body after thirty', { timeout: 60_000 }, async (t) => {
  if (!process.env.WAYMARK_AWAY_SECONDS) return t.skip('in full length only: make test-faults');
  const head = await open('127.0.0.1', 'GET / HTTP/1.1\r\nHost: a\r\nX: ');
  const body = await open('127.0.0.1', 'POST /sign-in HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n');
  const dripping = setInterval(() => [head, body].forEach((socket) => socket.write('x')), 500);
  const began = Date.now();
  const seconds = async (socket) => {
    await until('it is ended', () => socket.isClosed, 45);
    return (Date.now() - began) / 1000;
  };
  const took = await Promise.all([seconds(head), seconds(body)]);
  clearInterval(dripping);
  assert.equal(statusOf(head), 408);
  assert.equal(statusOf(body), 408);
  assert.ok(took[0] > 9 && took[0] < 14, `${took}`);
  return assert.ok(took[1] > 29 && took[1] < 34, `${took}`);
});

// What the unit tests list one by one (src/web/http/server_limits_test.cpp), against the whole program: refused, and never taken for two.
const post = (headers, body = '') => `POST /sign-in HTTP/1.1\r\nHost: a\r\n${headers}\r\n${body}`;
const hidden = 'GET /health HTTP/1.1\r\nHost: a\r\n\r\n';
const malformed = [
  ['a head of 64 KiB', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(65536)}\r\n\r\n`, 431],
  ['a target of 20 KiB', `GET /${'x'.repeat(20480)} HTTP/1.1\r\nHost: a\r\n\r\n`, 431],
  ['a body of 20 GB announced', post('Content-Length: 20000000000\r\n'), 413],
  ['a body of 8 MB sent', post('Content-Length: 8000000\r\n', 'x'.repeat(8_000_000)), 413],
  ['Content-Length beside Transfer-Encoding', post('Content-Length: 4\r\nTransfer-Encoding: chunked\r\n', `0\r\n\r\n${hidden}`), 400],
  ['Transfer-Encoding before Content-Length', post('Transfer-Encoding: chunked\r\nContent-Length: 4\r\n', `0\r\n\r\n${hidden}`), 400],
  ['chunks', post('Transfer-Encoding: chunked\r\n', `0\r\n\r\n${hidden}`), 411],
  ['chunks by another spelling', post('Transfer-Encoding: xchunked\r\n', `0\r\n\r\n${hidden}`), 411],
  ['chunks named with a space', post('Transfer-Encoding : chunked\r\n', `0\r\n\r\n${hidden}`), 400],
  ['two Content-Lengths', post('Content-Length: 0\r\nContent-Length: 37\r\n', hidden), 400],
  ['a list of Content-Lengths', post('Content-Length: 0, 37\r\n', hidden), 400],
  ['a signed Content-Length', post('Content-Length: +0\r\n', hidden), 400],
  ['a body of a GET', `GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 37\r\n\r\n${hidden}`, 400],
  ['bare line feeds', `GET / HTTP/1.1\nHost: a\n\n${hidden}`, 400],
  ['a folded header', `GET / HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n${hidden}`, 400],
  ['no Host', `GET / HTTP/1.1\r\n\r\n${hidden}`, 400],
  ['two Hosts', `GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n${hidden}`, 400],
  ['a greeting of TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n', 400],
  ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
  ['a byte that is no text', `GET /\x00 HTTP/1.1\r\nHost: a\r\n\r\n${hidden}`, 400],
];

test('what is malformed, oversized or meant to smuggle is refused and the connection closed', async (t) => {
  for (const [what, bytes, status] of malformed) {
    const socket = await open('127.0.0.1', Buffer.from(bytes, 'latin1'));
    await until(`${what} is refused`, () => socket.isClosed, 15);
    const refused = statusOf(socket);
    assert.ok([status].flat().includes(refused) || (status === 400 && [405, 505].includes(refused)), `${what}: ${socket.received.slice(0, 100)}`);
    assert.equal(socket.received.match(/^HTTP\/1\.1 \d/gm).length, 1, `${what}: one answer and no second`);
    t.diagnostic(`${what} | ${refused}`);
  }
  await othersAreServed(t, 'after all of these');
});

test('a flood of sign-ins leaves the others served, and takes no more memory than one of them', async (t) => {
  const form = new Client(server.url);
  const page = await form.get('/sign-in');
  const token = /name="form_token" value="([^"]+)"/.exec(page.body)[1];
  const cookie = [...form.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const attempt = (name) => {
    const body = `form_token=${token}&sign_in_name=${name}&password=${demoPassword}`;
    return `POST /sign-in HTTP/1.1\r\nHost: a\r\nConnection: close\r\nCookie: ${cookie}\r\n` +
      `Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  };
  const counted = new Map();
  let over = false;
  let sent = 0;
  const flood = Array.from({ length: 60 }, async (_, stream) => {
    while (!over) {
      const socket = await open(addressOf((sent += 1), 4), attempt(`nobody.${stream}.${sent}`));
      await until('it is answered', () => socket.isClosed, 120);
      counted.set(statusOf(socket), (counted.get(statusOf(socket)) ?? 0) + 1);
    }
  });
  await until('the flood is on', () => sent >= 60, 60);
  await othersAreServed(t, '60 sign-ins at once, and again and again', 10);
  await until('it is slowed', () => counted.get(429) > 0, 120);
  over = true;
  await Promise.all(flood);
  t.diagnostic(`answers to the flood: ${[...counted].map(([status, times]) => `${times} times ${status}`).join(', ')}`);
  for (const status of counted.keys()) assert.ok([200, 400, 401, 429, 503].includes(status), `${status}`);
});
