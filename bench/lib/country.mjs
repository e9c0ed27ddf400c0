// Demo countries to measure in, made once and kept under build/speed: the key of a country is what made it (migrations, the demo's data and
// stories), so that a change makes a new one. What is measured is a copy.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const top = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
export const speedProgram = join(top, 'build/bench/bench/waymark_speed');
export const waymarkProgram = join(top, 'build/bench/src/cli/waymark');

function run(command, args) {
  const ran = spawnSync(command, args, { stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8', maxBuffer: 1 << 26 });
  if (ran.status !== 0) throw new Error(`${command} ${args[0]} ended with ${ran.status ?? ran.signal}`);
  return ran.stdout;
}
export const speed = (...args) => run(speedProgram, args);

function keyOfCountries() {
  const hash = createHash('sha256');
  const below = (folder, pattern) => readdirSync(join(top, folder)).filter((name) => pattern.test(name)).sort().map((name) => join(folder, name));
  const files = [...below('db/migrations', /\.sql$/), ...below('demo', /\.json$/), ...below('src/cli', /^demo_(?!test).*\.cpp$/),
    ...below('bench/speed', /^(seed|copy_to_postgres)\.cpp$/)];
  for (const file of files) hash.update(file).update(readFileSync(join(top, file)));
  return hash.digest('hex').slice(0, 12);
}

const home = join(top, 'build/speed', keyOfCountries());

// A data directory with this many cases. Measured with care only by copies.
export function country(cases) {
  const folder = join(home, `cases-${cases}`);
  if (existsSync(folder)) return folder;
  console.error(`Filling a country of ${cases} cases by the use cases (kept under build/speed)`);
  const building = `${folder}.building`;
  rmSync(building, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  speed('seed', '--data', building, '--cases', String(cases));
  renameSync(building, folder);
  return folder;
}

export function copyOf(folder) {
  const copy = join(home, `measured-${process.pid}`);
  rmSync(copy, { recursive: true, force: true });
  execFileSync('cp', ['-r', '--reflink=auto', folder, copy]);
  execFileSync('sync', []); // or the disk goes on writing the copy while the first commits wait for it
  return { folder: copy, remove: () => rmSync(copy, { recursive: true, force: true }) };
}

// --- PostgreSQL with the settings of Debian, durable, on this machine ---

const asOwner = process.getuid() === 0 ? ['runuser', '-u', 'postgres', '--'] : [];
const owned = (...command) => run([...asOwner, ...command][0], [...asOwner, ...command].slice(1));

export function startPostgres() {
  const binaries = readdirSync('/usr/lib/postgresql').sort((a, b) => b - a).map((version) => `/usr/lib/postgresql/${version}/bin`)[0];
  const folder = join(home, 'postgres');
  const data = join(folder, 'data');
  const port = 20_000 + (process.pid % 20_000);
  if (!existsSync(data)) {
    mkdirSync(folder, { recursive: true });
    if (asOwner.length > 0) execFileSync('chown', ['postgres', folder]);
    owned(`${binaries}/initdb`, '-D', data, '-U', 'waymark', '-A', 'trust', '-E', 'UTF8', '--locale=C');
  }
  owned(`${binaries}/pg_ctl`, '-D', data, '-w', '-s', '-l', join(folder, 'log'), '-o', `-p ${port} -h 127.0.0.1 -k ${folder}`, 'start');
  const url = (name) => `postgresql://waymark@127.0.0.1:${port}/${name}`;
  const administer = (sql) => run(`${binaries}/psql`, ['-q', '-v', 'ON_ERROR_STOP=1', '-d', url('postgres'), '-c', sql]);
  return {
    stop: () => owned(`${binaries}/pg_ctl`, '-D', data, '-m', 'fast', '-s', 'stop'),
    // A database with the rows of the country of so many cases: a copy, as with the files.
    copyOf(cases) {
      const seeded = `seeded_${cases}`;
      const done = join(folder, `${seeded}.done`);
      if (!existsSync(done)) {
        administer(`drop database if exists ${seeded}`);
        administer(`create database ${seeded}`);
        console.error(`Copying ${cases} cases to PostgreSQL`);
        speed('copy', '--data', country(cases), '--database', url(seeded));
        writeFileSync(done, '');
      }
      administer('drop database if exists measured');
      administer(`create database measured template ${seeded} strategy file_copy`);
      return url('measured');
    },
  };
}
