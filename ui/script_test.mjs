// What the script of pages does, in a browser, on the pages of build/gallery; and that pages are whole without it.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { openBrowser, openScreen, screens } from '../tests/journeys/browser.mjs';
import { serveGallery } from './gallery_server.mjs';

const desk = screens.find(({ name }) => name === 'desk-en');
const phone = screens.find(({ name }) => name === 'phone-en');
let browser;
let site;

before(async () => {
  browser = await openBrowser();
  site = await serveGallery((request) => (request.method === 'POST' ? '<!doctype html><title>sent</title>' : undefined));
});
after(async () => {
  await browser?.close();
  site?.close();
});

async function open(path, screen = desk, options = {}) {
  const visit = await openScreen(browser, site.url, screen, options);
  await visit.context.route('https://en.wikipedia.org/**', (route) => route.fulfill({ body: 'elsewhere', contentType: 'text/html' }));
  await visit.page.goto(`${site.url}${path}`);
  return visit;
}

test('Escape three times leaves a page for the person, and back does not lead to it', async () => {
  const { page, context } = await open('en/work.html');
  await page.goto(`${site.url}en/person.html`);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  assert.ok(page.url().endsWith('/en/person.html'));
  await page.keyboard.press('Escape');
  await page.waitForURL('https://en.wikipedia.org/');
  await page.goBack();
  assert.ok(page.url().endsWith('/en/work.html'));
  await context.close();
});

test('the link to leave works without script', async () => {
  const { page, context } = await open('en/person.html', phone, { javaScript: false });
  await page.getByRole('link', { name: 'Leave this page now' }).click();
  await page.waitForURL('https://en.wikipedia.org/');
  await context.close();
});

test('Escape leaves no other page', async () => {
  const { page, context } = await open('en/work.html');
  for (let press = 0; press < 4; press += 1) await page.keyboard.press('Escape');
  assert.ok(page.url().endsWith('/en/work.html'));
  await context.close();
});

test('a form is sent once, however often its button is pressed', async () => {
  const { page, context } = await open('en/form.html');
  // The answer is held back until all three presses are made, as on a bad network.
  let answered;
  const held = new Promise((resolve) => { answered = resolve; });
  let requests = 0;
  await context.route('**/concerns/new', async (route) => {
    requests += 1;
    await held;
    await route.continue();
  });
  const button = page.getByRole('button', { name: 'Continue' });
  await button.scrollIntoViewIfNeeded();
  const box = await button.boundingBox();
  for (let press = 0; press < 3; press += 1) await page.mouse.click(box.x + 20, box.y + 20);
  answered();
  await page.waitForFunction(() => document.title === 'sent');
  assert.equal(requests, 1);
  await context.close();
});

test('the button that was pressed is sent along', async () => {
  const { page, context } = await open('en/form.html');
  const sent = page.waitForRequest((request) => request.method() === 'POST');
  await page.getByRole('button', { name: 'Save for later' }).click();
  const fields = new URLSearchParams((await sent).postData());
  assert.equal(fields.get('do'), 'keep');
  assert.equal(fields.get('form_token'), 'token-of-this-session');
  await context.close();
});

test('the summary of errors takes the focus and leads to the fields', async () => {
  const { page, context } = await open('en/errors.html');
  assert.ok(await page.evaluate(() => document.activeElement.matches('[data-errors]')));
  await page.getByRole('link', { name: /How should we call the person/ }).click();
  assert.equal(await page.evaluate(() => document.activeElement.name), 'name');
  await context.close();
});

test('a code can be copied', async () => {
  const { page, context } = await open('en/person.html');
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copy' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), '7KQ4-M2FX');
  await context.close();
});

test('without script, what needs it is not there and the menu opens on a phone', async () => {
  const { page, context } = await open('en/person.html', phone, { javaScript: false });
  assert.equal(await page.getByRole('button', { name: 'Copy' }).count(), 0);
  await page.goto(`${site.url}en/work.html`);
  assert.equal(await page.getByRole('link', { name: 'Inbox' }).count(), 0);
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('link', { name: 'Inbox' }).waitFor();
  await page.getByRole('button', { name: 'Close' }).click();
  assert.equal(await page.getByRole('link', { name: 'Inbox' }).count(), 0);
  await context.close();
});
