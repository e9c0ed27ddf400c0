// Messages to webhooks as a receiver on this machine gets them, from the program as it is run: signed, tried again, not waited for, sent
// nowhere they must not go, and the same once more after the server was killed in the middle. What the guide says verifies them is what
// verifies them here.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Client, makeDemo, startServer, stop } from './program.mjs';

const top = join(new URL('.', import.meta.url).pathname, '../..');
const above = mkdtempSync(join(tmpdir(), 'waymark-webhooks-'));
const data = join(above, 'demo');
const ends = [];
const settings = ['--data', data, '--webhook-networks', '127.0.0.0/8', '--webhook-timeout', '2', '--log-level', 'debug',
  '--webhook-authorities', join(above, 'authority.pem')];
let server;
let token;
let logs = '';

const start = async () => {
  server = await startServer({ after: (end) => ends.push(end) }, settings);
  token = /Bearer (wm_\S+)/.exec(server.out)[1];
};

async function until(what, found, seconds = 30) {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const got = await found();
    if (got) return got;
    assert.ok(Date.now() < deadline, `not within ${seconds} seconds: ${what}\n${server.log.slice(-3000)}`);
    await new Promise((resolve) => setTimeout(resolve, 50)); // polls, asserts nothing
  }
}

// Answers as `answer(request number, response)` does and keeps what came.
async function receiver(answer = (_, response) => response.writeHead(204).end(), tls = undefined) {
  const requests = [];
  const serve = (request, response) => {
    const pieces = [];
    request.on('data', (piece) => pieces.push(piece));
    request.on('end', () => {
      requests.push({ method: request.method, headers: request.headers, body: Buffer.concat(pieces) });
      answer(requests.length, response);
    });
  };
  const listening = tls ? https.createServer(tls, serve) : http.createServer(serve);
  await new Promise((resolve) => listening.listen(0, '127.0.0.1', resolve));
  ends.push(() => { listening.closeAllConnections?.(); listening.close(); });
  return { requests, port: listening.address().port, url: `http://127.0.0.1:${listening.address().port}/hook-7731` };
}

async function api(path, options = {}) {
  const answer = await fetch(`${server.url}/api/v1${path}`, {
    ...options, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...options.headers },
  });
  assert.ok(answer.ok, `${path}: ${answer.status} ${answer.ok ? '' : await answer.text()}`);
  return answer.json();
}
const deliveries = async (webhook) => (await api(`/webhooks/${webhook}/deliveries`)).items;

// By the pages, as an administrator does.
let administrator;
let programPath;
async function asAdministrator() {
  if (!administrator) {
    administrator = new Client(server.url);
    await administrator.signIn('admin');
    programPath = /href="(\/admin\/programs\/[0-9a-f-]{36})"/.exec((await administrator.get('/admin/programs')).body)[1];
  }
  administrator.url = server.url; // after a restart
  return administrator;
}
async function addWebhook(address, topics = []) {
  const client = await asAdministrator();
  const before = new Set((await api('/webhooks')).items.map(({ id }) => id));
  const form = await client.get(`${programPath}/webhooks/new`);
  const fields = topics.length ? { address, topics: topics[0] } : { address };
  const shown = await client.submit(form, `${programPath}/webhooks/new`, fields);
  const secret = /whsec_[A-Za-z0-9+/]+=*/.exec(shown.body)?.[0];
  assert.ok(secret, shown.body);
  const { id } = (await api('/webhooks')).items.find((one) => !before.has(one.id));
  return { id, secret, path: `${programPath}/webhooks/${id}` };
}
async function press(webhook, button) {
  const client = await asAdministrator();
  const answer = await client.submit(await client.get(webhook.path), webhook.path, { do: button });
  assert.equal(answer.status, 303, answer.body);
}
async function remove(webhook) {
  const client = await asAdministrator();
  const answer = await client.submit(await client.get(`${webhook.path}/remove`), `${webhook.path}/remove`, {});
  assert.equal(answer.status, 303, answer.body);
}

const document = JSON.parse(readFileSync(join(top, 'docs/openapi.json'), 'utf8'));
let outside = 0;
// Something happens: a concern is raised by another system.
async function raiseConcern() {
  const body = structuredClone(document.paths['/api/v1/concerns/by-outside-id'].put.requestBody.content['application/json'].example);
  body.outside_id.id = `webhook-test-${outside += 1}`;
  const { receipt } = await api('/concerns/by-outside-id', { method: 'PUT', body: JSON.stringify(body) });
  return { case: receipt.case, sent: body };
}

