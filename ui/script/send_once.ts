// A form that is on its way is not sent a second time by a second tap. The buttons stay enabled (a disabled one would neither send
// its value nor be read out), and a page that comes back from the browser's memory sends again.
export function sendOnce(): void {
  const sent = new WeakSet<HTMLFormElement>();
  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement;
    if (sent.has(form)) {
      event.preventDefault();
      return;
    }
    sent.add(form);
    form.setAttribute('aria-busy', 'true');
    setTimeout(() => release(form), 8000); // the answer was a download, or never came
  });
  window.addEventListener('pageshow', () => document.querySelectorAll('form').forEach(release));
  function release(form: HTMLFormElement): void {
    sent.delete(form);
    form.removeAttribute('aria-busy');
  }
}
