import { isObject } from './sanitize.ts';

/** A mapping of texts, such as labels, of whatever was written: values that are no text are left out. */
export function textMap(value: unknown): Record<string, string> {
  const entries = isObject(value) ? Object.entries(value) : [];
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
