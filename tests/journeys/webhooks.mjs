// The administrator gives a program an address for messages: adds it, keeps the secret, tries it, looks what became of the message, pauses
// and resumes it, makes another secret, removes it. From left to right without JavaScript on a phone, and with it at a desk; from right to left on a
// phone.
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
const send = (visit) => main(visit).locator('form button').last().click();
const press = (visit, what) => main(visit).locator(`form button[name=do][value=${what}]`).click();

async function addWebhook(visit) {
  await visit.page.goto('/admin/programs');
  await main(visit).locator('a[href^="/admin/programs/0"]').first().click();
  await inspect(visit, 'program without webhooks');
  await main(visit).locator('a[href$="/webhooks/new"]').click();
  await inspect(visit, 'add a webhook');
  await main(visit).locator('[name=address]').fill('http://hooks.example.org/');
  await send(visit);
  await inspect(visit, 'add a webhook, with a mistake');
  assert.equal(await visit.page.locator('.govuk-error-summary li').count(), 1, 'not encrypted');
  // Of the network of the house, so that nothing leaves this machine: it is refused when it is connected to.
  await main(visit).locator('[name=address]').fill('https://10.11.12.13/waymark?key=planted');
  await main(visit).locator('input[name=topics][value=referral]').check();
  await send(visit);
  await inspect(visit, 'the secret, once');
  const secret = (await main(visit).innerText()).match(/whsec_[A-Za-z0-9+/]{43}=/)?.[0];
  assert.ok(secret, 'the secret is on the page');
  await main(visit).locator('a[href*="/webhooks/"]').last().click();
  return secret;
}

// The page is opened again until the message was tried.
async function tried(visit, webhook) {
  const deadline = Date.now() + 20_000;
  for (;;) {
    await visit.page.goto(webhook);
    const row = main(visit).locator('table tbody tr').first();
    const tries = await row.locator('td').nth(1).innerText();
    if (/[1-9١-٩]/.test(tries)) return;
    assert.ok(Date.now() < deadline, `not tried: ${await main(visit).innerText()}`);
    await visit.page.waitForTimeout(200); // polls, asserts nothing
  }
}

for (const screen of screens.filter(({ name }) => name !== 'desk-ar')) {
  describe(`webhooks, ${screen.name}`, () => {
    test('an address is added, tried, paused, given another secret and removed', async () => {
      const visit = await openScreen(browser, server.url, screen, { javaScript: screen.name !== 'phone-en' });
      try {
        await signIn(visit, 'admin');
        const secret = await addWebhook(visit);
        const webhook = pathOf(visit);
        await inspect(visit, 'webhook without messages');
        await press(visit, 'test');
        await inspect(visit, 'a test is on its way');
        await tried(visit, webhook);
        await inspect(visit, 'a test was tried');
        assert.ok(!(await visit.page.content()).includes(secret.slice(6, 20)), 'the secret is never shown again');
        await main(visit).locator('table a').first().click();
        await inspect(visit, 'one message');
        await send(visit);
        assert.equal(pathOf(visit), webhook);
        await inspect(visit, 'sent again');
        await press(visit, 'pause');
        await inspect(visit, 'webhook paused');
        assert.equal(await main(visit).locator('button[value=test]').count(), 0, 'nothing is sent while it is paused');
        await press(visit, 'resume');
        await main(visit).locator('a[href$="/renew"]').click();
        await inspect(visit, 'another secret?');
        await send(visit);
        await inspect(visit, 'another secret, once');
        const other = (await main(visit).innerText()).match(/whsec_[A-Za-z0-9+/]{43}=/)?.[0];
        assert.ok(other && other !== secret);
        await visit.page.goto(webhook);
        await inspect(visit, 'webhook with two secrets');
        await visit.page.goto(webhook.replace(/\/webhooks\/.*/, ''));
        await inspect(visit, 'program with a webhook');
        await visit.page.goto(`${webhook}/remove`);
        await inspect(visit, 'remove a webhook');
        await send(visit);
        await inspect(visit, 'webhook removed');
        assert.equal((await visit.page.goto(webhook)).status(), 404);
        assert.ok(!server.log().includes('planted'), 'the log knows no address');
      } finally {
        await visit.context.close();
      }
    });
  });
}
