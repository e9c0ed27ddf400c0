// What everybody may read of the survey, without signing in: the rounds, one question with its bars, map and change, the report as a page
// and as files. On a phone and a desk, in English and Arabic, and without JavaScript.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { inspect, openBrowser, openScreen, screens } from './browser.mjs';
import { chooseLanguage } from './people.mjs';
import { startDemo } from './server.mjs';

let demo;
let browser;
before(async () => {
  demo = await startDemo();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await demo?.stop();
});

const main = (page) => page.locator('main').innerText();

async function openRound(visit) {
  const { page } = visit;
  await page.goto('/results');
  await chooseLanguage(visit);
  await page.goto('/results');
  await inspect(visit, 'results');
  await page.locator('main a', { hasText: '2021' }).first().click();
  await inspect(visit, 'results of a round');
}

for (const screen of screens) {
  test(`results of a round and of a question, ${screen.name}`, async () => {
    const visit = await openScreen(browser, demo.url, screen);
    const { page } = visit;
    await openRound(visit);
    const round = page.url();

    await page.locator('main a[href$="/items/4"]').click();
    await inspect(visit, 'results of a question');
    const said = await main(page);
    for (const figure of ['35', '57', '61.4', '84.2']) assert.ok(said.includes(figure), `${figure} of NGO access`);
    assert.ok((await page.locator('main svg').count()) >= 1, 'a chart');
    // Behind each chart stands its table, for whoever would rather read or cannot see it.
    assert.equal(await page.locator('main svg').count(), await page.locator('main details table, main figure table').count());

    await page.goto(`${round}/items/3`);
    await inspect(visit, 'a question of two rounds');
    assert.ok((await main(page)).includes('2015/16'));

    await page.goto(`${round}/report`);
    await inspect(visit, 'the report as a page');
    await visit.context.close();
  });
}

test('the report and the data as files, the same every time, for somebody who is not signed in', async () => {
  const list = await (await fetch(`${demo.url}/results`)).text();
  const rounds = [...new Set(list.match(/\/results\/[0-9a-f-]{36}/g))];
  assert.equal(rounds.length, 2);
  for (const [name, magic] of [['report.pdf', '%PDF'], ['report.docx', 'PK'], ['data.zip', 'PK']]) {
    const [first, second] = await Promise.all([1, 2].map(async () => {
      const answer = await fetch(`${demo.url}${rounds[0]}/${name}`);
      assert.equal(answer.status, 200, name);
      assert.match(answer.headers.get('content-disposition'), /attachment/);
      return Buffer.from(await answer.arrayBuffer());
    }));
    assert.equal(first.subarray(0, magic.length).toString('latin1'), magic);
    assert.ok(first.equals(second), `${name} differs from one time to the next`);
  }
});

test('nothing is there that is not published, and nothing breaks on a made-up address', async () => {
  for (const path of ['/results/01906f3e-7a00-7000-8000-000000000010', '/results/x', '/results/01906f3e-7a00-7000-8000-000000000010/data.zip']) {
    assert.equal((await fetch(`${demo.url}${path}`)).status, 404, path);
  }
  const list = await (await fetch(`${demo.url}/results`)).text();
  const round = list.match(/\/results\/[0-9a-f-]{36}/)[0];
  for (const number of ['0', '999', '-1', '1x', '99999999999999999999']) {
    assert.equal((await fetch(`${demo.url}${round}/items/${number}`)).status, 404, number);
  }
});

test('results without JavaScript', async () => {
  const visit = await openScreen(browser, demo.url, screens[0], { javaScript: false });
  await openRound(visit);
  await visit.page.locator('main a[href$="/items/4"]').click();
  assert.ok((await main(visit.page)).includes('61.4'));
  await visit.context.close();
});
