import { fieldAt, isMapping, type PlanField } from '../plan-field.ts';

/** The field at a path; its value is undefined where there is none. */
export function at(field: PlanField, ...path: readonly string[]): PlanField {
  return path.reduce<PlanField>((inside, key) => fieldAt(inside, key), field);
}

/** A text at a path; null where there is none. */
export function textAt(field: PlanField, ...path: readonly string[]): string | null {
  const { value } = at(field, ...path);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A whole number from 0 at a path; null where there is none. */
export function wholeAt(field: PlanField, ...path: readonly string[]): number | null {
  const { value } = at(field, ...path);
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : null;
}

/** The items of the list under a key; what is no list has none. */
export function listAt(field: PlanField, key: string): readonly PlanField[] {
  const list = fieldAt(field, key);
  return Array.isArray(list.value) ? list.value.map((_, index) => fieldAt(list, index)) : [];
}

/** Tells of every key that a plan has no place for. */
export function tellUnknown(field: PlanField, known: readonly string[], lost: string[]): void {
  if (!isMapping(field.value)) return;
  for (const key of Object.keys(field.value))
    if (!known.includes(key))
      lost.push(`A plan does not know ${[...field.source.path, key].join('.')}; it is left out.`);
}
