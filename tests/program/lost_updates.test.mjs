// Two people edit the same record: the second is shown both versions, loses nothing, and saves again knowingly. Every record that is
// edited, through the program as browsers use it.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Client, makeDemo, startServer } from './program.mjs';

const above = mkdtempSync(join(tmpdir(), 'waymark-edits-'));
const ends = [];
let server;

before(async () => {
  const data = join(above, 'demo');
  makeDemo(data);
  server = await startServer({ after: (end) => ends.push(end) }, ['--data', data]);
});
after(async () => {
  for (const end of ends) await end();
  rmSync(above, { recursive: true, force: true });
});

async function signedIn(name) {
  const client = new Client(server.url);
  await client.signIn(name);
  return client;
}

// The form that knows which version it was filled over, as the browser would send it: its fields as they stand on the page.
function versionedForm(html, path) {
  for (const [, attributes, inner] of html.matchAll(/<form([^>]*)>([\s\S]*?)<\/form>/g)) {
    if (!inner.includes('name="version"')) continue;
    const fields = new Map();
    for (const [tag] of inner.matchAll(/<input[^>]*>/g)) {
      const name = /name="([^"]*)"/.exec(tag)?.[1];
      const ticked = !/type="(checkbox|radio)"/.test(tag) || / checked/.test(tag);
      if (name && ticked) fields.set(name, [...(fields.get(name) ?? []), /value="([^"]*)"/.exec(tag)?.[1] ?? '']);
    }
    for (const [, name, text] of inner.matchAll(/<textarea[^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/textarea>/g)) fields.set(name, [text]);
    for (const [, name, options] of inner.matchAll(/<select[^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g)) {
      fields.set(name, [/<option[^>]*value="([^"]*)"[^>]* selected/.exec(options)?.[1] ?? '']);
    }
    return { action: /action="([^"]+)"/.exec(attributes)?.[1] ?? path, fields };
  }
  throw new Error(`no form with a version on ${path}:\n${html.slice(0, 3000)}`);
}

function send(client, page, path, changes) {
  const { action, fields } = versionedForm(page.body, path);
  for (const [name, value] of Object.entries(changes)) fields.set(name, [value].flat());
  const body = new URLSearchParams();
  for (const [name, values] of fields) for (const value of values) body.append(name, value);
  return client.request(action, { method: 'POST', body });
}

async function bothEdit({ first, second, path, open, theirs, mine, theirWords, myWords, kept }) {
  const show = open ?? ((client) => client.get(path));
  const pages = [await show(first), await show(second)];
  for (const page of pages) assert.equal(page.status, 200, page.body.slice(0, 2000));
  const saved = await send(first, pages[0], path, theirs);
  assert.equal(saved.status, 303, saved.body.slice(saved.body.indexOf('<main')).slice(0, 3000));
  const conflict = await send(second, pages[1], path, mine);
  assert.equal(conflict.status, 412, conflict.body.slice(0, 2000));
  for (const words of [theirWords, myWords].flat()) assert.ok(conflict.body.includes(words), `${words}: ${conflict.body.slice(conflict.body.indexOf('<main')).slice(0, 3000)}`);
  const stored = await show(first);
  assert.ok(stored.body.includes([kept ?? theirWords].flat()[0]), 'nothing was overwritten');
  const again = await send(second, conflict, path, mine.do ? { do: mine.do } : {});
  assert.equal(again.status, 303, again.body.slice(0, 2000));
  assert.ok((await show(first)).body.includes([myWords].flat()[0]), 'what the second wrote was kept for the second try');
}

async function casesOf(client) {
  const page = await client.get('/worklist');
  return [...new Set([...page.body.matchAll(/href="(\/cases\/[0-9a-f-]{36})"/g)].map(([, path]) => path))];
}

