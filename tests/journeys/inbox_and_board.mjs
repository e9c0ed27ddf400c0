// What happens after a referral is sent: the receiver's inbox and its answers, the sender's list, what supervisors see when nobody
// answers, the co-ordinator's board, and oversight's access log. On every screen; once without JavaScript, once by the keyboard alone.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { inspect, openBrowser, openScreen, screens } from './browser.mjs';
import { pressByKeyboard } from './keyboard.mjs';
import { signIn } from './people.mjs';
import { makeDemo, startDemo } from './server.mjs';

let demo;
let server;
let browser;
// Who answers in time hangs on the hour in which the demo is made: at some, nobody left a referral of the reception service unanswered. Then
// another seed tells another country.
function demoWithSomethingUnanswered() {
  const unanswered = `select count(*) from case_clock join referral on referral.id = case_clock.subject
    join organisation on organisation.id = referral.from_organisation where case_clock.escalated_at is not null
    and case_clock.stopped_at is null and referral.status = 'sent' and organisation.name like 'Reception%'`;
  for (let seed = 1; seed <= 8; seed += 1) {
    const made = makeDemo({ seed });
    if (Number(execFileSync('sqlite3', [join(made.data, 'waymark.db'), unanswered], { encoding: 'utf8' })) > 0) return made;
    made.remove();
  }
  throw new Error('eight demo countries in which the reception service waits for nothing');
}

before(async () => {
  demo = demoWithSomethingUnanswered();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  demo?.remove();
});

// Each screen answers the same referrals, so each starts from the demo as it was made.
function onFreshDemo(title, steps) {
  describe(title, () => {
    before(async () => {
      server = await startDemo(demo);
    });
    after(() => server?.stop());
    steps();
  });
}

const main = (visit) => visit.page.locator('main');
const pathOf = (visit) => new URL(visit.page.url()).pathname;
const press = (visit, action) => main(visit).locator(`form[action$="${action}"] button`).click();
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

// The first referral in the inbox whose page offers `offer`: other screens have answered some already.
async function openFirst(visit, offer) {
  await visit.page.goto('/inbox');
  await inspect(visit, 'inbox');
  const links = await main(visit).locator('a[href^="/inbox/"]').evaluateAll((nodes) => nodes.map((node) => node.getAttribute('href')));
  for (const link of links) {
    await visit.page.goto(link);
    if ((await main(visit).locator(offer).count()) === 0) continue;
    await inspect(visit, 'referral received');
    return pathOf(visit);
  }
  return assert.fail(`no referral in the inbox offers ${offer}`);
}

// Each on every screen.
const answers = [
  ['a question asked back is replied to by the sender', async (screen) => {
    let referral;
    await visitAs(screen, 'caseworker', {}, async (visit) => {
      referral = await openFirst(visit, 'a[href$="/ask-back"]');
      await main(visit).locator('a[href$="/ask-back"]').click();
      await inspect(visit, 'ask back');
      await send(visit);
      await inspect(visit, 'ask back, nothing asked');
      assert.equal(await visit.page.locator('.govuk-error-summary').count(), 1);
      await visit.page.locator('textarea[name=words]').fill('Does the person need a room on the ground floor?');
      await send(visit);
      assert.equal(pathOf(visit), referral);
      await inspect(visit, 'question asked');
      assert.match(await main(visit).innerText(), /ground floor/);
    });
    // Whoever sent it: one of these leads a case of that organisation.
    let replied = false;
    for (const sender of ['reception', 'police', 'border']) {
      await visitAs(screen, sender, {}, async (visit) => {
        const answered = await visit.page.goto(referral.replace('/inbox/', '/sent/'));
        if (answered.status() !== 200) return;
        await inspect(visit, 'question to reply to');
        await visit.page.locator('textarea[name=words]').fill('Yes, she walks with crutches.');
        await press(visit, '/reply');
        await inspect(visit, 'replied');
        assert.match(await main(visit).innerText(), /crutches/);
        replied = true;
      });
      if (replied) break;
    }
    assert.ok(replied, 'the sender finds the question and replies');
  }],
  ['accepting opens what was agreed to, and the first service is recorded', async (screen) => {
    await visitAs(screen, 'caseworker', {}, async (visit) => {
      const referral = await openFirst(visit, 'form[action$="/accept"]');
      const before = await main(visit).locator('.govuk-summary-list').count();
      await press(visit, '/accept');
      assert.equal(pathOf(visit), referral);
      await inspect(visit, 'accepted');
      assert.ok((await main(visit).locator('.govuk-summary-list').count()) > before, 'a second part of the packet is open');
      await press(visit, '/serve');
      await inspect(visit, 'served');
    });
  }],
  ['a service that declines says why, and of two answers at once the second is told', async (screen) => {
    await visitAs(screen, 'caseworker', { javaScript: screen.name !== 'desk-en' }, async (visit) => {
      const referral = await openFirst(visit, 'form[action$="/acknowledge"]');
      await main(visit).locator('a[href$="/decline-service"]').click();
      await inspect(visit, 'decline');
      await send(visit);
      assert.equal(await visit.page.locator('.govuk-error-summary').count(), 1);
      await visit.page.locator('input[name=reason][value=no_capacity]').check();
      // A colleague confirms the arrival meanwhile.
      await visitAs(screen, 'caseworker.lead', {}, async (colleague) => {
        await colleague.page.goto(referral);
        await press(colleague, '/acknowledge');
      });
      await send(visit);
      await inspect(visit, 'somebody was quicker');
      assert.ok(await visit.page.locator('input[name=reason][value=no_capacity]').isChecked(), 'what was chosen is kept');
      await send(visit);
      assert.equal(pathOf(visit), referral);
      await inspect(visit, 'access ended');
      assert.equal(await main(visit).locator('form').count(), 0);
    });
  }],
  ['a withdrawal heard by the receiver ends its access', async (screen) => {
    await visitAs(screen, 'caseworker', {}, async (visit) => {
      const referral = await openFirst(visit, 'a[href$="/withdrawn"]');
      await main(visit).locator('a[href$="/withdrawn"]').click();
      await inspect(visit, 'withdrawal');
      await send(visit);
      assert.equal(pathOf(visit), referral);
      await inspect(visit, 'withdrawn');
      assert.equal(await main(visit).locator('form').count(), 0);
    });
  }],
];

