// What the whole-program tests share: running waymark, a server of it, and a small client that keeps cookies, reads forms and
// signs in as somebody of the demo country.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const program = process.env.WAYMARK_PROGRAM;
if (!program) throw new Error('WAYMARK_PROGRAM names the waymark binary to test');

export const demoPassword = 'arvandia-is-invented';

export function folder(test) {
  const made = mkdtempSync(join(tmpdir(), 'waymark-program-'));
  test.after(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

export function waymark(args, options = {}) {
  const ran = spawnSync(program, args, { encoding: 'utf8', timeout: 120_000, ...options });
  assert.equal(ran.error, undefined);
  return ran;
}

export function expectSuccess(ran) {
  assert.equal(ran.status, 0, `${ran.stdout}\n${ran.stderr}`);
  return ran;
}

// The demo country, built once and copied for every test that may spoil it.
export function makeDemo(data, extra = [], cases = 60) {
  expectSuccess(waymark(['demo', '--data', data, '--cases', String(cases), ...extra], { timeout: 300_000 }));
}

// Resolves when the server says where it listens.
export async function startServer(test, args) {
  const started = process.hrtime.bigint();
  const child = spawn(program, ['serve', '--port', '0', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const server = { child, out: '', log: '', url: '', status: undefined, milliseconds: 0 };
  server.exited = new Promise((resolve) => child.once('exit', (status, signal) => {
    server.status = status ?? signal;
    resolve(server.status);
  }));
  child.stderr.on('data', (chunk) => (server.log += chunk));
  await new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      server.out += chunk;
      const listening = /http:\/\/[^/\s]+:\d+/.exec(server.out);
      if (listening && server.out.includes('Ctrl-C')) {
        server.url = listening[0];
        server.milliseconds = Number((process.hrtime.bigint() - started) / 1_000_000n);
        resolve();
      }
    });
    child.once('exit', () => reject(new Error(`waymark serve ended with ${server.status}:\n${server.out}\n${server.log}`)));
  });
  test.after(async () => {
    if (server.status === undefined) child.kill('SIGKILL');
    await server.exited;
  });
  return server;
}

export async function stop(server) {
  server.child.kill('SIGTERM');
  assert.equal(await server.exited, 0, server.log);
}

export class Client {
  constructor(url) {
    this.url = url;
    this.cookies = new Map();
  }

  async request(path, options = {}) {
    const answer = await fetch(this.url + path, {
      redirect: 'manual',
      ...options,
      headers: {
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...options.headers,
      },
    });
    for (const line of answer.headers.getSetCookie?.() ?? splitCookies(answer.headers.get('set-cookie'))) {
      const [pair] = line.split(';');
      this.cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    return { status: answer.status, location: answer.headers.get('location'), body: await answer.text() };
  }

  async get(path) {
    let page = await this.request(path);
    for (let hops = 0; page.status === 303 && hops < 5; hops += 1) page = await this.request(page.location);
    return page;
  }

  // Fills in the form of `page` that posts to `action` and sends it.
  async submit(page, action, values) {
    const form = formOf(page.body, action);
    const fields = new URLSearchParams(form.hidden);
    for (const [name, value] of Object.entries(values)) fields.append(name, value);
    return this.request(form.action, { method: 'POST', body: fields });
  }

  async signIn(name) {
    const page = await this.get('/sign-in');
    const answer = await this.submit(page, '/sign-in', { sign_in_name: name, password: demoPassword });
    assert.equal(answer.status, 303, answer.body);
    if (answer.location !== '/sign-in/code') return;
    const codePage = await this.get('/sign-in/code');
    const [field] = /<input[^>]*name="code"[^>]*>/.exec(codePage.body) ?? [''];
    const code = /value="(\d{6})"/.exec(field);
    assert.ok(code, 'the page of a demo fills the code in');
    const passed = await this.submit(codePage, '/sign-in/code', { code: code[1] });
    assert.equal(passed.status, 303, passed.body);
  }
}

// Node 18 gives all cookies as one line.
function splitCookies(line) {
  return line ? line.split(/,(?=\s*[^;,=\s]+=)/).map((one) => one.trim()) : [];
}

function formOf(html, action) {
  for (const [, attributes, inner] of html.matchAll(/<form([^>]*)>([\s\S]*?)<\/form>/g)) {
    const goes = /action="([^"]*)"/.exec(attributes)?.[1] ?? '';
    if (goes !== action) continue;
    const hidden = [];
    for (const [tag] of inner.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
      hidden.push([/name="([^"]*)"/.exec(tag)[1], /value="([^"]*)"/.exec(tag)?.[1] ?? '']);
    }
    return { action: goes, hidden };
  }
  throw new Error(`no form to ${action} on the page:\n${html.slice(0, 2000)}`);
}
