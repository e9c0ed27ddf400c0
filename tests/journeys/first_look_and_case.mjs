// From the first look to the case: a reception officer raises a concern on a phone without a name, leaves it and takes it up again, and a
// colleague finds it in the worklist, does the triage, edits the profile against another editor, opens the sealed identity and presumes.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { inspect, openBrowser, openScreen, screens } from './browser.mjs';
import { beginFirstLook, describePlaceAndAge, pathOf, raiseConcern } from './concerns.mjs';
import { pressByKeyboard, tabTo } from './keyboard.mjs';
import { signInOnce } from './people.mjs';
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

const signIn = signInOnce();
const submit = (page) => page.locator('main form[method="post"] button').first().click();

const caseOf = (page) => pathOf(page).split('/')[2];

async function walkFirstLook(visit, { age = 'adult', signs = ['LOOK01', 'LOOK02'], danger = 'no' } = {}) {
  const { page } = visit;
  await page.goto('/first-look');
  await inspect(visit, 'first look: who is there');
  if (visit.screen.name === 'phone-en') {
    await submit(page); // whether anybody is in danger is asked for
    await inspect(visit, 'first look: danger not answered');
    assert.equal(pathOf(page), '/first-look');
  }
  await beginFirstLook(page, { danger });
  await inspect(visit, 'first look: signs');
  for (const sign of signs) await page.locator(`input[name="signs.${sign}"][value="yes"]`).check();
  await submit(page);
  await inspect(visit, 'first look: age and place');
  await describePlaceAndAge(page, age);
  await submit(page);
  assert.match(pathOf(page), /\/done$/);
  await inspect(visit, 'first look: what to do now');
  return caseOf(page);
}

// From the worklist, in another script than it was written in; the name never stands in an address.
async function findByName(visit, id, name) {
  const { page } = visit;
  await page.goto('/worklist');
  await page.locator('main a[href="/worklist/by-name"]').click();
  await inspect(visit, 'search: empty');
  await submit(page);
  await inspect(visit, 'search: no name');
  assert.equal(await page.locator('.govuk-error-summary li').count(), 1);
  await page.locator('input[name="name"]').fill('Nobody Ofthatname');
  await submit(page);
  await inspect(visit, 'search: nobody');
  await page.locator('input[name="name"]').fill(name);
  await submit(page);
  await inspect(visit, 'search: found');
  assert.equal(new URL(page.url()).search, '');
  assert.match(await page.locator('main table').innerText(), /Мирослава Арвандюк/);
  await page.locator(`main table a[href="/cases/${id}"]`).click();
  assert.equal(pathOf(page), `/cases/${id}`);
}

for (const screen of screens) {
  test(`a first look becomes a case that a colleague carries on, ${screen.name}`, async () => {
    const officer = await openScreen(browser, demo.url, screen);
    await signIn(officer, 'reception');
    const id = await walkFirstLook(officer);
    // Its clocks, and no name anywhere.
    assert.ok((await officer.page.locator('main .govuk-summary-list__row, main dl > div').count()) >= 3, 'the clocks are shown');
    assert.equal(await officer.page.locator('input[name*="name"]').count(), 0, 'no name is asked');

    const colleague = await openScreen(browser, demo.url, screen);
    const { page } = colleague;
    await signIn(colleague, 'social');
    await page.goto('/worklist');
    await inspect(colleague, 'worklist');
    await page.locator(`a[href="/cases/${id}"]`).first().click();
    await inspect(colleague, 'case');

    await page.locator(`main a[href="/cases/${id}/triage"]`).click();
    await inspect(colleague, 'triage');
    await page.locator('input[name="outcome"][value="safe_for_now"]').check();
    await submit(page);
    assert.equal(pathOf(page), `/cases/${id}`);
    assert.equal(await page.locator(`main a[href="/cases/${id}/triage"]`).count(), 0, 'the triage is done');

    await page.goto(`/cases/${id}/concern`);
    await inspect(colleague, 'what was seen');
    assert.match(await page.locator('main').innerText(), /Two men answered/);

    await page.goto(`/cases/${id}/profile`);
    await inspect(colleague, 'profile');
    await page.locator('input[name="needs"][value="shelter"]').check();
    await page.locator('select[name="gender"]').selectOption('woman');
    await page.locator('textarea[name="wishes"]').fill('To call my sister.');
    // The officer saves in between: the colleague sees both, and nothing typed is lost.
    await officer.page.goto(`/cases/${id}/profile`);
    await officer.page.locator('textarea[name="wishes"]').fill('To sleep.');
    await submit(officer.page);
    await submit(page);
    await inspect(colleague, 'profile: two versions');
    const table = await page.locator('main table').innerText();
    assert.match(table, /To sleep\./);
    assert.match(table, /To call my sister\./);
    assert.equal(await page.locator('textarea[name="wishes"]').inputValue(), 'To call my sister.');
    assert.ok(await page.locator('input[name="needs"][value="shelter"]').isChecked());
    await submit(page);
    assert.equal(pathOf(page), `/cases/${id}`);

    await page.goto(`/cases/${id}/identity`);
    await inspect(colleague, 'identity: sealed');
    await submit(page); // without a purpose it stays shut
    await inspect(colleague, 'identity: no purpose');
    assert.equal(await page.locator('input[name="name_used"]').count(), 0);
    await page.locator('input[name="purpose"][value="support"]').check();
    await submit(page);
    await inspect(colleague, 'identity: open');
    await page.locator('input[name="name_used"]').fill('Мирослава Арвандюк');
    await page.locator('input[name="birth_date"]').fill('soon');
    await submit(page);
    await inspect(colleague, 'identity: an error');
    assert.equal(await page.locator('input[name="name_used"]').inputValue(), 'Мирослава Арвандюк');
    await page.locator('select[name="birth_meaning"]').selectOption('about');
    await page.locator('input[name="birth_date"]').fill('1999');
    await submit(page);
    assert.equal(pathOf(page), `/cases/${id}`);
    assert.doesNotMatch(await page.locator('main').innerText(), /Мирослава/, 'the case page holds no name');

    await findByName(colleague, id, 'Myroslava');

    await page.goto(`/cases/${id}/presume`);
    await inspect(colleague, 'presume');
    await submit(page);
    assert.equal(pathOf(page), `/cases/${id}`);
    await inspect(colleague, 'case: presumed');
    await page.goto(`/cases/${id}/timeline`);
    await inspect(colleague, 'timeline');
    assert.match(await page.locator('main').innerText(), /Ilse Vantorrin/);
    await page.goto(`/cases/${id}/close`);
    await inspect(colleague, 'close');
    await officer.context.close();
    await colleague.context.close();
  });
}

