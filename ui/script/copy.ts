// Copies a code; the button says so for two seconds. Where the browser has no clipboard, there is no button.
export function copyButtons(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) {
    if (!navigator.clipboard) {
      button.hidden = true;
      continue;
    }
    const words = button.textContent;
    button.addEventListener('click', async () => {
      const code = button.parentElement?.querySelector('code')?.textContent ?? '';
      await navigator.clipboard.writeText(code);
      button.textContent = button.dataset.copied ?? words;
      button.setAttribute('aria-live', 'polite');
      setTimeout(() => { button.textContent = words; }, 2000);
    });
  }
}
