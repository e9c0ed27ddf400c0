// The connection to PostgreSQL is lost between a commit and its answer. The server asks what became of it, and neither loses what was
// kept nor does it twice. A relay between the two plays the network that breaks.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { Client, expectSuccess, folder, makeDemo, startServer, stop, waymark } from './program.mjs';

const postgres = process.env.WAYMARK_TEST_POSTGRES;

// What a client of PostgreSQL runs, read from its bytes: Parse ('P') gives a statement its name, Bind ('B') runs it by that name
// (postgresql.org/docs/15/protocol-message-formats.html).
class Statements {
  #waiting = Buffer.alloc(0);
  #started = false;
  #texts = new Map();

  run(chunk) {
    this.#waiting = Buffer.concat([this.#waiting, chunk]);
    const run = [];
    for (;;) {
      const typed = this.#started ? 1 : 0; // the first messages have no letter
      if (this.#waiting.length < typed + 4) return run;
      const size = typed + this.#waiting.readUInt32BE(typed);
      if (this.#waiting.length < size) return run;
      const body = this.#waiting.subarray(typed + 4, size);
      const letter = typed ? String.fromCharCode(this.#waiting[0]) : '';
      if (!typed) this.#started = body.readUInt32BE(0) === 196_608; // 3.0; others ask for encryption first
      const [first, second] = body.toString('latin1').split('\0', 2);
      if (letter === 'P') this.#texts.set(first, second);
      if (letter === 'B') run.push(this.#texts.get(second) ?? '');
      this.#waiting = this.#waiting.subarray(size);
    }
  }
}

// Passes everything through. Armed, it cuts the next connection that commits: after the database has done it (`after`), or before the
// commit reaches it.
async function relayTo(t, port) {
  const relay = { armed: '', cuts: 0 };
  const server = createServer((client) => {
    const database = connect(port, '127.0.0.1');
    const cut = () => {
      relay.cuts += 1;
      client.destroy();
      database.destroy();
    };
    let answersToCut = false;
    let writing = false; // what is read commits too, and loses nothing
    const statements = new Statements();
    client.on('data', (chunk) => {
      let commits = false;
      for (const statement of statements.run(chunk)) {
        if (statement.startsWith('begin')) writing = statement === 'begin';
        if (statement === 'commit' && writing) commits = true;
      }
      if (relay.armed && commits) {
        const how = relay.armed;
        relay.armed = '';
        if (how === 'before') return cut();
        answersToCut = true;
      }
      return database.write(chunk);
    });
    database.on('data', (chunk) => (answersToCut ? cut() : client.write(chunk)));
    for (const [one, other] of [[client, database], [database, client]]) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  relay.port = server.address().port;
  return relay;
}

test('a commit whose answer is lost is done once', { skip: !postgres && 'WAYMARK_TEST_POSTGRES is not set' }, async (t) => {
  const name = `waymark_commit_${process.pid}`;
  const psql = (url, sql) => {
    const ran = spawnSync('psql', [url, '-At', '-c', sql], { encoding: 'utf8' });
    assert.equal(ran.status, 0, ran.stderr);
    return ran.stdout.trim();
  };
  psql(postgres, `create database ${name}`);
  t.after(() => spawnSync('psql', [postgres, '-c', `drop database ${name} with (force)`]));
  const url = postgres.replace(/\/postgres$/, `/${name}`);
  const data = join(folder(t), 'data');
  makeDemo(data, ['--database', url]);
  const relay = await relayTo(t, Number(/:(\d+)\//.exec(url)[1]));
  const server = await startServer(t, ['--data', data, '--database', url.replace(/:\d+\//, `:${relay.port}/`)]);
  const client = new Client(server.url);
  await client.signIn('admin');
  const page = await client.get('/admin/organisations/new');
  for (const how of ['after', 'before']) {
    relay.armed = how;
    const answer = await client.submit(page, '/admin/organisations/new', { name: `Cut ${how}`, kind: 'NGO', agreement_valid_to: '2031-01-01' });
    assert.equal(answer.status, 303, answer.body);
    assert.equal(psql(url, `select count(*) from organisation where name = 'Cut ${how}'`), '1');
  }
  assert.equal(relay.cuts, 2);
  assert.equal(psql(url, "select count(*) from audit_event where action = 'organisation.add' and user_id is not null"), '2');
  await stop(server);
  assert.match(expectSuccess(waymark(['audit', 'verify', '--data', data, '--database', url])).stdout, /holds/);
});
