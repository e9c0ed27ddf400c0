#!/usr/bin/env node
// bench/load.mjs [--workers 200] [--seconds 120] [--cases 100000] [--think 6]: workers of all roles of the demo country over real HTTP on
// loopback, reading and writing with pauses. Prints a table; fails on any error, and where 99 of 100 answers took over 100 ms while the
// machine was otherwise idle (--any-latency leaves that out, for a machine that is not).
import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { copyOf, country, top, waymarkProgram } from './lib/country.mjs';
import { serve } from './lib/serving.mjs';

const { values: asked } = parseArgs({
  options: {
    workers: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '120' },
    cases: { type: 'string', default: '100000' },
    think: { type: 'string', default: '6' },
    'any-latency': { type: 'boolean', default: false },
  },
});
const limitMilliseconds = 100;
const workers = Number(asked.workers);
const seconds = Number(asked.seconds);

process.env.WAYMARK_PROGRAM ??= waymarkProgram;
const { Worker } = await import('./lib/worker.mjs');

const quantile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
const times = (samples) => samples.map(({ took }) => took).sort((a, b) => a - b);

function tableOf(samples) {
  const routes = Map.groupBy ? Map.groupBy(samples, ({ route }) => route) : new Map();
  if (!Map.groupBy) for (const sample of samples) routes.set(sample.route, [...(routes.get(sample.route) ?? []), sample]);
  const lines = ['| request | times | median ms | p99 ms | most ms |', '| --- | ---: | ---: | ---: | ---: |'];
  const line = (name, some) => {
    const sorted = times(some);
    lines.push(`| ${name} | ${some.length} | ${quantile(sorted, 0.5).toFixed(1)} | ${quantile(sorted, 0.99).toFixed(1)} | ${sorted.at(-1).toFixed(1)} |`);
  };
  for (const [route, some] of [...routes].sort(([a], [b]) => a.localeCompare(b))) line(route, some);
  line('**all**', samples);
  return lines.join('\n');
}

// A few at a time: hashing a password is slow on purpose.
async function signAllIn(all) {
  const waiting = [...all];
  const errors = [];
  const next = async () => {
    for (let worker = waiting.shift(); worker; worker = waiting.shift()) {
      try {
        await worker.begin();
      } catch (problem) {
        errors.push(problem.message.slice(0, 500));
      }
    }
  };
  await Promise.all(Array.from({ length: 4 }, next));
  if (errors.length > 0) throw new Error(`${errors.length} could not sign in: ${errors[0]}`);
}

const names = JSON.parse(readFileSync(`${top}/demo/users.json`, 'utf8')).users.map(({ sign_in_name: name }) => name);
const think = () => Number(asked.think) * 1000 * (0.5 + Math.random());
const samples = [];
const copy = copyOf(country(Number(asked.cases)));
const server = await serve(process.env.WAYMARK_PROGRAM, copy.folder);
const errors = [];
try {
  const idle = server.memoryMiB();
  const all = Array.from({ length: workers }, (_, number) => new Worker(server.url, names[number % names.length], { think, samples }));
  await signAllIn(all);
  const before = { cpu: server.cpuSeconds(), own: process.cpuUsage(), at: performance.now() };
  const until = Date.now() + seconds * 1000;
  await Promise.all(all.map((worker) => worker.work(until).catch((problem) => errors.push(problem.message.slice(0, 500)))));
  const took = (performance.now() - before.at) / 1000;
  const cpu = server.cpuSeconds() - before.cpu;
  const failed = samples.filter(({ status }) => status >= 400 && status !== 409 && status !== 412);
  const p99 = quantile(times(samples), 0.99);
  console.log(tableOf(samples));
  console.log(`
${workers} workers of ${names.length} people in every role, ${seconds} s, ${asked.cases} cases, pauses of about ${asked.think} s, ${cpus().length} cores.
${samples.length} requests, ${(samples.length / took).toFixed(1)} a second; errors: ${errors.length + failed.length}; p99 ${p99.toFixed(1)} ms.
Server: ${((cpu / took) * 100).toFixed(1)} % of one core, ${((cpu * 1000) / samples.length).toFixed(2)} ms of CPU a request; memory ${idle.toFixed(0)} MiB idle, ${server.memoryMostMiB().toFixed(0)} MiB at most.
Load of the machine (1 min): ${loadavg()[0].toFixed(1)}.`);
  if (samples.length === 0) throw new Error('nothing was asked');
  for (const error of [...errors, ...failed.map(({ route, status }) => `${route}: ${status}`)].slice(0, 10)) console.error(error);
  if (errors.length + failed.length > 0) process.exitCode = 1;
  else if (p99 > limitMilliseconds && !asked['any-latency']) {
    console.error(`99 of 100 answers within ${p99.toFixed(1)} ms: more than ${limitMilliseconds} ms`);
    process.exitCode = 1;
  }
} finally {
  const status = await server.stop();
  copy.remove();
  if (status !== 0) {
    console.error(`waymark serve ended with ${status}`);
    process.exitCode = 1;
  }
}
