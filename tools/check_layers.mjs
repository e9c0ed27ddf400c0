#!/usr/bin/env node
// tools/check_layers.mjs [--draw]: includes and link lines against the table in docs/architecture.md, and the drawing made from it.
// Fails where a file includes upwards, sideways or an outside library its room may not use, where a room links what its row
// does not name, where a row names what no file uses, and where docs/architecture.svg is not the drawing of the table.
// --draw writes the drawing instead. No exception list.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { drawHouse } from './draw_house.mjs';

const top = join(import.meta.dirname ?? dirname(new URL(import.meta.url).pathname), '..');
const problems = [];

// --- The table ---

// An outside header belongs to the library whose prefix it begins with.
const libraries = {
  unicode: ['unicode/'], nlohmann: ['nlohmann/'], sodium: ['sodium'],
  'openssl/hmac': ['openssl/hmac'], 'openssl/evp': ['openssl/evp'], openssl: ['openssl/'], sqlite3: ['sqlite3'],
  'libpq-fe': ['libpq-fe'], qrencode: ['qrencode'], boost: ['boost/'], zlib: ['zlib'], brotli: ['brotli/'],
  curl: ['curl/'], kainjow: ['mustache', 'kainjow/'], CLI: ['CLI/'], 'toml++': ['toml++/'], date: ['date/'],
  pango: ['pango/'], cairo: ['cairo'], libzip: ['zip.h'], pugixml: ['pugixml'], xlsxwriter: ['xlsxwriter'], random123: ['Random123/'],
};
// Everywhere: the language, the system, and the tests' own.
// fmt and the type behind base::Result come with base, for all.
const everywhere = [/^[a-z_0-9]+$/, /^(fmt|tl)\//, /^(sys|netinet|arpa)\//, /^(unistd|fcntl|signal|pthread|poll|termios|netdb|pwd|syslog|errno)\.h$/,
  /^c(std|err|lim|math|assert|type|time|char|inttypes)[a-z]*$/];
const testsOnly = [/^gtest\//, /^gmock\//, /^rapidcheck/, /^benchmark\//];

function readTable() {
  const rooms = new Map();
  for (const line of readFileSync(join(top, 'docs/architecture.md'), 'utf8').split('\n')) {
    const cells = line.split('|').map((cell) => cell.trim());
    if (cells.length !== 7 || !/^\d+$/.test(cells[1])) continue;
    const names = (cell) => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1]);
    const name = names(cells[2])[0];
    rooms.set(name, {
      name, floor: Number(cells[1]), holds: cells[3],
      uses: cells[4] === 'all' ? 'all' : names(cells[4]),
      libraries: cells[5].split(',').map((library) => library.trim()).filter(Boolean),
    });
  }
  for (const room of rooms.values()) {
    if (room.uses === 'all') room.uses = [...rooms.values()].filter((other) => other.floor < room.floor).map(({ name }) => name);
    for (const used of room.uses) {
      if (!rooms.has(used)) problems.push(`docs/architecture.md: ${room.name} uses ${used}, which has no row`);
      // Within one floor only a room's own sub-room stands below it.
      else if (rooms.get(used).floor > room.floor) problems.push(`docs/architecture.md: ${room.name} uses ${used}, which is above it`);
      else if (rooms.get(used).floor === room.floor && !`${used}/`.startsWith(`${room.name}/`) && !`${room.name}/`.startsWith(`${used}/`)) {
        problems.push(`docs/architecture.md: ${room.name} uses ${used}, which stands on the same floor`);
      }
    }
    for (const library of room.libraries) {
      if (!libraries[library]) problems.push(`docs/architecture.md: no library ${library} is known to tools/check_layers.mjs`);
    }
  }
  return rooms;
}

// --- The files ---

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

const rooms = readTable();
const src = join(top, 'src');
const testing = 'store/testing'; // what integration tests stand on: any test may use it, nothing else may

function roomOf(path) {
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) if (rooms.has(folder) || folder === testing) return folder;
  return undefined;
}

const seen = new Map([...rooms.keys()].map((name) => [name, { rooms: new Set(), libraries: new Set() }]));

// The list of embedded files that cmake/embed.cmake makes for a room.
function isEmbeddedList(file, name) {
  const lists = join(src, dirname(file), 'CMakeLists.txt');
  return !name.includes('/') && existsSync(lists) && readFileSync(lists, 'utf8').includes(name.replace(/\.hpp$/, ''));
}

