// From a consent to its end: the talk with its cards, one referral with the facts a person chose, what the receiver then sees, the
// refusal of a second one, the legal exception of two people, and the withdrawal that ends access and leaves support as it is. On every
// screen; once by the keyboard alone; once without JavaScript. Each test makes a case of its own, so that no queue and no date matters.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { inspect, openBrowser, openScreen, screens } from './browser.mjs';
import { raiseConcern } from './concerns.mjs';
import { tabTo } from './keyboard.mjs';
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
async function enter(screen, name, options) {
  const visit = await openScreen(browser, demo.url, screen, options);
  await signIn(visit, name);
  return visit;
}

const main = (visit) => visit.page.locator('main');
const text = async (visit) => (await main(visit).innerText()).replaceAll(/\s+/g, ' ');
const pathOf = (visit) => new URL(visit.page.url()).pathname;
const errors = (visit) => visit.page.locator('.govuk-error-summary li').count();
const send = (visit) => main(visit).locator('form button').first().click();

// --- A case of its own, without a name (INV-14) ---

async function ownCase(visit) {
  const { page } = visit;
  const path = await raiseConcern(page);
  await page.goto(`${path}/profile`);
  await page.locator('select[name="gender"]').selectOption('woman');
  await page.locator('textarea[name="wishes"]').fill('To sleep behind a door that locks.');
  await send(visit);
  assert.equal(pathOf(visit), path);
  return path;
}

// Where identification, support, protection and justice stand, as the case page tells it.
async function standing(visit, casePath) {
  await visit.page.goto(casePath);
  return main(visit).locator('#standing + dl').innerText();
}

// --- Steps, each looked at when `seen` says so ---

const unseen = async () => {};

async function chooseService(visit, casePath, need, service, seen = unseen) {
  const { page } = visit;
  await page.goto(`${casePath}/referrals/new`);
  await seen('refer: need');
  await page.locator('select[name="need"]').selectOption(need);
  await page.locator('input[name="urgency"][value="today"]').check();
  await send(visit);
  assert.equal(pathOf(visit), `${casePath}/referrals/services`);
  await seen('refer: services');
  await main(visit).locator('.wm-card__link', { hasText: service }).click();
  assert.equal(pathOf(visit), `${casePath}/referrals/facts`);
}

async function chooseFacts(visit, facts, seen = unseen) {
  await seen('refer: facts');
  for (const fact of facts) await visit.page.locator(`input[name="facts"][value="${fact}"]`).check();
  await send(visit);
  assert.match(pathOf(visit), /\/referrals\/preview$/);
}

const talkLink = (visit) => main(visit).locator('a[href*="/consents/talk"]').first();

async function holdTalk(visit) {
  const { page } = visit;
  for (const box of await page.locator('input[name="explained"]').all()) await box.check();
  await page.locator('input[name="said_back_in_own_words"]').check();
  await page.locator('select[name="language"]').selectOption('uk');
  await page.locator('input[name="interpreter"]').check();
  await page.locator('input[name="answer"][value="agrees"]').check();
  await send(visit);
}

// A packet as the page shows it: what is told, line by line, in the language of the screen.
const packet = (visit, place) =>
  main(visit).locator('dl').nth(place).locator(':scope > div').evaluateAll((rows) =>
    rows.map((row) => row.innerText.replaceAll(/\s+/g, ' ').trim()));

const openReferral = async (visit, casePath) => {
  await visit.page.goto(`${casePath}/referrals`);
  const href = await main(visit).locator('a[href^="/sent/"]').first().getAttribute('href');
  return href.replace('/sent/', '');
};

// --- The talk: what is said, what makes it a consent, and what does not ---

const points = ['agreement_to_interview', 'purpose', 'uses', 'research_use', 'right_of_access', 'storage_time', 'how_to_withdraw'];

