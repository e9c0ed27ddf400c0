// "waymark audit verify" names the first row that was altered, dropped or put in another's place, on both databases.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Client, expectSuccess, folder, makeDemo, startServer, stop, waymark } from './program.mjs';

const above = mkdtempSync(join(tmpdir(), 'waymark-audit-'));
const demo = join(above, 'demo');
makeDemo(demo);
after(() => rmSync(above, { recursive: true, force: true }));

function ran(command, args) {
  const done = spawnSync(command, args, { encoding: 'utf8' });
  assert.equal(done.status, 0, `${command}: ${done.stderr}`);
}

function copyOfDemo(t) {
  const data = join(folder(t), 'data');
  cpSync(demo, data, { recursive: true });
  return data;
}

function onSqlite(t, sql) {
  const data = copyOfDemo(t);
  ran('sqlite3', [join(data, 'waymark.db'), sql]);
  return waymark(['audit', 'verify', '--data', data]);
}

const postgres = process.env.WAYMARK_TEST_POSTGRES;
const template = `waymark_audit_${process.pid}`;
const urlOf = (name) => postgres.replace(/\/postgres$/, `/${name}`);
if (postgres) {
  ran('psql', [postgres, '-c', `create database ${template}`]);
  makeDemo(join(above, 'on_postgres'), ['--database', urlOf(template)]);
  after(() => spawnSync('psql', [postgres, '-c', `drop database ${template} with (force)`]));
}

function onPostgres(t, sql) {
  const name = `${template}_tampered`;
  ran('psql', [postgres, '-c', `create database ${name} template ${template}`]);
  t.after(() => spawnSync('psql', [postgres, '-c', `drop database ${name} with (force)`]));
  ran('psql', [urlOf(name), '-v', 'ON_ERROR_STOP=1', '-c', sql]);
  return waymark(['audit', 'verify', '--data', join(above, 'on_postgres'), '--database', urlOf(name)]);
}

function expectBroken(verified, words) {
  assert.equal(verified.status, 6, verified.stdout);
  assert.match(verified.stderr, /waymark: 500\.3 audit_chain_broken/);
  assert.match(verified.stderr, words);
}

// What two rows hold changes places: `which` names the two.
const swapped = (which, columns) => {
  const [one, other] = ['min', 'max'].map((end) => `(select ${end}(number) from kept)`);
  const taken = (from) => columns.map((column) => `${column} = (select ${column} from kept where number = ${from})`).join(', ');
  return `create table kept as select * from audit_event where ${which};
    update audit_event set ${taken(other)} where number = ${one};
    update audit_event set ${taken(one)} where number = ${other};
    drop table kept;`;
};
const first = 'select organisation from audit_event where organisation is not null order by number limit 1';
const ofTwoOrganisations = `number in (select min(number) from audit_event where organisation = (${first}) union all
  select min(number) from audit_event where organisation <> (${first}))`;

const hands = [
  ['a row that was altered', "update audit_event set outcome = 'denied' where number = 17", /row 17 was altered; the 16 rows before/],
  ['a row that was dropped', 'delete from audit_event where number = 40', /row 40 was dropped/],
  ['rows that changed places', `update audit_event set number = -1 where number = 21;
    update audit_event set number = 21 where number = 22;
    update audit_event set number = 22 where number = -1;`, /row 21 was reordered/],
  ['rows whose whole content changed places', swapped('number in (30, 33)', ['at', 'user_id', 'organisation', 'action', 'subject_kind', 'subject',
    'case_id', 'zone', 'purpose', 'rule', 'outcome', 'previous', 'hash']), /row 30 was reordered/],
  ['two organisations that changed places', swapped(ofTwoOrganisations, ['user_id', 'organisation']), /row \d+ was altered/],
  ['rows that are missing at the end', 'delete from audit_event where number > 100', /row 101 was dropped/],
  ['a shorter log with a head to fit it', `delete from audit_event where number > 100;
    update audit_head set number = 100, hash = (select hash from audit_event where number = 100)`, /record of where they end was altered/],
  ['a log that is gone with its head', 'delete from audit_event; delete from audit_head', /0 rows hold, but the record of where they end/],
  ['a row that was written by hand', `insert into audit_event select number + 1, at, user_id, organisation, action, subject_kind, subject,
    case_id, zone, purpose, rule, outcome, previous, hash from audit_event order by number desc limit 1`, /row \d+ was reordered/],
];

test('an audit log that nobody touched holds', () => {
  assert.match(expectSuccess(waymark(['audit', 'verify', '--data', demo])).stdout, /holds: \d+ rows/);
});

for (const [what, sql, words] of hands) {
  test(`${what}: named on SQLite`, (t) => expectBroken(onSqlite(t, sql), words));
  test(`${what}: named on PostgreSQL`, { skip: !postgres && 'WAYMARK_TEST_POSTGRES is not set' },
    (t) => expectBroken(onPostgres(t, sql), words));
}

test('a value of another kind, which only SQLite takes', (t) => {
  expectBroken(onSqlite(t, "update audit_event set at = 'yesterday' where number = 25"), /row 25 was altered/);
});

test('a server does not go on upon a log that lost its head', async (t) => {
  const data = copyOfDemo(t);
  ran('sqlite3', [join(data, 'waymark.db'), 'delete from audit_event; delete from audit_head']);
  const server = await startServer(t, ['--data', data]);
  const client = new Client(server.url);
  const page = await client.get('/sign-in');
  const answer = await client.submit(page, '/sign-in', { sign_in_name: 'admin', password: 'arvandia-is-invented' });
  assert.equal(answer.status, 500);
  assert.match(server.log, /audit_chain_broken/);
  await stop(server);
  assert.equal(waymark(['audit', 'verify', '--data', data]).status, 6);
});
