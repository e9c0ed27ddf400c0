// The server is killed (SIGKILL) at random moments while people write, also while it starts: nothing that was acknowledged is lost,
// nothing is there twice or by half, and what is left opens and verifies. WAYMARK_KILLS=N kills N times on each database.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { program, startServer } from '../program/program.mjs';
import { AddsOrganisations, BeginsLooks, chance, expectKept, makeHouse, pause, postgres, until } from './faults.mjs';

const kills = Number(process.env.WAYMARK_KILLS ?? 5);

async function killWhileItStarts(house, delay) {
  const child = spawn(program, ['serve', '--port', '0', ...house.args], { stdio: 'ignore' });
  await pause(delay);
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  assert.equal(child.exitCode, null, 'it was killed and did not end by itself');
}

const countOf = (writers) => writers.reduce((sum, writer) => sum + writer.acknowledged.length, 0);

// After so many writes and then a moment, so that a slow machine is killed in the middle of them too.
async function killWhileTheyWrite(t, house, writers, writes, delay) {
  const server = await startServer(t, house.args);
  for (const writer of writers) writer.client.url = server.url;
  const before = countOf(writers);
  const writing = writers.map((writer) => writer.writeOn());
  await until('people write', () => countOf(writers) >= before + writes);
  await pause(delay);
  server.child.kill('SIGKILL');
  assert.equal(await server.exited, 'SIGKILL', server.log);
  await Promise.all(writing);
}

export function killedOn(engine) {
  const skip = engine === 'PostgreSQL' && !postgres && 'WAYMARK_TEST_POSTGRES is not set';
  test(`${kills} kills on ${engine} lose nothing that was acknowledged`, { skip }, async (t) => {
    const { between } = chance(t);
    const house = makeHouse(t, engine);
    const first = await startServer(t, house.args);
    const writers = await Promise.all([
      new AddsOrganisations(first.url, 'One adds').signIn('admin'),
      new AddsOrganisations(first.url, 'Another adds').signIn('admin'),
      new BeginsLooks(first.url, 'One looks').signIn('reception'),
      new BeginsLooks(first.url, 'Another looks').signIn('reception'),
    ]);
    first.child.kill('SIGKILL');
    await first.exited;
    let whileWriting = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      if (kill > 0 && between(0, 1) < 0.2) {
        await killWhileItStarts(house, between(1, first.milliseconds));
      } else {
        whileWriting += 1;
        await killWhileTheyWrite(t, house, writers, Math.floor(between(1, 8)), between(0, 40));
      }
      house.verify();
      if (kill % 20 === 19) expectKept(house, writers);
    }
    expectKept(house, writers);
    t.diagnostic(`${countOf(writers)} acknowledged writes, ${kills} kills`);
    assert.ok(whileWriting > 0 && countOf(writers) >= whileWriting, 'they wrote before each kill');
  });
}
