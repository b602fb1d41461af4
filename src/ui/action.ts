import type { ComponentType } from 'react';

/** Something a person can do: menus, buttons, the palette, keys and the sheet of keys are all made from a list of these (design §4). */
export type Action = {
  /** Stable and short: `file.open`. */
  readonly id: string;
  readonly label: string;
  /** Other words that people look for it by. */
  readonly also?: readonly string[];
  readonly group: 'File' | 'Edit' | 'View' | 'Go' | 'Canvas' | 'Rollout' | 'Help';
  readonly icon?: ComponentType<{ size?: number; 'aria-hidden'?: boolean }>;
  /** As `matchesKey` reads it: `Mod+K`, `Alt+ArrowUp`, `?`. `Mod` is ⌘ on a Mac and Ctrl elsewhere. */
  readonly keys?: readonly string[];
  /** Whether the keys also hold while the cursor is in a field or the editor. */
  readonly inFields?: 'yes';
  /** Told, not run from the registry: keys that a part of the screen handles itself. */
  readonly run: (() => void) | null;
  readonly disabled?: boolean;
};

const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

/** Whether a key event is the chord `keys`. */
export function matchesKey(event: KeyboardEvent, keys: string): boolean {
  const parts = keys.split('+');
  const key = keys.endsWith('+') ? '+' : (parts.at(-1) ?? '');
  const wants = (modifier: string) => parts.slice(0, -1).includes(modifier);
  const mod = isMac ? event.metaKey : event.ctrlKey;
  const other = isMac ? event.ctrlKey : event.metaKey;
  if (mod !== wants('Mod') || other || event.altKey !== wants('Alt')) return false;
  // A sign such as `?` says by itself whether Shift is held.
  if (/^[a-z]$/i.test(key) || key.length > 1) {
    if (event.shiftKey !== wants('Shift')) return false;
  }
  return event.key.toLowerCase() === key.toLowerCase();
}

const signs: Readonly<Record<string, string>> = {
  Mod: isMac ? '⌘' : 'Ctrl',
  Alt: isMac ? '⌥' : 'Alt',
  Shift: isMac ? '⇧' : 'Shift',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
};

/** A chord as people read it: `Ctrl+K`, `⌘K`. */
export function keyLabel(keys: string): string {
  if (keys === '+') return keys;
  return keys
    .split('+')
    .map((part) => signs[part] ?? part)
    .join(isMac ? '' : '+');
}
