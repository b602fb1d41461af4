import { sourceInside, type Source } from '../istio/source.ts';
import type { PlanProblem } from './rollout-plan.ts';

/** A value of unknown shape, where it stands, and where to tell what is wrong with it. */
export type PlanField = { readonly value: unknown; readonly source: Source; readonly problems: PlanProblem[] };

/** Tells that a field cannot be read; gives null, for a reader to return. */
export function problem({ source, problems }: PlanField, message: string): null {
  problems.push({ message, source });
  return null;
}

/** The field under a key or index; its value is undefined where there is none. */
export function fieldAt(field: PlanField, key: string | number): PlanField {
  const holder = field.value;
  const value = isMapping(holder) || Array.isArray(holder) ? Reflect.get(holder, key) : undefined;
  return { value, source: sourceInside(field.source, key), problems: field.problems };
}

/** Whether the field is a mapping; tells about keys other than the known ones, and where it is none. */
export function takeMapping(field: PlanField, known: readonly string[]): boolean {
  if (!isMapping(field.value)) {
    problem(field, `A mapping with ${known.join(', ')} is expected here.`);
    return false;
  }
  for (const key of Object.keys(field.value))
    if (!known.includes(key))
      problem(fieldAt(field, key), `There is no field ${key} here; there are ${known.join(', ')}.`);
  return true;
}

/** The items of a list; an absent list is an empty one. */
export function takeList(field: PlanField): readonly PlanField[] {
  if (Array.isArray(field.value)) return field.value.map((_, index) => fieldAt(field, index));
  if (field.value !== undefined) problem(field, 'A list is expected here.');
  return [];
}

/** A text that is not empty; null, and told, where it is absent or something else. */
export function takeText(field: PlanField): string | null {
  return typeof field.value === 'string' && field.value !== ''
    ? field.value
    : problem(field, 'A text is expected here.');
}

/** A text, or null where the field is absent; something else is told. */
export function takeOptionalText(field: PlanField): string | null {
  return field.value === undefined ? null : takeText(field);
}

/** A whole number from 0 to `most`; null, and told, where it is absent or something else. */
export function takeWhole(field: PlanField, most: number): number | null {
  const { value } = field;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most) return value;
  return problem(field, `A whole number from 0 to ${most} is expected here.`);
}

/** A mapping from names to texts; null, and told, where it is something else. */
export function takeTexts(field: PlanField): Readonly<Record<string, string>> | null {
  if (!isMapping(field.value)) return problem(field, 'A mapping from names to texts is expected here.');
  const entries = Object.keys(field.value).map((key) => [key, takeText(fieldAt(field, key))] as const);
  const texts = entries.filter((entry): entry is readonly [string, string] => entry[1] !== null);
  return texts.length === entries.length ? Object.fromEntries(texts) : null;
}

export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