// The code of the guide, as it stands there.
const guide = readFileSync(join(top, 'docs/guides/programs.md'), 'utf8');
const snippet = (language) => guide.split(`\`\`\`${language}\n`)[1].split('```')[0];
const { isOurs } = await import(`data:text/javascript,${encodeURIComponent(snippet('js'))}`);

function makeCertificates() {
  const made = (...args) => {
    const ran = spawnSync('openssl', args, { cwd: above, encoding: 'utf8' });
    assert.equal(ran.status, 0, ran.stderr);
  };
  for (const name of ['authority', 'stranger']) {
    made('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', `/CN=${name}`,
      '-keyout', `${name}.key`, '-out', `${name}.pem`);
  }
  writeFileSync(join(above, 'names'), 'subjectAltName=IP:127.0.0.1\n');
  for (const name of ['authority', 'stranger']) {
    made('req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', '/CN=receiver', '-keyout', `of-${name}.key`,
      '-out', 'request.pem');
    made('x509', '-req', '-in', 'request.pem', '-CA', `${name}.pem`, '-CAkey', `${name}.key`, '-CAcreateserial', '-days', '2',
      '-extfile', 'names', '-out', `of-${name}.pem`);
  }
}
const tlsOf = (name) => ({ key: readFileSync(join(above, `of-${name}.key`)), cert: readFileSync(join(above, `of-${name}.pem`)) });

