import { valueAt } from './value-at.ts';
import { equalValues } from './equal-values.ts';
import type { YamlEdit } from './yaml-edit.ts';
import type { YamlPath } from './yaml-path.ts';

/**
 * The smallest edits that come to the same as `edit` on the document's `value`: to set a whole mapping or list changes only
 * the entries that differ, so that the others keep their text.
 */
export function expandEdit(value: unknown, edit: YamlEdit): readonly YamlEdit[] {
  return edit.type === 'set' ? difference(edit.path, valueAt(value, edit.path), edit.value) : [edit];
}

function difference(path: YamlPath, old: unknown, value: unknown): readonly YamlEdit[] {
  if (equalValues(old, value)) return [];
  if (Array.isArray(old) && Array.isArray(value) && old.length > 0 && value.length > 0)
    return listDifference(path, old, value);
  if (isObject(old) && isObject(value)) {
    if (Object.keys(value).some((key) => key in old)) return mapDifference(path, old, value);
    const renamed = renaming(path, old, value);
    if (renamed) return renamed;
  }
  return [{ type: 'set', path, value }];
}

type Values = Readonly<Record<string, unknown>>;

function mapDifference(path: YamlPath, old: Values, value: Values): readonly YamlEdit[] {
  const kept = Object.entries(value).filter(([, entry]) => entry !== undefined);
  const names = new Set(kept.map(([key]) => key));
  const edits: YamlEdit[] = [];
  for (const key of Object.keys(old)) if (!names.has(key)) edits.push({ type: 'removeKey', path, key });
  for (const [key, entry] of kept) {
    if (key in old) edits.push(...difference([...path, key], old[key], entry));
    else edits.push({ type: 'addKey', path, key, value: entry });
  }
  return edits;
}

/** `exact: a` that becomes `prefix: b` stays one line. */
function renaming(path: YamlPath, old: Values, value: Values): readonly YamlEdit[] | null {
  const [from, ...others] = Object.keys(old);
  const [to, ...more] = Object.keys(value).filter((key) => value[key] !== undefined);
  if (from === undefined || to === undefined || others.length + more.length > 0) return null;
  return [{ type: 'renameKey', path, key: from, to }, ...difference([...path, to], old[from], value[to])];
}

function listDifference(path: YamlPath, old: readonly unknown[], value: readonly unknown[]): readonly YamlEdit[] {
  const shorter = Math.min(old.length, value.length);
  let head = 0;
  while (head < shorter && equalValues(old[head], value[head])) head++;
  let tail = 0;
  while (tail < shorter - head && equalValues(old.at(-1 - tail), value.at(-1 - tail))) tail++;
  const edits: YamlEdit[] = [];
  const common = shorter - tail;
  for (let index = head; index < common; index++) edits.push(...difference([...path, index], old[index], value[index]));
  for (let index = old.length - tail - 1; index >= common; index--) edits.push({ type: 'removeItem', path, index });
  for (let index = common; index < value.length - tail; index++)
    edits.push({ type: 'insertItem', path, index, value: value[index] });
  return edits;
}

function isObject(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
