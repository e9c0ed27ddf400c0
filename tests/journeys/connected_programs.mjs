// The administrator connects a program: adds it, issues a token that is shown once, takes the token back, closes the program. On every
// screen; once without JavaScript.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { inspect, openBrowser, openScreen, screens } from './browser.mjs';
import { signIn } from './people.mjs';
import { startDemo } from './server.mjs';

let server;
let browser;
before(async () => {
  [server, browser] = await Promise.all([startDemo(), openBrowser()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const main = (visit) => visit.page.locator('main');
const pathOf = (visit) => new URL(visit.page.url()).pathname;
const field = (visit, name) => main(visit).locator(`[name="${name}"]`);
const send = (visit) => main(visit).locator('form button').last().click();
const errors = (visit) => visit.page.locator('.govuk-error-summary li').count();

async function addProgram(visit, name) {
  await visit.page.goto('/admin/programs');
  await inspect(visit, 'programs');
  assert.match(await main(visit).innerText(), /Lantern/, 'the program of the demo is in the list');
  await main(visit).locator('a[href="/admin/programs/new"]').click();
  await inspect(visit, 'new program');
  await field(visit, 'responsible').fill('nobody.here');
  await send(visit);
  await inspect(visit, 'new program, with mistakes');
  assert.ok((await errors(visit)) >= 2, 'each mistake is told');
  await field(visit, 'display_name').fill(name);
  await field(visit, 'responsible').fill('reception.lead');
  await main(visit).locator('input[name=roles][value=RECEPTION]').check();
  await send(visit);
  assert.match(pathOf(visit), /^\/admin\/programs\/[0-9a-f-]{36}$/);
  await inspect(visit, 'program added');
  assert.match(await main(visit).innerText(), /Bertil Quandrey/, 'who answers for it');
  return pathOf(visit);
}

async function issueToken(visit) {
  await main(visit).locator('a[href$="/tokens/new"]').click();
  await inspect(visit, 'issue a token');
  await field(visit, 'expires_at').fill('2199-01-01');
  await send(visit);
  await inspect(visit, 'issue a token, with mistakes');
  assert.equal(await errors(visit), 3, 'no name, no scope, too far');
  await field(visit, 'name').fill('intake server');
  await main(visit).locator('input[name=scopes][value="concerns:write"]').check();
  const inHalfAYear = new Date(Date.now() + 180 * 86_400_000).toISOString().slice(0, 10);
  await field(visit, 'expires_at').fill(inHalfAYear);
  await send(visit);
  await inspect(visit, 'the token, once');
  const token = (await main(visit).innerText()).match(/wm_[A-Za-z0-9_-]{48}/)?.[0];
  assert.ok(token, 'the token is on the page');
  return token;
}

for (const screen of screens) {
  describe(`connected programs, ${screen.name}`, () => {
    test('a program is added, given a token and shut out again', async () => {
      const visit = await openScreen(browser, server.url, screen, { javaScript: screen.name !== 'desk-ar' });
      try {
        await signIn(visit, 'admin');
        const program = await addProgram(visit, `Intake portal ${screen.name}`);
        const token = await issueToken(visit);
        await visit.page.goto(program);
        await inspect(visit, 'program with a token');
        assert.ok(!(await visit.page.content()).includes(token.slice(0, 20)), 'it is never shown again');
        await main(visit).locator('a[href$="/revoke"]').click();
        await inspect(visit, 'take a token back');
        await send(visit);
        assert.equal(pathOf(visit), program);
        await inspect(visit, 'token taken back');
        assert.equal(await main(visit).locator('a[href$="/revoke"]').count(), 0);
        await main(visit).locator('form[action$="/disable"] button').click();
        await inspect(visit, 'program closed');
        assert.equal(await main(visit).locator('a[href$="/tokens/new"]').count(), 0);
        await main(visit).locator('form[action$="/enable"] button').click();
        assert.equal(await main(visit).locator('a[href$="/tokens/new"]').count(), 1);
        // Nobody is signed in as a program: it is not among the people.
        await visit.page.goto('/admin/users');
        assert.doesNotMatch(await main(visit).innerText(), /Intake portal/);
      } finally {
        await visit.context.close();
      }
    });
  });
}
