// What the fault tests share: chance that can be repeated, a database of their own on either engine, and people who write all the time and
// remember what they were told was saved.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, expectSuccess, folder, makeDemo, waymark } from '../program/program.mjs';

export const postgres = process.env.WAYMARK_TEST_POSTGRES;
// Who signs in and what they need is there with few.
export const fewCases = 5;
export const isRoot = process.getuid() === 0;

// The same seed gives the same moments: WAYMARK_FAULT_SEED=N repeats a run. (mulberry32)
export function chance(test) {
  const seed = Number(process.env.WAYMARK_FAULT_SEED ?? Math.floor(Math.random() * 2 ** 31));
  test.diagnostic(`WAYMARK_FAULT_SEED=${seed}`);
  let state = seed;
  const between = (least, most) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return least + (((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * (most - least);
  };
  return { seed, between };
}

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

// Polls until `condition` gives something; fails after the deadline with `what`.
export async function until(what, condition, seconds = 30) {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const found = await condition();
    if (found) return found;
    if (Date.now() > deadline) throw new assert.AssertionError({ message: `not within ${seconds} s: ${what}` });
    await pause(5);
  }
}

function run(command, args, options = {}) {
  const ran = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28, ...options });
  assert.equal(ran.status, 0, `${command} ${args.join(' ')}: ${ran.error ?? ''} ${ran.stdout}\n${ran.stderr}`);
  return ran.stdout;
}
export { run };

// Rows of one column, asked of the database itself and not of Waymark.
export const askPostgres = (url, sql) => run('psql', [url, '-At', '-c', sql]).split('\n').filter(Boolean);
const askSqlite = (data, sql) => run('sqlite3', [join(data, 'waymark.db'), sql]).split('\n').filter(Boolean);

export function newPostgresDatabase(test, server = postgres) {
  const name = `waymark_fault_${process.pid}_${Math.floor(Math.random() * 1e9)}`;
  askPostgres(server, `create database ${name}`);
  test.after(() => spawnSync('psql', [server, '-c', `drop database ${name} with (force)`]));
  return server.replace(/\/postgres(\?|$)/, `/${name}$1`);
}

// A demo country on the engine: how to serve it, ask it and verify it.
export function makeHouse(test, engine, data = join(folder(test), 'data')) {
  const url = engine === 'PostgreSQL' ? newPostgresDatabase(test) : undefined;
  const args = ['--data', data, ...(url ? ['--database', url] : [])];
  makeDemo(data, args.slice(2), fewCases);
  return {
    data, url, args,
    ask: (sql) => (url ? askPostgres(url, sql) : askSqlite(data, sql)),
    hex: (column) => (url ? `encode(${column}, 'hex')` : `lower(hex(${column}))`),
    verify: () => assert.match(expectSuccess(waymark(['audit', 'verify', ...args])).stdout, /holds/),
  };
}

export class Writer {
  constructor(url, name) {
    this.client = new Client(url);
    this.name = name;
    this.acknowledged = [];
    this.tried = 0;
  }

  async signIn(name) {
    await this.client.signIn(name);
    return this;
  }

  // Until the server is gone or `stopped` says so. What is answered is 303 or, where `mayFail`, a page that says why not.
  async writeOn({ stopped = () => false, mayFail = () => false } = {}) {
    while (!stopped()) {
      let answer;
      try {
        answer = await this.writeOne();
      } catch (problem) {
        if (problem instanceof assert.AssertionError) throw problem;
        return; // the connection broke: nothing was acknowledged
      }
      if (answer.status === 303) continue;
      assert.ok(mayFail(answer), `${answer.status}: ${answer.body.slice(0, 2000)}`);
    }
  }
}

// An administrator who adds organisations: one row and its audit row.
export class AddsOrganisations extends Writer {
  async writeOne() {
    this.page ??= await this.client.get('/admin/organisations/new');
    const name = `${this.name} ${(this.tried += 1)}`;
    const answer = await this.client.submit(this.page, '/admin/organisations/new',
      { name, kind: 'NGO', agreement_valid_to: '2031-01-01' });
    if (answer.status === 303) this.acknowledged.push(name);
    return answer;
  }
}

// A reception officer who begins first looks: a case, its history, clocks, keys and audit rows at once.
export class BeginsLooks extends Writer {
  async writeOne() {
    const page = await this.client.get('/first-look');
    if (page.status !== 200) return page;
    this.tried += 1;
    const answer = await this.client.submit(page, '/first-look', { danger: 'no', company: 'alone', language: 'uk' });
    const begun = /^\/first-look\/([0-9a-f-]{36})\//.exec(answer.location ?? '');
    if (begun) this.acknowledged.push(begun[1].replaceAll('-', ''));
    else if (answer.status === 303) assert.fail(`sent to ${answer.location}`);
    return answer;
  }
}

// Everything acknowledged is there once; nothing is there twice; nothing is half there.
export function expectKept(house, writers) {
  const names = house.ask('select name from organisation');
  const cases = house.ask(`select ${house.hex('id')} from case_file`);
  for (const [stored, kind] of [[names, AddsOrganisations], [cases, BeginsLooks]]) {
    const count = new Map();
    for (const one of stored) count.set(one, (count.get(one) ?? 0) + 1);
    for (const writer of writers.filter((each) => each instanceof kind)) {
      for (const one of writer.acknowledged) assert.equal(count.get(one), 1, `${writer.name}: ${one} was acknowledged`);
    }
    for (const [one, times] of count) assert.equal(times, 1, `${one} is there ${times} times`);
  }
  const halves = {
    'cases without their first event': 'select count(*) from case_file f where not exists (select 1 from case_event e where e.case_id = f.id)',
    'organisations without their audit row': `select count(*) from organisation o where not exists
      (select 1 from audit_event a where a.subject = o.id) and o.name like '% adds %'`,
    'cases whose last event is another': 'select count(*) from case_file f where last_event <> (select max(number) from case_event e where e.case_id = f.id)',
  };
  for (const [what, sql] of Object.entries(halves)) assert.deepEqual(house.ask(sql), ['0'], what);
  if (house.url) return;
  assert.deepEqual(house.ask('pragma integrity_check'), ['ok']);
  assert.deepEqual(house.ask('pragma foreign_key_check'), []);
}

// Resident memory of a process in MiB, from /proc: now, and the most it ever was.
export function memoryOf(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const of = (name) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)[1]) / 1024;
  return { now: of('VmRSS'), most: of('VmHWM') };
}
