import { child, type Field } from '../../istio/field.ts';
import { isObject } from '../../istio/sanitize.ts';

/** The field at a path; its value is undefined where there is none. */
export function at(field: Field, ...path: readonly string[]): Field {
  return path.reduce<Field>((inside, key) => child(inside, key), field);
}

/** A text at a path; null where there is none. */
export function textAt(field: Field, ...path: readonly string[]): string | null {
  const { value } = at(field, ...path);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A whole number from 0 at a path; null where there is none. */
export function wholeAt(field: Field, ...path: readonly string[]): number | null {
  const { value } = at(field, ...path);
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : null;
}

/** The items of the list under a key; what is no list has none. */
export function listAt(field: Field, key: string): readonly Field[] {
  const list = child(field, key);
  return Array.isArray(list.value) ? list.value.map((_, index) => child(list, index)) : [];
}

/** Tells of every key that a plan has no place for. */
export function tellUnknown(field: Field, known: readonly string[], lost: string[]): void {
  if (!isObject(field.value)) return;
  for (const key of Object.keys(field.value))
    if (!known.includes(key))
      lost.push(`A plan does not know ${[...field.source.path, key].join('.')}; it is left out.`);
}
