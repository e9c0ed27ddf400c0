// What is wrong is where reading goes on: the summary of errors takes the focus.
export function announce(): void {
  document.querySelector<HTMLElement>('[data-errors]')?.focus();
  // A link of the summary puts the focus into the field, and the label in view above it.
  document.addEventListener('click', (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>('[data-errors] a[href^="#"]');
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    (field.closest('fieldset, .govuk-form-group') ?? field).scrollIntoView();
    field.focus({ preventScroll: true });
  });
}
