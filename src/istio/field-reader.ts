import { child, report, reportUnknownKeys, type Field } from './field.ts';
import { isObject } from './sanitize.ts';

/** Whether a field is a mapping; tells where it is none, and about keys other than the known ones. */
export function readMapping(field: Field, known: readonly string[]): boolean {
  if (!isObject(field.value)) {
    report(field, `A mapping with ${known.join(', ')} is expected here, not ${describe(field.value)}.`);
    return false;
  }
  reportUnknownKeys(field, field.value, known);
  return true;
}

/** The items of a list; an absent list is an empty one. */
export function readList(field: Field): readonly Field[] {
  if (field.value === undefined) return [];
  if (Array.isArray(field.value)) return field.value.map((_, index) => child(field, index));
  report(field, `A list is expected here, not ${describe(field.value)}.`);
  return [];
}

/** A text, or undefined where the field is absent or cannot be read. */
export function readString(field: Field): string | undefined {
  if (field.value === undefined || typeof field.value === 'string') return field.value;
  report(field, `A text is expected here, not ${describe(field.value)}: put it in quotes if that is what you mean.`);
  return undefined;
}

/** A number, or undefined where the field is absent or cannot be read. */
export function readNumber(field: Field): number | undefined {
  if (field.value === undefined || typeof field.value === 'number') return field.value;
  report(field, `A number is expected here, not ${describe(field.value)}.`);
  return undefined;
}

/** Names a value in a sentence. */
export function describe(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  return isObject(value) ? 'a mapping' : JSON.stringify(value);
}
