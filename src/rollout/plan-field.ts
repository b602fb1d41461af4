import { child, report, type Field } from '../istio/field.ts';
import { isObject } from '../istio/sanitize.ts';

/** Tells that a field cannot be read; gives null, for a reader to return. */
export function problem(field: Field, message: string): null {
  report(field, message);
  return null;
}

/** A text that is not empty; null, and told, where it is absent or something else. */
export function takeText(field: Field): string | null {
  return typeof field.value === 'string' && field.value !== ''
    ? field.value
    : problem(field, 'A text is expected here.');
}

/** A text, or null where the field is absent; something else is told. */
export function takeOptionalText(field: Field): string | null {
  return field.value === undefined ? null : takeText(field);
}

/** A whole number from 0 to `most`; null, and told, where it is absent or something else. */
export function takeWhole(field: Field, most: number): number | null {
  const { value } = field;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most) return value;
  return problem(field, `A whole number from 0 to ${most} is expected here.`);
}

/** A mapping from names to texts; null, and told, where it is something else. */
export function takeTexts(field: Field): Readonly<Record<string, string>> | null {
  if (!isObject(field.value)) return problem(field, 'A mapping from names to texts is expected here.');
  const entries = Object.keys(field.value).map((key) => [key, takeText(child(field, key))] as const);
  const texts = entries.filter((entry): entry is readonly [string, string] => entry[1] !== null);
  return texts.length === entries.length ? Object.fromEntries(texts) : null;
}