async function incompleteTalkIsNone(visit, seen) {
  const { page } = visit;
  const shown = await page.locator('input[name="explained"]').evaluateAll((boxes) => boxes.map((box) => box.value));
  assert.deepEqual(shown.slice(0, 7), points, 'the seven points of the HTCDS guidance, in their order');
  assert.equal(await main(visit).locator('.wm-card').count(), shown.length, 'a card for each point to tick');
  await send(visit);
  assert.equal(await errors(visit), 2, 'the answer and the language are asked for, not guessed');
  await page.locator('input[name="answer"][value="agrees"]').check();
  await page.locator('select[name="language"]').selectOption('uk');
  for (const point of points.slice(1)) await page.locator(`input[name="explained"][value="${point}"]`).check();
  await send(visit);
  await seen('consent: something was left out');
  assert.equal(await errors(visit), 2, 'what was left out, and the understanding check');
  assert.ok(await page.locator('input[name="explained"][value="purpose"]').isChecked(), 'what was ticked is kept');
}

// --- One screen, from the talk to the withdrawal ---

const facts = ['language', 'interpreter', 'gender', 'wishes', 'signs'];

async function referWithConsent(visit, casePath, seen) {
  const { page } = visit;
  await chooseService(visit, casePath, 'shelter', 'Safe house, women', seen);
  await chooseFacts(visit, facts, seen);
  await seen('refer: preview before consent');
  assert.equal(await main(visit).locator('button').count(), 1, 'INV-02: nothing can be sent, only an exception proposed');
  assert.equal(await page.locator('input[name="ground"]').count(), 4);
  await talkLink(visit).click();
  await seen('consent: sharing with one organisation');
  assert.match(await text(visit), /Lantern House of Arvandia/);
  await incompleteTalkIsNone(visit, seen);
  await holdTalk(visit);
  assert.match(pathOf(visit), /\/referrals\/preview$/, 'the talk leads back to what it was about');
  await seen('refer: preview with consent');
  const told = { address: page.url(), atOnce: await packet(visit, 0), onAcceptance: await packet(visit, 1) };
  assert.equal(told.atOnce.length, 5, 'need, how soon, and three of the facts');
  assert.equal(told.onAcceptance.length, 2);
  await send(visit);
  assert.equal(pathOf(visit), `${casePath}/referrals`);
  await seen('refer: sent');
  return told;
}

// A second for the same need and service: said before, and refused to whoever presses in an old window.
async function secondIsRefused(visit, casePath, preview, oldWindow, seen) {
  await visit.page.goto(preview);
  await seen('refer: one is open already');
  assert.equal(await main(visit).locator('form').count(), 0);
  assert.ok(await main(visit).locator('a[href^="/sent/"]').count(), 'it leads to the one that is open');
  const answered = oldWindow.waitForResponse((response) => response.request().method() === 'POST');
  await oldWindow.locator('main form button').first().click();
  assert.equal((await answered).status(), 409);
  assert.ok(await oldWindow.locator('.govuk-error-summary').count(), 'it says so on the page');
  await visit.page.goto(`${casePath}/referrals`);
  assert.equal(await main(visit).locator('.wm-card').count(), 1, 'one referral, not two');
}

async function receiverSees(receiver, referral, told, seen) {
  const { page } = receiver;
  await page.goto(`/inbox/${referral}`);
  await seen(receiver, 'received: before acceptance');
  assert.deepEqual(await packet(receiver, 1), told.atOnce, 'exactly what the preview said');
  assert.doesNotMatch(await text(receiver), /a door that locks/, 'the rest stays shut');
  await main(receiver).locator('form[action$="/accept"] button').click();
  await seen(receiver, 'received: accepted');
  assert.deepEqual(await packet(receiver, 1), told.atOnce);
  assert.deepEqual(await packet(receiver, 2), told.onAcceptance, 'exactly what the preview said, now it is accepted');
}

async function takeBack(visit, casePath, receiver, referral, seen) {
  const { page } = visit;
  const before = await standing(visit, casePath);
  await page.goto(`${casePath}/consents`);
  await seen(visit, 'consents: in force');
  await main(visit).locator('form[action$="/withdraw"] button').click(); // as easy as giving it (INV-12)
  assert.match(pathOf(visit), /\/withdrawn$/);
  await seen(visit, 'consent taken back');
  const disclosed = main(visit).locator('table tbody tr');
  assert.equal(await disclosed.count(), 2, 'what was told at once, and what on acceptance');
  assert.match(await text(visit), /Lantern House of Arvandia/);

  await receiver.page.goto(`/inbox/${referral}`); // the next request
  await seen(receiver, 'received: access ended');
  assert.doesNotMatch(await text(receiver), /a door that locks/);
  assert.equal(await main(receiver).locator('dl').count(), 1, 'that there was a referral, and nothing of it');
  for (const step of ['/accept', '/serve']) {
    assert.equal(await main(receiver).locator(`form[action$="${step}"]`).count(), 0);
  }
  assert.equal(await standing(visit, casePath), before, 'support stands where it stood (INV-01, INV-12)');
}

