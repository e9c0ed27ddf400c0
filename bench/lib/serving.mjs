// Serves a data directory and watches the server's process: how soon it answers, how much memory and processor time it takes.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const ticksASecond = 100;

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

export async function serve(program, data) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const began = performance.now();
  const child = spawn(program, ['serve', '--data', data, '--port', String(port)], { stdio: ['ignore', 'ignore', 'pipe'] });
  const server = { url, pid: child.pid, log: '', status: undefined };
  const ended = new Promise((resolve) => child.once('exit', (status, signal) => resolve((server.status = status ?? signal))));
  child.stderr.on('data', (chunk) => (server.log = (server.log + chunk).slice(-20_000)));
  for (;;) {
    if (server.status !== undefined) throw new Error(`waymark serve ended with ${server.status}:\n${server.log}`);
    if (performance.now() - began > 60_000) throw new Error('waymark serve did not answer within a minute');
    try {
      if ((await fetch(`${url}/sign-in`)).status === 200) break;
    } catch {
      await pause(10);
    }
  }
  server.coldStartMilliseconds = performance.now() - began;
  const memory = (name) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))[1]) / 1024;
  server.memoryMiB = () => memory('VmRSS');
  server.memoryMostMiB = () => memory('VmHWM');
  server.cpuSeconds = () => {
    const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1].split(' ');
    return (Number(fields[11]) + Number(fields[12])) / ticksASecond;
  };
  server.stop = async () => {
    child.kill('SIGTERM');
    return ended;
  };
  return server;
}
