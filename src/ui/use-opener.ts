import { useState } from 'react';

/**
 * For a surface without a trigger of its own, such as a dialog that an action opens: gives the focus back to what had it, unless closing led it elsewhere.
 * Returns what Radix calls when such a surface has closed.
 */
export function useOpener(): (event: Event) => void {
  const [opener] = useState(() => document.activeElement);
  return (event) => {
    event.preventDefault();
    if (document.activeElement === document.body && opener instanceof HTMLElement) opener.focus();
  };
}
