// Signing in as somebody of the demo (demo/users.json), in the language of the screen, as a person would: the list on the sign-in page, then
// the code that a demo fills in. Works with JavaScript off.
export async function chooseLanguage(visit) {
  const { page, screen } = visit;
  if ((await page.locator('html').getAttribute('lang')) === screen.language) return;
  // On a phone the menu is a popover: its buttons are there before it is opened, and a press is a submit either way.
  const button = page.locator(`form[action="/language"] button[value="${screen.language}"]`);
  if (!(await button.isVisible())) await page.locator('[popovertarget="menu"]').first().click();
  await button.click();
  await page.locator(`html[lang="${screen.language}"]`).waitFor({ state: 'attached' });
}

// `name` is the sign-in name ("reception"). Ends on the person's first page.
export async function signIn(visit, name) {
  const { page } = visit;
  const left = (path) => page.waitForURL((url) => url.pathname !== path);
  await page.goto('/sign-in');
  await page.locator(`button[name="demo"][value="${name}"]`).click();
  await left('/sign-in');
  if (new URL(page.url()).pathname === '/sign-in/code') {
    await page.locator('main form[action="/sign-in/code"] button').click();
    await left('/sign-in/code');
  }
  await chooseLanguage(visit);
}

// Signs each person in once; their later visits go on with that session, so that a journey spends its time on its subject. Works on a visit
// in which somebody else was signed in before.
export function signInOnce() {
  const sessions = new Map();
  return async (visit, name) => {
    await visit.context.clearCookies();
    if (!sessions.has(name)) {
      await signIn(visit, name);
      sessions.set(name, await visit.context.cookies());
      return;
    }
    await visit.context.addCookies(sessions.get(name));
    await visit.page.goto('/account');
    await chooseLanguage(visit);
  };
}

export async function signOut(visit) {
  const { page } = visit;
  const button = page.locator('form[action="/sign-out"] button');
  if (!(await button.isVisible())) await page.locator('[popovertarget="menu"]').first().click();
  await button.click();
  await page.waitForURL('**/sign-in');
}
