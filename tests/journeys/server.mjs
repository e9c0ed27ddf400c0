// Starts the program on a demo country in a temporary directory and stops it again. One server serves a whole journey file.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const program = process.env.WAYMARK_PROGRAM;
if (!program) throw new Error('WAYMARK_PROGRAM names the waymark binary to test');

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function answers(url, exited) {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    if (exited.status !== undefined) throw new Error(`waymark serve ended with ${exited.status}:\n${exited.log}`);
    try {
      if ((await fetch(url)).ok) return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50)); // polls a start, asserts nothing
    }
  }
  throw new Error('waymark serve did not answer within 30 seconds');
}

// A demo country in a folder of its own; remove() takes it away. Made once, it can be served several times, each time as it was made.
export function makeDemo({ seed = 1 } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-demo-'));
  const data = join(folder, 'demo');
  const made = spawnSync(program, ['demo', '--data', data, '--seed', String(seed)], { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`waymark demo ended with ${made.status}:\n${made.stdout}\n${made.stderr}`);
  return { data, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export async function startDemo(from = undefined) {
  const data = mkdtempSync(join(tmpdir(), 'waymark-journey-'));
  const demo = from ?? makeDemo();
  cpSync(demo.data, join(data, 'demo'), { recursive: true });
  if (!from) demo.remove();

  const port = await freePort();
  const child = spawn(program, ['serve', '--data', join(data, 'demo'), '--port', String(port)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = { status: undefined, log: '' };
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (exited.log += chunk));
  child.on('exit', (status) => (exited.status = status ?? -1));
  const url = `http://127.0.0.1:${port}`;
  await answers(`${url}/health`, exited);

  return {
    url,
    log: () => exited.log,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      rmSync(data, { recursive: true, force: true });
    },
  };
}
