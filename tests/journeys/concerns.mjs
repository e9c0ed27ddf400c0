// A first look as its shortest way through: for journeys that need a case of their own, whatever the demo's queue holds that day.
import assert from 'node:assert/strict';

const next = (page) => page.locator('main form[method="post"] button').first().click();
export const pathOf = (page) => new URL(page.url()).pathname;

// Fills the first step and sends it; ends on the signs.
export async function beginFirstLook(page, { danger = 'no', company = 'accompanied', language = 'uk' } = {}) {
  await page.locator(`input[name="danger"][value="${danger}"]`).check();
  await page.locator(`input[name="company"][value="${company}"]`).check();
  await page.locator('select[name="language"]').selectOption(language);
  await page.locator('input[name="interpreter"]').check();
  await next(page);
  assert.match(pathOf(page), /^\/first-look\/[0-9a-f-]{36}\/signs$/);
}

// Fills the last step; sending it is left to the journey.
export async function describePlaceAndAge(page, age = 'adult') {
  await page.locator(`input[name="age"][value="${age}"]`).check();
  await page.locator('select[name="place"]').selectOption('reception');
  await page.locator('select[name="seen_when"]').selectOption('today');
  await page.locator('select[name="source"]').selectOption('observation');
  await page.locator('textarea[name="note"]').fill('Two men answered every question put to the person.');
}

// Raises a concern as whoever is signed in; gives the path of its case.
export async function raiseConcern(page) {
  await page.goto('/first-look');
  await beginFirstLook(page);
  await page.locator('input[name="signs.LOOK01"][value="yes"]').check();
  await next(page);
  await describePlaceAndAge(page);
  await next(page);
  assert.match(pathOf(page), /\/done$/);
  return `/cases/${pathOf(page).split('/')[2]}`;
}
