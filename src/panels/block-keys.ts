import type { KeyboardEvent } from 'react';

/** What a key means on a block of the timeline. */
export type BlockCommand = 'previous' | 'next' | 'moveEarlier' | 'moveLater' | 'duplicate' | 'remove' | 'leave';

/** ←/→ go from block to block, Alt+←/→ moves the step, Ctrl+D doubles it, Delete takes it out, Escape leads back to the text. */
export function blockCommand({
  key,
  altKey,
  ctrlKey,
  metaKey,
}: Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey'>): BlockCommand | null {
  if (ctrlKey || metaKey) return key.toLowerCase() === 'd' ? 'duplicate' : null;
  switch (key) {
    case 'ArrowLeft':
      return altKey ? 'moveEarlier' : 'previous';
    case 'ArrowRight':
      return altKey ? 'moveLater' : 'next';
    case 'Delete':
    case 'Backspace':
      return 'remove';
    case 'Escape':
      return 'leave';
    default:
      return null;
  }
}