for (const screen of screens) {
  test(`a referral with consent, what its receiver sees, and the withdrawal, ${screen.name}`, async () => {
    const sender = await enter(screen, 'reception');
    const receiver = await enter(screen, 'caseworker');
    const seen = (name) => inspect(sender, name);
    const casePath = await ownCase(sender);
    await sender.page.goto(`${casePath}/consents`);
    await seen('consents: none yet');
    await main(sender).locator('a[href$="/consents/new"]').click();
    await seen('consent: what the talk is about');
    assert.equal(await main(sender).locator('.wm-card').count(), 12, 'a purpose a card');

    const told = await referWithConsent(sender, casePath, seen);
    const referral = await openReferral(sender, casePath);
    await receiverSees(receiver, referral, told, inspect);
    await takeBack(sender, casePath, receiver, referral, inspect);
    await sender.context.close();
    await receiver.context.close();
  });
}

// --- What a preview offers beside consent, with JavaScript off ---

test('without a script: a second referral is refused, and only two people send without consent', async () => {
  const screen = screens[0];
  const options = { javaScript: false };
  const sender = await enter(screen, 'reception', options);
  const second = await enter(screen, 'reception.second', options);
  const receiver = await enter(screen, 'caseworker', options);
  const seen = (name) => inspect(sender, name);
  const { page } = sender;
  const casePath = await ownCase(sender);

  await chooseService(sender, casePath, 'food_clothing', 'Food and clothing');
  await chooseFacts(sender, ['language']);
  await talkLink(sender).click();
  await holdTalk(sender);
  const oldWindow = await sender.context.newPage();
  await oldWindow.goto(page.url());
  const preview = page.url();
  await send(sender);
  await secondIsRefused(sender, casePath, preview, oldWindow, seen);

  // More than was agreed to needs another talk, or two people and a ground (INV-02).
  await chooseService(sender, casePath, 'safety', 'First days support');
  await chooseFacts(sender, ['language', 'signs']);
  const exception = main(sender).locator('form:has(input[name="ground"]) button');
  await exception.click();
  await seen('exception: no ground, no reason');
  assert.ok((await errors(sender)) >= 1);
  await page.locator('input[name="ground"][value="immediate_danger"]').check();
  await page.locator('textarea[name="reason"]').fill('A threat an hour ago.');
  await exception.click();
  await seen('exception: proposed');
  const proposal = await main(sender).locator('a[href$="/confirm"]').getAttribute('href');
  const referral = proposal.split('/')[2];
  await page.goto(proposal);
  await seen('exception: waits for somebody else');
  assert.equal(await main(sender).locator('form').count(), 0, 'who proposed it is not the second person');
  assert.equal((await receiver.page.goto(`/inbox/${referral}`)).status(), 404, 'nothing is told yet');

  await second.page.goto(proposal);
  await inspect(second, 'exception: the second person');
  assert.match(await text(second), /A threat an hour ago\./);
  assert.match(await text(second), /Tamsin Orvellane/);
  await send(second);
  assert.equal(pathOf(second), `${casePath}/referrals`);
  await receiver.page.goto(`/inbox/${referral}`);
  await inspect(receiver, 'exception: received');
  assert.match(await text(receiver), /Danger to life now/);

  await page.goto(`/sent/${referral}`);
  await seen('exception: sent');
  assert.match(await text(sender), /Tamsin Orvellane/);
  assert.match(await text(sender), /Оксана Орвелюк/, 'both who decided it, by name');
  await main(sender).locator('a[href$="/person-told"]').click();
  await seen('exception: tell the person');
  await send(sender);
  await seen('exception: the person knows');
  assert.equal(await main(sender).locator('a[href$="/person-told"]').count(), 0);
  for (const visit of [sender, second, receiver]) await visit.context.close();
});

