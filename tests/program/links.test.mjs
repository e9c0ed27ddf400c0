// Everybody of the demo follows every kind of link they are shown: each leads to a page, none to an error. Where a rule refuses (a
// line of the worklist is a child's, and the reader is not vetted), the page names the rule.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Client, makeDemo, startServer, stop } from './program.mjs';

const above = mkdtempSync(join(tmpdir(), 'waymark-links-'));
const demo = join(above, 'demo');
makeDemo(demo);
after(() => rmSync(above, { recursive: true, force: true }));

const pagesOfAKind = 2;

// Addresses that differ in ids only are of one kind.
function kindOf(path) {
  return path.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '{id}').replace(/\?.*/, '');
}

function linksOn(html) {
  return [...html.matchAll(/<a [^>]*href="(\/[^"#]*)/g)].map(([, href]) => href.replaceAll('&amp;', '&'));
}

async function walk(client, broken) {
  const seen = new Map();
  const queue = [{ path: '/', from: 'the beginning' }];
  const visited = new Set();
  while (queue.length > 0) {
    const { path, from } = queue.shift();
    const kind = kindOf(path);
    if (visited.has(path) || (seen.get(kind) ?? 0) >= pagesOfAKind) continue;
    visited.add(path);
    seen.set(kind, (seen.get(kind) ?? 0) + 1);
    const page = await client.get(path);
    const refusedByRule = page.status === 403 && /\b(AUTH|INV)-[A-Z0-9]/.test(page.body);
    if (page.status !== 200 && !refusedByRule) broken.push(`${page.status} ${path}, linked from ${from}`);
    for (const link of linksOn(page.body)) queue.push({ path: link, from: path });
  }
  return seen;
}

test('every link that anybody is shown leads to a page', async (t) => {
  const server = await startServer(t, ['--data', demo]);
  for (const name of ['reception', 'reception.new', 'social', 'border', 'police', 'caseworker', 'caseworker.lead', 'shelter',
    'lawyer', 'health', 'child', 'coordinator', 'admin', 'dpo']) {
    const client = new Client(server.url);
    await client.signIn(name);
    const broken = [];
    const seen = await walk(client, broken);
    t.diagnostic(`${name}: ${seen.size} kinds of page: ${[...seen.keys()].join(' ')}`);
    assert.deepEqual(broken, [], name);
    assert.ok(seen.size >= 3, name);
  }
  await stop(server);
  assert.ok(!server.log.includes('"status":500'), server.log);
});
