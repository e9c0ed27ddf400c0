// The files for systemd and Prometheus, as far as they can be judged without either running: systemd's own checks where it is
// installed, and that what they name is there.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { folder, program } from './program.mjs';

const packaging = new URL('../../packaging/', import.meta.url).pathname;
const unit = readFileSync(join(packaging, 'systemd/waymark.service'), 'utf8');
const run = (command, args) => spawnSync(command, args, { encoding: 'utf8' });
const isThere = (command, args) => run(command, args).error === undefined;
const systemd = isThere('systemd-analyze', ['--version']) ? false : 'systemd-analyze is not installed';
const promtool = isThere('promtool', ['--version']) ? false : 'promtool is not installed';

test('systemd finds nothing wrong with the unit', { skip: systemd }, (t) => {
  const file = join(folder(t), 'waymark.service');
  writeFileSync(file, unit.replace('/usr/local/bin/waymark', program));
  const verified = run('systemd-analyze', ['verify', file]);
  assert.equal(verified.status, 0, verified.stderr);
  assert.ok(!verified.stderr.includes('waymark.service'), verified.stderr);
});

test('the unit leaves the program as little as docs/administrator/service.md says', { skip: systemd }, () => {
  const judged = run('systemd-analyze', ['security', '--offline=true', '--threshold=15', join(packaging, 'systemd/waymark.service')]);
  const exposure = /Overall exposure level for waymark.service: ([\d.]+)/.exec(judged.stdout)?.[1];
  assert.ok(exposure, judged.stdout + judged.stderr);
  assert.equal(judged.status, 0, judged.stdout);
  const told = readFileSync(new URL('../../docs/administrator/service.md', import.meta.url), 'utf8');
  assert.ok(told.includes(`**${exposure}**`), `docs/administrator/service.md: the exposure is ${exposure}`);
});

test('the unit gives the program the time it takes to stop', () => {
  // stop_delay of at most 60 s, then 30 s for what is in flight (src/web/http/server.hpp).
  assert.ok(Number(/TimeoutStopSec=(\d+)/.exec(unit)[1]) > 90);
  assert.match(unit, /^Type=notify$/m);
  assert.match(unit, /^LimitCORE=0$/m);
});

test('Prometheus takes the rules', { skip: promtool }, () => {
  const checked = run('promtool', ['check', 'rules', join(packaging, 'prometheus/waymark.rules.yml')]);
  assert.equal(checked.status, 0, checked.stdout + checked.stderr);
});

test('every figure a rule asks for is one that Waymark shows, and every rule says what it means', () => {
  const rules = readFileSync(join(packaging, 'prometheus/waymark.rules.yml'), 'utf8');
  const table = readFileSync(new URL('../../src/base/metric.def', import.meta.url), 'utf8');
  const shown = new Set([...table.matchAll(/^METRIC\(\w+, (\w+), \w+, "([a-z_]+)"/gm)].flatMap(([, kind, name]) =>
    kind === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name]));
  const asked = [...rules.matchAll(/^ +expr: (.*)$/gm)].flatMap(([, expression]) => expression.match(/\b(waymark|process)_[a-z_]+/g) ?? []);
  assert.ok(asked.length > 10);
  for (const name of asked) assert.ok(shown.has(name), name);
  const alerts = rules.split('- alert: ').slice(1);
  const guide = readFileSync(new URL('../../docs/administrator/metrics.md', import.meta.url), 'utf8');
  for (const alert of alerts) {
    const [name] = alert.split('\n');
    assert.match(alert, /labels: \{severity: (page|ticket)\}/, name);
    assert.match(alert, /annotations: \{summary: ".+"\}/, name);
    assert.ok(guide.includes(`\`${name}\``), `docs/administrator/metrics.md: what to do for ${name}`);
  }
});
