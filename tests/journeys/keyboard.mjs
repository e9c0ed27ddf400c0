// The keyboard alone: Tab to where somebody wants to be, as they would; fails where Tab never comes there.
import assert from 'node:assert/strict';

export async function tabTo(page, selector) {
  for (let presses = 0; presses < 300; presses += 1) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`the keyboard does not reach ${selector}`);
}

// Presses what Tab finds, and waits for the page it leads to.
export async function pressByKeyboard(page, selector) {
  await tabTo(page, selector);
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
}
