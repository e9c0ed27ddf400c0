// The rapporteur's estimates: a table that is refused loses nothing, one that is kept is shown with its status, its figures and what
// is in doubt, the assumptions are answered for, and the report is the same each time. On every screen; once without JavaScript.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { inspect, openBrowser, openScreen, screens } from './browser.mjs';
import { signIn } from './people.mjs';
import { startDemo } from './server.mjs';

let server;
let browser;
before(async () => {
  server = await startDemo();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const table = 'border,helpline,police,count\n1,0,0,140\n0,1,0,130\n0,0,1,125\n1,1,0,19\n1,0,1,14\n0,1,1,16\n1,1,1,2\n';
const main = (visit) => visit.page.locator('main');
const send = (visit) => main(visit).locator('form button.govuk-button').last().click();

async function visitAs(screen, name, options, steps) {
  const visit = await openScreen(browser, server.url, screen, options);
  try {
    await signIn(visit, name);
    await steps(visit);
  } finally {
    await visit.context.close();
  }
}

async function keep(visit) {
  await visit.page.goto('/estimates/new');
  await inspect(visit, 'estimate new');
  await visit.page.fill('[name=title]', 'Arvandia 2025');
  await visit.page.fill('[name=window_from]', '2025-01-01');
  await visit.page.fill('[name=window_to]', '2025-12-31');
  await visit.page.fill('[name=territory]', 'Arvandia');
  await visit.page.fill('[name=table]', table.replace('0,1,0,130', '0,2,0,130'));
  await visit.page.fill('[name=survey_people]', '20000');
  await visit.page.fill('[name=survey_source]', 'Household survey');
  await send(visit);
  await inspect(visit, 'estimate refused');
  assert.equal(await main(visit).locator('.govuk-error-message').count(), 1);
  assert.match(await main(visit).locator('.govuk-error-message').textContent(), /3.*3/);
  assert.equal(await visit.page.inputValue('[name=title]'), 'Arvandia 2025');
  assert.match(await visit.page.inputValue('[name=table]'), /0,2,0,130/);
  await visit.page.fill('[name=table]', table);
  await send(visit);
  await inspect(visit, 'estimate result');
  return new URL(visit.page.url()).pathname;
}

for (const screen of screens) {
  describe(`on a ${screen.name}`, () => {
    test('an estimate is kept, shown with what is in doubt, answered for and cited', () =>
      visitAs(screen, 'rapporteur', { javaScript: screen !== screens[0] }, async (visit) => {
        await visit.page.goto('/estimates');
        await inspect(visit, 'estimates');
        const path = await keep(visit);
        assert.equal(await main(visit).locator('figure svg.wm-drawing').count(), 2);
        assert.equal(await main(visit).locator('.wm-notice').count() >= 1, true);
        await visit.page.goto(`${path}/assumptions`);
        await inspect(visit, 'estimate assumptions');
        await main(visit).locator('[name=tick_closed]').check();
        await send(visit);
        assert.equal(await main(visit).locator('.govuk-error-message').count(), 1, 'a tick without a reason');
        for (const reason of await main(visit).locator('textarea[name^=reason_]').all()) await reason.fill('As agreed.');
        for (const tick of await main(visit).locator('input[name^=tick_]').all()) await tick.check();
        await send(visit);
        await inspect(visit, 'estimate answered');
        assert.equal(new URL(visit.page.url()).pathname, path);
        for (const ending of ['html', 'pdf']) {
          const [one, other] = [await visit.page.request.get(`${path}/report.${ending}`), await visit.page.request.get(`${path}/report.${ending}`)];
          assert.equal(one.status(), 200);
          assert.deepEqual(await one.body(), await other.body(), `${ending}: the same bytes`);
          if (ending === 'html') assert.doesNotMatch(await one.text(), /1,1,1,2/);
        }
      }));

    test('the published example is there, with its estimate', () =>
      visitAs(screen, 'rapporteur', {}, async (visit) => {
        await visit.page.goto('/estimates');
        await main(visit).locator('a', { hasText: 'United Kingdom 2013' }).click();
        await inspect(visit, 'estimate published');
        const text = await main(visit).textContent();
        assert.match(text.replace(/[^\d]/g, ''), /11313/);
        assert.match(text, /d?[0-9a-f]{64}/, 'the digest of the table');
      }));

    test('the co-ordinator reads it with small counts held back, and makes none', () =>
      visitAs(screen, 'coordinator', {}, async (visit) => {
        await visit.page.goto('/estimates');
        assert.equal(await main(visit).locator('a[href$="/estimates/new"]').count(), 0);
        await main(visit).locator('a', { hasText: 'Arvandia 2025' }).first().click();
        await inspect(visit, 'estimate held back');
        assert.equal(await main(visit).locator('#estimate-overlaps-table td', { hasText: /^c$/ }).count() >= 2, true);
        assert.equal((await visit.page.request.get('/estimates/new')).status(), 403);
      }));
  });
}
