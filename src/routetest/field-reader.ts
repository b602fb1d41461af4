import { sourceInside, type Source } from '../istio/source.ts';

/** Something that could not be read, where it stands. */
export type ReadProblem = { readonly message: string; readonly source: Source };

/** A value of unknown shape, where it stands, and where to tell what is wrong with it. */
export type Field = { readonly value: unknown; readonly source: Source; readonly problems: ReadProblem[] };

/** Tells that a field cannot be read. */
export function report({ source, problems }: Field, message: string): void {
  problems.push({ message, source });
}

/** The field under a key; its value is undefined where there is none. */
export function child(field: Field, key: string | number): Field {
  const value = isRecord(field.value) || Array.isArray(field.value) ? Reflect.get(field.value, key) : undefined;
  return { value, source: sourceInside(field.source, key), problems: field.problems };
}

/** A mapping, all of whose keys must be known; null after telling why where it is none. */
export function readMapping(field: Field, known: readonly string[]): Field | null {
  if (!isRecord(field.value)) {
    report(field, `A mapping with ${known.join(', ')} is expected here, not ${describe(field.value)}.`);
    return null;
  }
  for (const key of Object.keys(field.value)) {
    if (!known.includes(key))
      report(child(field, key), `There is no field ${key} here; there are ${known.join(', ')}.`);
  }
  return field;
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
  return isRecord(value) ? 'a mapping' : JSON.stringify(value);
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
