#!/usr/bin/env node
// bench/run_speed.mjs [--cases 1000,100000] [--rounds 2] [--write] [--strict]: what each operation costs in processor time, server and database together, in a small
// and a large country, on SQLite and PostgreSQL; memory, cold start and the first view; as a table beside what is to be reached.
// --write keeps the table in bench/results/speed.md. What misses its limit is marked and named at the end; --strict fails then, for a pipeline
// on a machine of its own.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { copyOf, country, speed, startPostgres, top, waymarkProgram } from './lib/country.mjs';
import { serve } from './lib/serving.mjs';

const { values: asked } = parseArgs({
  options: {
    cases: { type: 'string', default: '1000,100000' },
    rounds: { type: 'string', default: '2' },
    batches: { type: 'string', default: '7' },
    'per-batch': { type: 'string', default: '60' },
    write: { type: 'boolean', default: false },
    strict: { type: 'boolean', default: false },
  },
});
const sizes = asked.cases.split(',').map(Number);
const [small, large] = [Math.min(...sizes), Math.max(...sizes)];
const growthMost = 1.3;
// Milliseconds of processor time for one.
const limits = {
  'create a case of 40 facts': 1.5, 'read one': 0.5, 'worklist of 50 as HTML, page 1': 3, 'worklist of 50 as HTML, page 200': 3,
  'referral and acceptance': 4, history: 1,
};
const create = 'create a case of 40 facts';
const bare = 'bare durable insert of its bytes in SQLite';
const missed = [];
const miss = (what) => (missed.push(what), ' **missed**');

function measure(data, database) {
  const lines = speed('measure', '--data', data, '--batches', asked.batches, '--per-batch', asked['per-batch'],
    ...(database ? ['--database', database] : []));
  return new Map(lines.trim().split('\n').map((line) => JSON.parse(line)).map((one) => [one.name, one]));
}

// Small and large in turn, and again: of each operation the cheapest round counts. What else goes on on the machine only ever adds.
function measureInTurn(measureOne) {
  const found = new Map(sizes.map((cases) => [cases, new Map()]));
  for (let round = 0; round < Number(asked.rounds); ++round) {
    for (const cases of sizes) {
      for (const [name, one] of measureOne(cases)) {
        const before = found.get(cases).get(name);
        if (!before || one.cpu_ms < before.cpu_ms) found.get(cases).set(name, one);
      }
    }
  }
  return found;
}

function measureAll() {
  const onSqlite = measureInTurn((cases) => {
    const copy = copyOf(country(cases));
    const measured = measure(copy.folder);
    copy.remove();
    return measured;
  });
  for (const cases of sizes) onSqlite.get(cases).bytesACase = statSync(join(country(cases), 'waymark.db')).size / cases;
  const postgres = startPostgres();
  try {
    const onPostgres = measureInTurn((cases) => {
      const copy = copyOf(country(cases)); // for its key
      const measured = measure(copy.folder, postgres.copyOf(cases));
      copy.remove();
      return measured;
    });
    return { SQLite: onSqlite, PostgreSQL: onPostgres };
  } finally {
    postgres.stop();
  }
}

const kb = (bytes) => (bytes === null || bytes === undefined ? '' : `${(bytes / 1000).toFixed(1)}`);