describe('webhooks', () => {
  before(async () => {
    makeCertificates();
    makeDemo(data, [], 8);
    await start();
  });
  after(async () => {
    for (const end of ends) await end();
    rmSync(above, { recursive: true, force: true });
  });

  test('a case event leads to a message whose signature verifies, without anything of the person', async () => {
    const there = await receiver();
    const webhook = await addWebhook(there.url);
    const concern = await raiseConcern();
    await until('a message', () => there.requests.length > 0);
    for (const { method, headers, body } of there.requests) {
      assert.equal(method, 'POST');
      assert.equal(headers['content-type'], 'application/json');
      assert.ok(isOurs(webhook.secret, headers, body), 'as the guide verifies it in JavaScript');
      assert.ok(!isOurs(webhook.secret, headers, Buffer.concat([body, Buffer.from(' ')])), 'and not when it was changed');
      assert.ok(!isOurs(`whsec_${randomBytes(32).toString('base64')}`, headers, body), 'nor by another secret');
      assert.ok(!isOurs(webhook.secret, { ...headers, 'webhook-timestamp': String(Number(headers['webhook-timestamp']) - 600) }, body));
    }
    const { headers, body } = there.requests[0];
    const message = JSON.parse(body);
    assert.equal(message.type, 'concern.raise');
    assert.equal(message.data.case, concern.case);
    assert.deepEqual(Object.keys(message.data), ['number', 'case', 'subject_kind', 'subject', 'changes']);
    const feed = await api(message.data.changes.replace('/api/v1', ''));
    assert.equal(feed.changes[0].number, message.data.number);
    const [delivery] = await until('noted as delivered', async () => {
      const all = (await deliveries(webhook.id)).filter(({ id }) => id === headers['webhook-id']);
      return all[0]?.state === 'delivered' && all;
    });
    assert.equal(delivery.type, message.type);

    const python = spawnSync('python3', ['-c', `${snippet('python')}
import json, sys
sent = json.load(sys.stdin)
print(is_ours(sent["secret"], sent["headers"], sent["body"].encode()), is_ours(sent["secret"], sent["headers"], b"{}"))`],
    { input: JSON.stringify({ secret: webhook.secret, headers, body: body.toString() }), encoding: 'utf8' });
    if (!python.error) assert.equal(python.stdout.trim(), 'True False', python.stderr);

    const client = await asAdministrator();
    const shown = await client.submit(await client.get(`${webhook.path}/renew`), `${webhook.path}/renew`, {});
    const renewed = /whsec_[A-Za-z0-9+/]+=*/.exec(shown.body)[0];
    await press(webhook, 'test');
    const last = await until('a test message', () => there.requests.find((one) => JSON.parse(one.body).type === 'webhook.test'));
    for (const secret of [renewed, webhook.secret]) assert.ok(isOurs(secret, last.headers, last.body), 'both hold for a day');
    await remove(webhook);
  });

  test('a receiver that fails twice gets the same message again, by itself and when somebody sends it again', async () => {
    const there = await receiver((count, response) => response.writeHead([500, 503][count - 1] ?? 204).end());
    const webhook = await addWebhook(there.url);
    await press(webhook, 'test');
    await until('the second try, some five seconds later', () => there.requests.length === 2);
    const [delivery] = await until('noted', async () => {
      const all = await deliveries(webhook.id);
      return all[0].status === 503 && all;
    });
    assert.equal(delivery.state, 'waiting');
    assert.equal(delivery.tries, 2);
    const wait = (Date.parse(delivery.next_at) - Date.parse(delivery.tried_at)) / 1000;
    assert.ok(wait > 230 && wait < 370, `the third comes after five minutes or so: ${wait}`);
    const page = `${webhook.path}/deliveries/${delivery.id}`;
    const client = await asAdministrator();
    assert.equal((await client.submit(await client.get(page), `${page}/again`, {})).status, 303);
    await until('delivered', async () => (await deliveries(webhook.id))[0].state === 'delivered');
    assert.equal(new Set(there.requests.map(({ headers }) => headers['webhook-id'])).size, 1);
    for (const { headers, body } of there.requests) assert.ok(isOurs(webhook.secret, headers, body));
    await remove(webhook);
  });

  test('a receiver that hangs delays nobody else', async () => {
    const hangs = await receiver(() => {});
    const quick = await receiver();
    const [slow, fast] = [await addWebhook(hangs.url, ['concern']), await addWebhook(quick.url, ['concern'])];
    for (let count = 0; count < 4; count += 1) await raiseConcern();
    await until('all of the quick one', () => quick.requests.length === 4);
    const noted = await until('the first of the slow one', async () => (await deliveries(slow.id)).find(({ failure }) => failure));
    assert.equal(noted.failure, 'too_slow');
    assert.equal(noted.state, 'waiting');
    for (const webhook of [slow, fast]) await remove(webhook);
  });

  test('nothing goes where it must not go', async () => {
    const elsewhere = await receiver();
    const away = await receiver((_, response) => response.writeHead(302, { location: elsewhere.url }).end());
    const trusted = await receiver(undefined, tlsOf('authority'));
    const untrusted = await receiver(undefined, tlsOf('stranger'));
    const sent = [];
    for (const [address, failure, wanted] of [
      [away.url, 'redirected'],
      ['https://10.11.12.13/', 'address_refused'],
      ['https://[::ffff:10.11.12.13]/', 'address_refused'],
      [`https://127.0.0.1:${untrusted.port}/`, 'tls'],
      [`https://127.0.0.1:${trusted.port}/`, null, trusted],
    ]) {
      const webhook = await addWebhook(address);
      await press(webhook, 'test');
      sent.push({ address, failure, wanted, webhook });
    }
    for (const { address, failure, wanted, webhook } of sent) {
      const delivery = await until(`${address} was tried`, async () =>
        (await deliveries(webhook.id)).find((one) => one.failure || one.state === 'delivered'));
      assert.equal(delivery.failure, failure, address);
      if (wanted) assert.ok(isOurs(webhook.secret, wanted.requests[0].headers, wanted.requests[0].body), 'over TLS');
      await remove(webhook);
    }
    assert.deepEqual([elsewhere.requests.length, untrusted.requests.length], [0, 0]);
  });

  test('a server that is killed before it has written down the answer sends the same once more', async () => {
    const there = await receiver((count, response) => count > 1 && response.writeHead(204).end());
    const webhook = await addWebhook(there.url);
    await press(webhook, 'test');
    await until('the message', () => there.requests.length === 1);
    server.child.kill('SIGKILL'); // it was received, and nobody has noted that
    await server.exited;
    logs += server.log;
    await start();
    await until('the message once more', () => there.requests.length === 2);
    assert.equal(there.requests[1].headers['webhook-id'], there.requests[0].headers['webhook-id']);
    assert.deepEqual(there.requests[1].body, there.requests[0].body);
    assert.ok(isOurs(webhook.secret, there.requests[1].headers, there.requests[1].body));
    await until('noted', async () => (await deliveries(webhook.id))[0].state === 'delivered');
    await remove(webhook);
  });

  test('a server that is told to stop does not wait for a receiver, and its log knows no address', async () => {
    const hangs = await receiver(() => {});
    const webhook = await addWebhook(hangs.url);
    await press(webhook, 'test');
    await until('it hangs', () => hangs.requests.length === 1);
    const began = Date.now();
    await stop(server);
    assert.ok(Date.now() - began < 5000, `${Date.now() - began} ms`);
    logs += server.log;
    assert.match(logs, /"event":"webhook_delivered"/);
    assert.match(logs, /"event":"webhook_failed".*"failure":"too_slow"/);
    for (const secret of ['hook-7731', 'whsec_', '10.11.12.13']) assert.ok(!logs.includes(secret), secret);
  });
});
