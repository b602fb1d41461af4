/**
 * Holds what is typed from now on for a field that is about to be there; what comes back gives it out, and lets later keys through. Until then no key means
 * anything else.
 */
export function collectTyped(): () => string {
  let text = '';
  const take = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.key === 'Escape') return;
    if (event.key.length === 1) text += event.key;
    if (event.key === 'Backspace') text = text.slice(0, -1);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  addEventListener('keydown', take, true);
  return () => {
    removeEventListener('keydown', take, true);
    const typed = text;
    text = '';
    return typed;
  };
}