function tableOf(engine, found) {
  const [few, many] = [found.get(small), found.get(large)];
  const lines = [`### ${engine}`, '',
    `| operation | to reach, ms | ${small} cases, ms | ${large} cases, ms | growth | wall, ms | KB | KB packed |`,
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |'];
  for (const [name, one] of many) {
    const limit = limits[name];
    const growth = one.cpu_ms / few.get(name).cpu_ms;
    const over = limit !== undefined && one.cpu_ms > limit ? miss(`${engine}: ${name} ${one.cpu_ms.toFixed(2)} ms of ${limit}`) : '';
    const grown = small !== large && name !== bare && growth > growthMost ? miss(`${engine}: ${name} grows by ${growth.toFixed(2)}`) : '';
    lines.push(`| ${name} | ${limit ?? ''} | ${few.get(name).cpu_ms.toFixed(3)} | ${one.cpu_ms.toFixed(3)}${over} | ${growth.toFixed(2)}${grown} |`
      + ` ${one.wall_ms.toFixed(2)} | ${kb(one.bytes)} | ${kb(one.bytes_packed)} |`);
  }
  const ratio = (what) => (many.get(create)[what] / many.get(bare)[what]).toFixed(1);
  lines.push('', `Create a case / the bare durable SQLite insert of its bytes, same run: ${ratio('cpu_ms')} by CPU, ${ratio('wall_ms')} by wall clock.`);
  if (many.bytesACase) lines.push(`The country takes ${(many.bytesACase / 1000).toFixed(1)} KB a case on disk, indexes and audit included.`);
  return lines.join('\n');
}

// Everything the browser fetches for the first page, as it travels.
async function firstView(url) {
  const get = async (path) => {
    const answer = execFileSync('curl', ['-s', '-H', 'Accept-Encoding: gzip', '--max-time', '10', '-D', '-', url + path], { maxBuffer: 1 << 24 });
    const head = answer.indexOf('\r\n\r\n');
    const packed = /content-encoding: gzip/i.test(answer.subarray(0, head).toString());
    const body = answer.subarray(head + 4);
    return { bytes: answer.length, text: (packed ? gunzipSync(body) : body).toString() };
  };
  const page = await get('/sign-in');
  const parts = [...page.text.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, path]) => path);
  let bytes = page.bytes;
  for (const path of new Set(parts)) bytes += (await get(path)).bytes;
  return bytes;
}

async function serverTable() {
  const copy = copyOf(country(large));
  process.env.WAYMARK_PROGRAM ??= waymarkProgram;
  const { Worker } = await import('./lib/worker.mjs');
  const server = await serve(waymarkProgram, copy.folder);
  const rows = [];
  const row = (name, value, limit, unit) => rows.push(`| ${name} | ${limit} | ${value.toFixed(value < 10 ? 2 : 0)} ${unit}`
    + `${value > limit ? miss(`${name}: ${value.toFixed(1)} ${unit} of ${limit}`) : ''} |`);
  try {
    row('cold start, to the first page, s', server.coldStartMilliseconds / 1000, 1, 's');
    row('memory idle', server.memoryMiB(), 64, 'MiB');
    row('first view: page, styles, script, icon', (await firstView(server.url)) / 1000, 60, 'KB');
    // Twenty people at once without pauses, which is the work of hundreds.
    const names = JSON.parse(readFileSync(join(top, 'demo/users.json'), 'utf8')).users.map((user) => user.sign_in_name);
    const busy = names.slice(0, 20).map((name) => new Worker(server.url, name, { think: () => 0, samples: [] }));
    for (const worker of busy) await worker.begin();
    await Promise.all(busy.map((worker) => worker.work(Date.now() + 15_000)));
    row('memory loaded (20 people without pauses for 15 s), most', server.memoryMostMiB(), 128, 'MiB');
  } finally {
    await server.stop();
    copy.remove();
  }
  return ['### The server on SQLite', '', '| what | at most | measured |', '| --- | ---: | ---: |', ...rows].join('\n');
}

const git = (...args) => execFileSync('git', args, { cwd: top, encoding: 'utf8' }).trim();
const began = loadavg()[0];
const found = measureAll();
const parts = [
  '# What one operation costs', '',
  'Made by `make bench` (`node bench/run_speed.mjs --write`); processor time of one operation, server and database together, as a limited user'
  + ' (a social worker of one of eight organisations), with audit and encryption, durable. CPU is the median of'
  + ` ${asked.batches} batches of ${asked['per-batch']}, of ${asked.rounds} rounds the cheaper; "page 200" in a country with fewer pages is its last full one; growth is to be at most ${growthMost}.`, '',
  `${cpus()[0].model}, ${cpus().length} cores; Node ${process.versions.node}; release build of ${git('log', '-1', '--format=%h')}, ${new Date().toISOString().slice(0, 10)};`
  + ` load of the machine when it began ${began.toFixed(1)}, when it ended ${loadavg()[0].toFixed(1)} (1 min).`, '',
  tableOf('SQLite', found.SQLite), '', tableOf('PostgreSQL', found.PostgreSQL), '', await serverTable(), '',
];
console.log(parts.join('\n'));
if (asked.write) {
  mkdirSync(join(top, 'bench/results'), { recursive: true });
  writeFileSync(join(top, 'bench/results/speed.md'), parts.join('\n'));
}
if (missed.length > 0) {
  console.error(`Missed:\n  ${missed.join('\n  ')}`);
  if (asked.strict) process.exitCode = 1;
}
