// How many instructions each operation takes, counted by valgrind in a small country made for it: nearly the same on every machine and
// however busy it is.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { speed, speedProgram } from './country.mjs';

const cases = 200;
const times = 10;

export function countInstructions() {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-counts-'));
  try {
    const data = join(folder, 'data');
    speed('seed', '--data', data, '--cases', String(cases));
    const ran = spawnSync('valgrind', ['--tool=callgrind', `--callgrind-out-file=${folder}/counts`, speedProgram, 'script', '--data', data,
      '--times', String(times)], { encoding: 'utf8' });
    if (ran.status !== 0) throw new Error(`valgrind ended with ${ran.status ?? ran.signal ?? ran.error}:\n${ran.stderr?.slice(-3000)}`);
    const counts = {};
    for (const name of readdirSync(folder).filter((one) => one.startsWith('counts.'))) {
      const text = readFileSync(join(folder, name), 'utf8');
      const operation = /^desc: Trigger: Client Request: (.*)$/m.exec(text)?.[1];
      const total = /^(?:totals|summary): (\d+)/m.exec(text)?.[1];
      if (operation && total) counts[operation] = Math.round(Number(total) / times);
    }
    if (Object.keys(counts).length === 0) throw new Error('valgrind counted nothing');
    return counts;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