function checkInclude(file, room, isTest, line, quoted, name) {
  const where = `src/${file}:${line}`;
  if (quoted) {
    const target = roomOf(name);
    if (!target && isEmbeddedList(file, name)) return;
    if (!target) return problems.push(`${where}: "${name}" is in no room`);
    if (target === testing) {
      if (!isTest && room !== testing) problems.push(`${where}: only tests may include ${name}`);
      return;
    }
    if (target === room) return;
    if (!isTest) seen.get(room)?.rooms.add(target);
    if (room !== testing && !rooms.get(room).uses.includes(target)) problems.push(`${where}: ${room} may not use ${target} (${name})`);
    return;
  }
  if (everywhere.some((pattern) => pattern.test(name))) return;
  if (testsOnly.some((pattern) => pattern.test(name))) {
    if (!isTest && room !== testing) problems.push(`${where}: <${name}> is for tests`);
    return;
  }
  const owners = Object.keys(libraries).filter((library) => libraries[library].some((prefix) => name.startsWith(prefix)));
  if (owners.length === 0 && isEmbeddedList(file, name)) return;
  if (owners.length === 0) return problems.push(`${where}: <${name}> belongs to no library that tools/check_layers.mjs knows`);
  if (isTest || room === testing) return;
  const allowed = owners.filter((library) => rooms.get(room).libraries.includes(library));
  if (allowed.length === 0) return problems.push(`${where}: ${room} may not use the library of <${name}>`);
  for (const library of allowed) seen.get(room).libraries.add(library);
}

for (const path of filesBelow(src)) {
  if (!/\.(cpp|hpp)$/.test(path)) continue;
  const file = relative(src, path);
  const room = roomOf(file);
  if (!room) {
    problems.push(`src/${file}: stands in no room of docs/architecture.md`);
    continue;
  }
  const isTest = /_test\.cpp$|_for_test\.(hpp|cpp)$/.test(file);
  readFileSync(path, 'utf8').split('\n').forEach((text, index) => {
    const match = text.match(/^\s*#include\s+([<"])([^>"]+)[>"]/);
    if (match && !match[2].endsWith('.def')) checkInclude(file, room, isTest, index + 1, match[1] === '"', match[2]);
  });
}

// --- The link lines ---

function links(name) {
  const file = join(src, name, 'CMakeLists.txt');
  if (!existsSync(file)) return undefined;
  const text = readFileSync(file, 'utf8').replace(/#.*/g, '');
  const match = text.match(new RegExp(`waymark_room\\(\\s*${name.replaceAll('/', '_')}\\b([^)]*)\\)`));
  if (!match) return undefined;
  const words = match[1].split(/\s+/).filter(Boolean);
  const from = words.indexOf('LINKS');
  if (from < 0) return [];
  const rest = words.slice(from + 1);
  const end = rest.findIndex((word) => /^[A-Z_]+$/.test(word));
  return end < 0 ? rest : rest.slice(0, end);
}

for (const room of rooms.values()) {
  if (!existsSync(join(src, room.name))) {
    problems.push(`docs/architecture.md: ${room.name} has a row and no folder`);
    continue;
  }
  const used = seen.get(room.name);
  const linked = links(room.name);
  if (linked) {
    const byTarget = new Map([...rooms.keys()].map((name) => [name.replaceAll('/', '_'), name]));
    for (const target of linked) {
      const name = byTarget.get(target);
      if (name && !room.uses.includes(name)) problems.push(`src/${room.name}/CMakeLists.txt: links ${target}, which its row does not name`);
    }
    for (const name of used.rooms) {
      if (!linked.includes(name.replaceAll('/', '_'))) problems.push(`src/${room.name}/CMakeLists.txt: includes ${name} and does not link it`);
    }
  }
  for (const name of room.uses) {
    if (!used.rooms.has(name) && room.floor < Math.max(...[...rooms.values()].map(({ floor }) => floor))) {
      problems.push(`docs/architecture.md: ${room.name} names ${name} and uses nothing of it`);
    }
  }
  for (const library of room.libraries) {
    if (!used.libraries.has(library)) problems.push(`docs/architecture.md: ${room.name} names the library ${library} and uses nothing of it`);
  }
}

// --- The drawing ---

const drawing = join(top, 'docs/architecture.svg');
const drawn = drawHouse([...rooms.values()]);
if (process.argv.includes('--draw')) {
  writeFileSync(drawing, drawn);
} else if (!existsSync(drawing) || readFileSync(drawing, 'utf8') !== drawn) {
  problems.push('docs/architecture.svg is not the drawing of docs/architecture.md: run tools/check_layers.mjs --draw');
}

for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exit(1);
console.log(`${rooms.size} rooms, every include and link line as docs/architecture.md says`);
