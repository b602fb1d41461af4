import { useState } from 'react';

/**
 * For a surface without a trigger of its own, such as a dialog that an action opens: gives the focus back to what had it, or to the button of the menu that
 * it was chosen in, unless closing led it elsewhere.
 * Returns what Radix calls when such a surface has closed.
 */
export function useOpener(): (event: Event) => void {
  const [opener] = useState(openerAtHand);
  const [around] = useState(() => ancestorsOf(opener));
  return (event) => {
    event.preventDefault();
    if (document.activeElement !== document.body) return;
    if (opener?.isConnected && opener instanceof HTMLElement) opener.focus();
    else firstIn(around.find((element) => element.isConnected))?.focus();
  };
}

/** What was opened may have made its button needless: then the focus goes to what is left around it. */
function ancestorsOf(element: Element | null): readonly Element[] {
  const parent = element?.parentElement;
  return parent ? [parent, ...ancestorsOf(parent)] : [];
}

function firstIn(element: Element | undefined): HTMLElement | null {
  return element?.querySelector<HTMLElement>('button:enabled, a[href], input:enabled, [tabindex="0"]') ?? null;
}

/** A menu's item is gone by the time that what it opened closes. */
function openerAtHand(): Element | null {
  const { activeElement } = document;
  const button = activeElement?.closest('[role="menu"]')?.getAttribute('aria-labelledby');
  return button ? document.getElementById(button) : activeElement;
}
