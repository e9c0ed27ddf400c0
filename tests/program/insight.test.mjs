// Seeing inside a running server: figures that Prometheus can read and that nobody else can, whether it is ready, what it tells
// systemd, and that none of it names anybody.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { connect, createServer as createTcpServer } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Client, folder, makeDemo, startServer, stop } from './program.mjs';

const above = mkdtempSync(join(tmpdir(), 'waymark-insight-'));
const demo = join(above, 'demo');
makeDemo(demo);
after(() => rmSync(above, { recursive: true, force: true }));

function copyOfDemo(t) {
  const data = join(folder(t), 'data');
  cpSync(demo, data, { recursive: true });
  return data;
}

const figuresOf = (server) => /Figures for Prometheus: (http:\/\/127\.0\.0\.1:\d+)\/metrics/.exec(server.out)[1];

// One answer of the port of the figures, with headers as fetch() would not let us set them.
function ask(url, path = '/metrics', headers = {}, method = 'GET') {
  return new Promise((resolve, reject) => {
    const asking = request(`${url}${path}`, { method, headers, agent: false }, (answer) => {
      let body = '';
      answer.on('data', (chunk) => (body += chunk));
      answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, body }));
    });
    asking.on('error', reject);
    asking.end();
  });
}

function read(text) {
  const figures = new Map();
  for (const line of text.trim().split('\n')) {
    if (line.startsWith('#')) {
      assert.match(line, /^# (HELP [a-z_]+ .+|TYPE [a-z_]+ (counter|gauge|histogram))$/);
      continue;
    }
    const match = /^([a-z_]+(?:\{(?:[a-z]+="[^"\\]*",?)+\})?) (-?\d+(?:\.\d+)?)$/.exec(line);
    assert.ok(match, line);
    assert.ok(!figures.has(match[1]), `${line}: twice`);
    figures.set(match[1], Number(match[2]));
  }
  return figures;
}

async function until(condition, what) {
  const deadline = Date.now() + 20_000;
  for (;;) {
    if (await condition()) return;
    assert.ok(Date.now() < deadline, `waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test('the figures count what happened, and Prometheus reads them', async (t) => {
  const server = await startServer(t, ['--data', copyOfDemo(t), '--metrics-port', '0']);
  const client = new Client(server.url);
  await client.signIn('caseworker');
  assert.equal((await client.get('/worklist')).status, 200);
  assert.equal((await client.request('/Plantedname')).status, 404);
  const stranger = new Client(server.url);
  const page = await stranger.get('/sign-in');
  await stranger.submit(page, '/sign-in', { sign_in_name: 'Plantedname', password: 'Plantedname' });
  // Jobs begin with the server and are not waited for by it.
  let answer;
  let figures;
  await until(async () => {
    answer = await ask(figuresOf(server));
    figures = read(answer.body);
    return figures.has('waymark_audit_last_verified_timestamp_seconds');
  }, 'the first round of jobs');
  assert.equal(answer.status, 200);
  assert.equal(answer.headers['content-type'], 'text/plain; version=0.0.4; charset=utf-8');

  const figure = (name) => {
    assert.ok(figures.has(name), `${name} is not there:\n${answer.body}`);
    return figures.get(name);
  };
  assert.equal(figure('waymark_http_requests_total{method="GET",route="/worklist",status="2xx"}'), 1);
  assert.equal(figure('waymark_http_requests_total{method="none",route="none",status="4xx"}'), 1);
  assert.equal(figure('waymark_http_request_duration_seconds_count{method="GET",route="/worklist"}'), 1);
  assert.equal(figure('waymark_sign_ins_total{outcome="refused"}'), 1);
  assert.ok(figure('waymark_sign_ins_total{outcome="succeeded"}') >= 1);
  assert.equal(figure('waymark_sessions'), 1);
  assert.equal(figure('waymark_database_up'), 1);
  assert.ok(figure('waymark_database_transactions_total{operation="write",outcome="committed"}') > 0);
  assert.ok(figure('waymark_database_size_bytes') > 100_000);
  assert.ok(figure('waymark_disk_free_bytes') > 0);
  assert.ok(figure('waymark_clocks{state="overdue"}') + figure('waymark_clocks{state="due"}') > 0);
  assert.ok(figure('waymark_referrals_waiting') > 0);
  assert.ok(figure('waymark_audit_rows') > 100);
  assert.ok(figure('waymark_audit_verified_rows') > 100);
  assert.equal(figure('waymark_audit_broken'), 0);
  assert.equal(figure('waymark_job_runs_total{job="escalate_referrals",outcome="done"}'), 1);
  assert.ok(figure('process_resident_memory_bytes') > 1e6);
  assert.ok(Math.abs(Date.now() / 1000 - figure('process_start_time_seconds')) < 300);
  assert.ok(!answer.body.includes('Plantedname'));
  assert.match(answer.body, /^waymark_build_info\{version="[\d.]+",database="sqlite"\} 1$/m);

  const promtool = spawnSync('promtool', ['check', 'metrics'], { input: answer.body, encoding: 'utf8' });
  if (promtool.error) t.diagnostic('promtool is not installed: read by this test alone');
  else assert.equal(promtool.status, 0, promtool.stdout + promtool.stderr);
  await stop(server);
});

test('nobody but this machine reads the figures', async (t) => {
  const server = await startServer(t, ['--data', copyOfDemo(t), '--metrics-port', '0']);
  const url = figuresOf(server);
  const port = new URL(url).port;
  assert.equal((await ask(url)).status, 200);
  assert.equal((await ask(url, '/metrics', { host: `localhost:${port}` })).status, 200);
  assert.equal((await ask(url, '/metrics', {}, 'HEAD')).status, 200);
  for (const name of ['Forwarded', 'Via', 'X-Forwarded-For', 'X-Forwarded-Host', 'X-Real-IP']) {
    const refused = await ask(url, '/metrics', { [name]: '127.0.0.1' });
    assert.equal(refused.status, 403, name);
    assert.ok(!refused.body.includes('waymark_'), name);
  }
  for (const host of ['waymark.example.org', `attacker.example:${port}`, '127.0.0.1.attacker.example']) {
    assert.equal((await ask(url, '/metrics', { host })).status, 403, host);
  }
  assert.equal((await ask(url, '/')).status, 404);
  assert.equal((await ask(url, '/metrics', {}, 'POST')).status, 405);
  // Not at the address of people, nor at another address of this machine.
  assert.equal((await new Client(server.url).get('/metrics')).status, 404);
  const others = Object.values(networkInterfaces()).flat().filter((one) => one.family === 'IPv4' && !one.internal);
  for (const { address } of others) {
    await assert.rejects(new Promise((resolve, reject) => {
      const socket = connect({ host: address, port: Number(port), timeout: 5000 });
      socket.on('connect', () => resolve(socket.destroy()));
      socket.on('error', reject);
    }), address);
  }
  await stop(server);
});

test('without metrics_port there are no figures', async (t) => {
  const server = await startServer(t, ['--data', copyOfDemo(t)]);
  assert.ok(!server.out.includes('Prometheus'));
  assert.equal((await new Client(server.url).get('/metrics')).status, 404);
  await stop(server);
});

test('alive is not ready: while it is told to stop it says so, and still serves', async (t) => {
  const server = await startServer(t, ['--data', copyOfDemo(t), '--stop-delay', '60']);
  const health = await fetch(`${server.url}/health`);
  assert.equal(health.headers.get('content-type'), 'application/json');
  assert.deepEqual(await health.json(), { status: 'alive' });
  const ready = await fetch(`${server.url}/ready`);
  assert.equal(ready.status, 200);
  const checks = { database: 'ok', migrations: 'ok', keys: 'ok', disk: 'ok', stopping: 'ok' };
  assert.deepEqual(await ready.json(), { status: 'ready', checks });
  server.child.kill('SIGTERM');
  await until(async () => (await fetch(`${server.url}/ready`)).status === 503, '/ready to say no');
  const stopping = await fetch(`${server.url}/ready`);
  assert.deepEqual(await stopping.json(), { status: 'not_ready', checks: { ...checks, stopping: 'shutting_down' } });
  assert.equal((await fetch(`${server.url}/health`)).status, 200);
  assert.equal((await new Client(server.url).get('/sign-in')).status, 200);
  await stop(server); // a second signal ends the wait
  assert.match(server.log, /"event":"readiness_changed","status":503/);
});

// What systemd hears: a datagram socket in a few lines of Python, which every Debian that builds Waymark has.
const listener = `
import os, socket, sys
name = sys.argv[1]
s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
s.bind('\\0' + name[1:] if name.startswith('@') else name)
print('bound', flush=True)
while True: print(repr(s.recv(4096).decode()), flush=True)
`;

async function listen(t, name) {
  const { spawn } = await import('node:child_process');
  const child = spawn('python3', ['-c', listener, name], { stdio: ['ignore', 'pipe', 'inherit'] });
  t.after(() => child.kill());
  const heard = { text: '' };
  child.stdout.on('data', (chunk) => (heard.text += chunk));
  await until(() => heard.text.startsWith('bound'), 'the socket');
  return heard;
}

for (const kind of ['a file', 'an abstract name']) {
  test(`systemd is told when it is ready, that it gets on, and when it stops (${kind})`, async (t) => {
    const name = kind === 'a file' ? join(folder(t), 'notify') : `@waymark-test-${process.pid}`;
    const heard = await listen(t, name);
    const before = { ...process.env };
    Object.assign(process.env, { NOTIFY_SOCKET: name, WATCHDOG_USEC: '400000' });
    t.after(() => { process.env = before; });
    const server = await startServer(t, ['--data', copyOfDemo(t)]);
    process.env = before;
    await until(() => /READY=1\\nSTATUS=Serving on port \d+/.test(heard.text), 'READY');
    await until(() => heard.text.split('WATCHDOG=1').length > 3, 'three signs of life');
    assert.ok(!heard.text.includes('STOPPING'));
    // Stopped in its tracks, it is silent.
    server.child.kill('SIGSTOP');
    const count = () => heard.text.split('WATCHDOG=1').length;
    let last = -1;
    await until(async () => {
      const still = count() === last;
      last = count();
      await new Promise((resolve) => setTimeout(resolve, 600));
      return still;
    }, 'silence');
    server.child.kill('SIGCONT');
    await until(() => count() > last, 'the next sign of life');
    await stop(server);
    await until(() => heard.text.includes('STOPPING=1'), 'STOPPING');
  });
}

const postgres = process.env.WAYMARK_TEST_POSTGRES;

test('while PostgreSQL is away it is alive and not ready, and comes back by itself',
  { skip: !postgres && 'WAYMARK_TEST_POSTGRES is not set' }, async (t) => {
    const name = `waymark_insight_${process.pid}`;
    const made = spawnSync('psql', [postgres, '-c', `create database ${name}`], { encoding: 'utf8' });
    assert.equal(made.status, 0, made.stderr);
    t.after(() => spawnSync('psql', [postgres, '-c', `drop database ${name} with (force)`]));
    // A relay that can be shut: what a network or a restart does to connections.
    const target = new URL(postgres.replace(/^postgres(ql)?:/, 'http:'));
    const wires = new Set();
    const relay = createTcpServer((socket) => {
      const onward = target.searchParams.get('host')
        ? connect(join(target.searchParams.get('host'), `.s.PGSQL.${target.searchParams.get('port') ?? target.port ?? 5432}`))
        : connect({ host: target.hostname, port: Number(target.port || 5432) });
      for (const end of [socket, onward]) {
        wires.add(end);
        end.on('error', () => {});
        end.on('close', () => { socket.destroy(); onward.destroy(); wires.delete(end); });
      }
      socket.pipe(onward).pipe(socket);
    });
    const open = (port) => new Promise((resolve) => relay.listen(port, '127.0.0.1', resolve));
    await open(0);
    const port = relay.address().port;
    t.after(() => { relay.close(); for (const wire of wires) wire.destroy(); });
    const url = `postgresql://${target.username}${target.password ? `:${target.password}` : ''}@127.0.0.1:${port}/${name}`;
    const data = join(folder(t), 'data');
    // Not through the relay, which cannot run while this waits for another program.
    makeDemo(data, ['--database', postgres.replace(/\/postgres$/, `/${name}`)]);
    const server = await startServer(t, ['--data', data, '--database', url, '--metrics-port', '0']);
    const figures = figuresOf(server);
    assert.equal((await fetch(`${server.url}/ready`)).status, 200);
    assert.match((await ask(figures)).body, /^waymark_clocks\{state="due"\} \d+$/m);
    relay.close();
    for (const wire of wires) wire.destroy();
    await until(async () => (await fetch(`${server.url}/ready`)).status === 503, 'not ready');
    const told = await (await fetch(`${server.url}/ready`)).json();
    assert.equal(told.status, 'not_ready');
    assert.equal(told.checks.database, 'database_unreachable');
    assert.equal(told.checks.disk, 'ok');
    assert.ok(!JSON.stringify(told).includes(name), 'no address of the database');
    assert.equal((await fetch(`${server.url}/health`)).status, 200);
    // What is no longer known is no longer shown, and the page of figures itself still answers.
    await until(async () => !/^waymark_clocks/m.test((await ask(figures)).body), 'figures to go');
    assert.match((await ask(figures)).body, /^waymark_database_up 0$/m);
    await open(port);
    await until(async () => (await fetch(`${server.url}/ready`)).status === 200, 'ready again');
    await until(async () => /^waymark_database_up 1$/m.test((await ask(figures)).body), 'the database to be up');
    await stop(server);
    assert.match(server.log, /"event":"readiness_changed","status":503[\s\S]*"event":"readiness_changed","status":200/);
  });
