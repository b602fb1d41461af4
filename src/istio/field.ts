import { isObject } from './sanitize.ts';
import { sourceInside, type Source } from './source.ts';

/** Something that could not be read, where it stands. */
export type ReadProblem = { readonly message: string; readonly source: Source };

/** A value of unknown shape, where it stands, and where to tell what is wrong with it: what readers of our own documents go down by. */
export type Field = { readonly value: unknown; readonly source: Source; readonly problems: ReadProblem[] };

/** Tells that a field cannot be read. */
export function report({ source, problems }: Field, message: string): void {
  problems.push({ message, source });
}

/** The field under a key or index; its value is undefined where there is none. */
export function child(field: Field, key: string | number): Field {
  const value = isObject(field.value) || Array.isArray(field.value) ? Reflect.get(field.value, key) : undefined;
  return { value, source: sourceInside(field.source, key), problems: field.problems };
}

/** Tells about keys of a mapping other than the known ones. */
export function reportUnknownKeys(field: Field, mapping: object, known: readonly string[]): void {
  for (const key of Object.keys(mapping)) {
    if (!known.includes(key))
      report(child(field, key), `There is no field ${key} here; there are ${known.join(', ')}.`);
  }
}
