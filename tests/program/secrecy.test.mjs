// What the program stores is searched from outside, byte by byte, for everything that is sealed: names of people and staff, notes,
// wishes, signs and answers. In a data directory with all its files, and in a dump of PostgreSQL.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Client, folder, makeDemo, startServer, stop } from './program.mjs';

const at = (path) => new URL(`../../${path}`, import.meta.url);
const json = (path) => JSON.parse(readFileSync(at(path), 'utf8'));
const read = (name) => json(`demo/${name}.json`);
// A word this long is found by accident nowhere; shorter names stand in their family's company anyway.
const telling = (text) => Buffer.byteLength(text) >= 6;
const indicators = readdirSync(at('instruments')).filter((file) => file !== 'schema.json').map((file) => json(`instruments/${file}`));
const sealed = [
  ...read('users').users.map((user) => user.display_name),
  ...read('users').users.map((user) => user.sign_in_name).filter((name) => name.includes('.')),
  ...read('people').names.flatMap((names) => [...names.family, ...names.given.filter(telling)]),
  ...read('words').words.flatMap((words) => [...words.observations, ...words.wishes]),
  ...['en', 'uk', 'ar'].flatMap((language) => Object.values(json(`ui/words/${language}/instruments.json`)).filter(telling)),
  ...indicators.flatMap((set) => [set.id, ...set.items.flatMap((item) => [item.id, item.text_key]).filter(telling)]),
];
const open = read('organisations').organisations[0].name;

// As it is, and as the digits in which a dump writes bytes.
function holds(bytes, text) {
  return bytes.includes(Buffer.from(text)) || bytes.includes(Buffer.from(text).toString('hex'));
}

function expectSecret(bytes, where) {
  assert.ok(holds(bytes, open), `${where}: the search finds what is public`);
  for (const text of sealed) assert.ok(!holds(bytes, text), `${where}: ${text}`);
}

test('no name, note or wish is found in the data directory', async (t) => {
  const data = join(folder(t), 'data');
  makeDemo(data);
  // While it is served, and after somebody signed in, there are more files and more rows.
  const server = await startServer(t, ['--data', data]);
  const client = new Client(server.url);
  await client.signIn('caseworker');
  assert.equal((await client.get('/')).status, 200);
  for (const file of readdirSync(data)) {
    const bytes = readFileSync(join(data, file));
    for (const text of sealed) assert.ok(!holds(bytes, text), `${file}: ${text}`);
  }
  await stop(server);
  expectSecret(readFileSync(join(data, 'waymark.db')), 'waymark.db');
});

const postgres = process.env.WAYMARK_TEST_POSTGRES;

test('no name, note or wish is found in a dump of PostgreSQL', { skip: !postgres && 'WAYMARK_TEST_POSTGRES is not set' }, (t) => {
  const name = `waymark_secrecy_${process.pid}`;
  const made = spawnSync('psql', [postgres, '-c', `create database ${name}`], { encoding: 'utf8' });
  assert.equal(made.status, 0, made.stderr);
  t.after(() => spawnSync('psql', [postgres, '-c', `drop database ${name} with (force)`]));
  const url = postgres.replace(/\/postgres$/, `/${name}`);
  makeDemo(join(folder(t), 'data'), ['--database', url]);
  const dump = spawnSync('pg_dump', [url], { maxBuffer: 1 << 28 });
  assert.equal(dump.status, 0, String(dump.stderr));
  expectSecret(dump.stdout, 'pg_dump');
});