// --- By the keyboard alone ---

test('by the keyboard alone', async () => {
  const visit = await enter(screens[2], 'reception');
  const { page } = visit;
  const casePath = await ownCase(visit);
  const press = async (selector, key = 'Enter') => {
    await tabTo(page, selector);
    await page.keyboard.press(key);
  };
  const follow = async (selector, path) => {
    await press(selector);
    await page.waitForURL((url) => path.test(url.pathname));
  };
  await page.goto(`${casePath}/referrals/new`);
  await tabTo(page, 'select[name="need"]');
  await page.keyboard.type('Food');
  await press('input[name="urgency"]', 'Space');
  await follow('main form button', /\/services$/);
  await follow('main .wm-card__link', /\/facts$/);
  await press('input[name="facts"][value="language"]', 'Space');
  await follow('main form button', /\/preview$/);
  await follow('main a[href*="/consents/talk"]', /\/talk$/);
  for (const id of await page.locator('main input[type="checkbox"]:not([name="interpreter"])').evaluateAll((boxes) => boxes.map((box) => box.id)))
    await press(`[id="${id}"]`, 'Space');
  await tabTo(page, 'select[name="language"]');
  await page.keyboard.type('Ukr');
  await press('input[name="answer"]', 'Space');
  await follow('main form button', /\/preview$/);
  await follow('main form button', /\/referrals$/);
  assert.equal(await main(visit).locator('a[href^="/sent/"]').count(), 1, 'sent');
  await page.goto(`${casePath}/consents`);
  await follow('form[action$="/withdraw"] button', /\/withdrawn$/);
  await visit.context.close();
});

// --- Around the referral ---

for (const screen of [screens[1], screens[2]]) {
  test(`what is told, other talks, and the directory, ${screen.name}`, async () => {
    const visit = await enter(screen, 'reception');
    const { page } = visit;
    const casePath = await ownCase(visit);
    await page.goto(`${casePath}/information`);
    await inspect(visit, 'information');
    await send(visit);
    assert.equal(await errors(visit), 2, 'what was told, and in which language');
    for (const box of await page.locator('input[name="topics"]').all()) await box.check();
    await page.locator('select[name="language"]').selectOption('uk');
    await send(visit);
    assert.equal(pathOf(visit), casePath);
    await page.goto(`${casePath}/consents/talk?code=CONS-POL`);
    await inspect(visit, 'consent: police');
    await page.locator('select[name="language"]').selectOption('uk');
    await page.locator('input[name="answer"][value="declines"]').check();
    await send(visit);
    await inspect(visit, 'consents: a no is an answer');
    assert.equal(pathOf(visit), `${casePath}/consents`);

    // The directory by itself, and a service looked at on the way to a referral.
    await page.goto('/directory?need=shelter&urgency=today&language=uk&gender=woman&age_band=26_59');
    await inspect(visit, 'directory');
    const card = main(visit).locator('.wm-card', { hasText: 'Safe house, women' });
    assert.match((await card.innerText()).replaceAll(/\s+/g, ' '), /3 \D+14.*20\d\d/, 'free places, of how many, and when they were counted');
    await chooseService(visit, casePath, 'shelter', 'Safe house, women');
    await page.goBack();
    assert.equal(await main(visit).locator('.wm-card', { hasText: 'Children' }).locator('.wm-tag--warning').count(), 1, 'no adult is sent to the children’s house');
    await main(visit).locator('.wm-card', { hasText: 'Safe house, women' }).locator('a[href^="/directory/"]').click();
    await inspect(visit, 'a shelter');
    assert.doesNotMatch(await text(visit), /\d+ [A-Z]\w+ (Street|Road|Square|Lane|Row)/, 'its address is kept nowhere');
    await main(visit).locator('a.govuk-button, .govuk-button-group a').first().click();
    assert.equal(pathOf(visit), `${casePath}/referrals/facts`, 'and on with the referral');
    await visit.context.close();
  });
}