function walkOn(screen) {
  test('what nobody answered in time comes before the supervisor', () =>
    visitAs(screen, 'reception.lead', {}, async (visit) => {
      await visit.page.goto('/escalations');
      await inspect(visit, 'escalations');
      assert.ok((await main(visit).locator('a[href*="instead_of="]').count()) > 0, 'it can be sent elsewhere');
    }));

  for (const [name, answer] of answers) test(name, () => answer(screen));

  test('the sender sees where each referral stands', () =>
    visitAs(screen, 'reception', {}, async (visit) => {
      await visit.page.goto('/sent');
      await inspect(visit, 'sent');
      await visit.page.goto('/sent?part=settled');
      await inspect(visit, 'sent and settled');
      await main(visit).locator('a[href^="/sent/"]').first().click();
      await inspect(visit, 'referral sent');
      // Packets are the receiver's to read: the sender sees what was sent by its name alone.
      assert.equal((await visit.page.goto('/escalations')).status(), 403);
    }));

  test("the co-ordinator's board shows no person", () =>
    visitAs(screen, 'coordinator', {}, async (visit) => {
      for (const days of [90, 365]) {
        await visit.page.goto(`/board?days=${days}`);
        await inspect(visit, `board of ${days} days`);
      }
      const text = await main(visit).innerText();
      // No percentage without its base: it stands in the sentence that names both figures.
      for (const line of text.split('\n').filter((one) => /[%٪]/.test(one))) assert.match(line, /[\d٠-٩]+.*[\d٠-٩]+/, 'a percentage has its base');
      assert.equal(await main(visit).locator('a[href^="/cases/"], a[href^="/sent/"], a[href^="/inbox/"]').count(), 0);
      assert.equal((await visit.page.goto('/inbox')).status(), 403);
      await visit.page.goto('/escalations');
      await inspect(visit, 'escalations of the country');
    }));

  test('oversight reads who looked, never at what', () =>
    visitAs(screen, 'dpo', {}, async (visit) => {
      await visit.page.goto('/access-log');
      await inspect(visit, 'access log');
      await visit.page.locator('input[name=pseudonym]').fill('nothing');
      await send(visit);
      await inspect(visit, 'access log, no such case');
      assert.equal(await visit.page.locator('.govuk-error-summary').count(), 1);
      await main(visit).locator('a[href^="/access-log?case="]').first().click();
      await inspect(visit, 'access log of a case');
      const pseudonym = (await main(visit).innerText()).match(/[0-9A-Z]{4}-[0-9A-Z]{4}/)[0];
      await visit.page.goto('/access-log');
      await visit.page.locator('input[name=pseudonym]').fill(pseudonym.toLowerCase());
      await send(visit);
      assert.match(visit.page.url(), /\/access-log\?case=[0-9a-f-]{36}$/);
      assert.equal((await visit.page.goto('/board')).status(), 403);
    }));
}

for (const screen of screens) onFreshDemo(screen.name, () => walkOn(screen));

onFreshDemo('desk-en', () => {
  test('an answer and the board with the keyboard alone', async () => {
    const screen = screens[2];
    await visitAs(screen, 'caseworker', {}, async (visit) => {
      const referral = await openFirst(visit, 'form[action$="/accept"]');
      await pressByKeyboard(visit.page, 'main form[action$="/accept"] button');
      await pressByKeyboard(visit.page, 'main form[action$="/serve"] button');
      assert.equal(pathOf(visit), referral);
      assert.equal(await main(visit).locator('form[action$="/serve"]').count(), 0, 'the first service is recorded');
    });
    await visitAs(screen, 'coordinator', {}, async (visit) => {
      await visit.page.goto('/board');
      await pressByKeyboard(visit.page, 'main a[href*="days=365"]');
      assert.equal(pathOf(visit), '/board');
    });
  });
});