async function caseThatOpens(client, suffix) {
  for (const path of await casesOf(client)) {
    if ((await client.get(path + suffix)).status === 200) return path + suffix;
  }
  throw new Error(`no case with ${suffix}`);
}

test('the profile of a person', async () => {
  const [first, second] = [await signedIn('caseworker'), await signedIn('caseworker.second')];
  await bothEdit({
    first, second, path: await caseThatOpens(first, '/profile'),
    theirs: { wishes: 'A room with a window.' }, mine: { wishes: 'To be asked by a woman.' },
    theirWords: 'A room with a window.', myWords: 'To be asked by a woman.',
  });
});

test('who somebody is', async () => {
  const [first, second] = [await signedIn('caseworker'), await signedIn('caseworker.second')];
  const path = await caseThatOpens(first, '/identity');
  const open = async (client) => {
    const [token] = /name="form_token" value="[^"]*"/.exec((await client.get(path)).body.split('class="wm-form"')[1]);
    const body = new URLSearchParams({ form_token: /value="([^"]*)"/.exec(token)[1], do: 'open', purpose: 'support' });
    return client.request(path, { method: 'POST', body });
  };
  await bothEdit({
    first, second, path, open,
    theirs: { name_used: 'Firstwritten', do: 'save' }, mine: { name_used: 'Secondwritten', do: 'save' },
    theirWords: 'Firstwritten', myWords: 'Secondwritten',
  });
});

test('what an account may do', async () => {
  const [first, second] = [await signedIn('admin'), await signedIn('admin')];
  const list = await first.get('/admin/users');
  const [path] = [...list.body.matchAll(/href="(\/admin\/users\/[0-9a-f-]{36})"/g)].map(([, found]) => found);
  await bothEdit({
    first, second, path,
    theirs: { training_child: '2033-03-03' }, mine: { training_child: '2034-04-04' },
    theirWords: '2033-03-03', myWords: '2034-04-04',
  });
});

test('a service of the directory, and its places', async () => {
  const [first, second] = [await signedIn('coordinator'), await signedIn('coordinator.second')];
  const list = await first.get('/directory/manage');
  const [path] = [...list.body.matchAll(/href="(\/directory\/manage\/services\/[0-9a-f-]{36})"/g)].map(([, found]) => found);
  await bothEdit({
    first, second, path,
    theirs: { description: 'Described by the first.' }, mine: { description: 'Described by the second.' },
    theirWords: 'Described by the first.', myWords: 'Described by the second.',
  });
  await bothEdit({
    first, second, path: `${path}/places`,
    theirs: { capacity_total: '31', capacity_free: '17', note: 'Counted first.' },
    mine: { capacity_total: '32', capacity_free: '18', note: 'Counted second.' },
    theirWords: '17', myWords: ['Counted second.', '18'], kept: '17',
  });
});

test('what has to be there before a screening', async () => {
  const [first, second] = [await signedIn('caseworker'), await signedIn('caseworker.second')];
  for (const path of await casesOf(first)) {
    const page = await first.get(`${path}/screening`);
    const form = page.body.split('class="wm-form"')[1];
    if (page.status !== 200 || page.body.includes('/screenings/') || !form?.includes('name="purpose"')) continue;
    const token = /name="form_token" value="([^"]*)"/.exec(form)[1];
    const begun = await first.request(`${path}/screening`,
      { method: 'POST', body: new URLSearchParams({ form_token: token, purpose: 'labour', age: 'adult', language: 'uk' }) });
    if (begun.status !== 303 || !begun.location.endsWith('/prepare')) continue;
    await bothEdit({
      first, second, path: begun.location,
      theirs: { prerequisites: ['basic_needs_met', 'private_place'], do: 'save' },
      mine: { prerequisites: ['basic_needs_met', 'device_safe'], do: 'save' },
      theirWords: '<table', myWords: 'value="device_safe" checked', kept: 'value="private_place" checked',
    });
    return;
  }
  throw new Error('no screening could be begun');
});