test('without a script: a child in danger, left after two steps and taken up again', async () => {
  const visit = await openScreen(browser, demo.url, screens[0], { javaScript: false });
  const { page } = visit;
  await signIn(visit, 'reception.new'); // untrained
  await page.goto('/first-look');
  await beginFirstLook(page, { danger: 'yes' });
  const id = caseOf(page);
  await page.locator('input[name="signs.LOOK10"][value="yes"]').check();
  await submit(page);

  await page.goto('/first-look');
  await inspect(visit, 'first look: one that was left');
  await page.locator(`a[href="/first-look/${id}/person"]`).click();
  await describePlaceAndAge(page, 'unknown');
  await page.goto(`/first-look/${id}/signs`);
  assert.ok(await page.locator('input[name="signs.LOOK10"][value="yes"]').isChecked(), 'what was marked is kept');
  await submit(page);
  await describePlaceAndAge(page, 'unknown');
  await submit(page);
  assert.equal(pathOf(page), `/first-look/${id}/done`);
  await inspect(visit, 'first look: a child in danger');
  assert.match(await page.locator('main').innerText(), /Call child protection now/);
  // Finished once: the address of a step leads to the result.
  await page.goto(`/first-look/${id}/signs`);
  assert.equal(pathOf(page), `/first-look/${id}/done`);
  await visit.context.close();
});

test('without a sign the contact stays, without a name', async () => {
  const visit = await openScreen(browser, demo.url, screens[0], { javaScript: false });
  const { page } = visit;
  await signIn(visit, 'reception');
  const id = await walkFirstLook(visit, { signs: [] });
  const text = await page.locator('main').innerText();
  assert.match(text, /without a name/);
  assert.doesNotMatch(text, /victim/i);
  await page.goto(`/cases/${id}`);
  await inspect(visit, 'case: a contact');
  await visit.context.close();
});

test('with the keyboard alone', async () => {
  const visit = await openScreen(browser, demo.url, screens[2]);
  const { page } = visit;
  await signIn(visit, 'reception');
  await page.goto('/first-look');
  const send = () => pressByKeyboard(page, 'main form[method="post"] button');
  await tabTo(page, 'input[name="danger"]');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await tabTo(page, 'input[name="company"]');
  await page.keyboard.press('ArrowUp');
  await tabTo(page, 'input[name="interpreter"]');
  await page.keyboard.press('Space');
  await send();
  assert.match(pathOf(page), /\/signs$/);
  await tabTo(page, 'input[name="signs.LOOK01"]');
  await page.keyboard.press('ArrowLeft');
  await send();
  await tabTo(page, 'input[name="age"]');
  await page.keyboard.press('ArrowUp');
  await tabTo(page, 'textarea[name="note"]');
  await page.keyboard.type('Seen at the gate.');
  await send();
  assert.match(pathOf(page), /\/done$/);
  await visit.context.close();
});

test('from the worklist to a presumption with the keyboard alone', async () => {
  const visit = await openScreen(browser, demo.url, screens[2]);
  const { page } = visit;
  await signIn(visit, 'reception');
  const casePath = await raiseConcern(page);
  await visit.context.clearCookies();
  await signIn(visit, 'social');
  await page.goto('/worklist');
  await pressByKeyboard(page, `main a[href="${casePath}"]`);
  await pressByKeyboard(page, `main a[href="${casePath}/presume"]`);
  await pressByKeyboard(page, 'main form[method="post"] button');
  assert.equal(pathOf(page), casePath);
  await pressByKeyboard(page, `main a[href="${casePath}/timeline"]`);
  assert.match(await page.locator('main').innerText(), /Presumed/);
  await visit.context.close();
});

test('a case of others is not there, and enforcement sees no worklist', async () => {
  const officer = await openScreen(browser, demo.url, screens[2]);
  await signIn(officer, 'reception');
  const id = await walkFirstLook(officer);
  const stranger = await openScreen(browser, demo.url, screens[2]);
  await signIn(stranger, 'border');
  for (const part of ['', '/timeline', '/profile', '/identity', '/presume', '/triage']) {
    const answer = await stranger.page.goto(`/cases/${id}${part}`);
    assert.ok([403, 404].includes(answer.status()), `/cases/…${part} answers ${answer.status()}`);
  }
  const coordinator = await openScreen(browser, demo.url, screens[2]);
  await signIn(coordinator, 'coordinator');
  assert.equal((await coordinator.page.goto('/worklist')).status(), 403);
  for (const visit of [officer, stranger, coordinator]) await visit.context.close();
});
