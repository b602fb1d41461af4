import { asObject } from './outcome.ts';
import type { Condition, ConditionField } from './routing-edit.ts';

/** Where a condition stands inside its match entry. */
export function conditionPath(field: ConditionField): readonly string[] {
  return 'name' in field ? [field.on, field.name] : [field.on];
}

/** Whether two fields are the one place of a match entry. */
export function isSameField(a: ConditionField, b: ConditionField): boolean {
  return a.on === b.on && ('name' in a ? a.name : null) === ('name' in b ? b.name : null);
}

/** Whether a match entry, as written, asks for the field. */
export function isAsked(entry: Readonly<Record<string, unknown>>, field: ConditionField): boolean {
  return field.on in entry && (!('name' in field) || field.name in asObject(entry[field.on]));
}

/** Whether a condition that a match entry asks is all that stands under its key: of a header, whether it is the only one. */
export function isWholeField(entry: Readonly<Record<string, unknown>>, field: ConditionField): boolean {
  return !('name' in field) || Object.keys(asObject(entry[field.on])).length === 1;
}

/** What a match entry holds under a condition's key where it asks nothing else of that kind. */
export function fieldValue(condition: Condition): unknown {
  return 'name' in condition ? { [condition.name]: condition.value } : condition.value;
}
