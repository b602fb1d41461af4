import { child, report, type Field } from './field.ts';
import { describe, readList } from './field-reader.ts';
import { isObject } from './sanitize.ts';
import type { Source } from './source.ts';

/** The text of a plain scalar, value or key, as it is written; null where nobody knows. Headers are texts, also where YAML reads `yes` or `1.0` otherwise. */
export type ScalarText = (source: Source, of: 'value' | 'key') => string | null;

/** Headers as a mapping; undefined where there are none. */
export function readHeaderMapping(field: Field, text: ScalarText): Readonly<Record<string, string>> | undefined {
  if (field.value === undefined) return undefined;
  if (!isObject(field.value)) {
    report(field, `A mapping from header names to values is expected here, not ${describe(field.value)}.`);
    return undefined;
  }
  const names = Object.keys(field.value);
  return Object.fromEntries(
    names.flatMap((name) =>
      pair(nameAsWritten(child(field, name), name, text), readHeaderValue(child(field, name), text)),
    ),
  );
}

/** Headers as lines: a mapping, or a list of [name, value] where a name repeats. */
export function readHeaderLines(field: Field, text: ScalarText): readonly (readonly [string, string])[] {
  if (!Array.isArray(field.value)) return Object.entries(readHeaderMapping(field, text) ?? {});
  return readList(field).flatMap((item) => {
    const [name, value] = [child(item, 0), child(item, 1)];
    if (Array.isArray(item.value) && item.value.length === 2 && typeof name.value === 'string') {
      return pair(name.value, readHeaderValue(value, text));
    }
    report(item, `A pair [name, value] is expected here, not ${describe(item.value)}.`);
    return [];
  });
}

/** A header may be called `y` or `no`, which Kubernetes reads as a truth value. */
function nameAsWritten({ source }: Field, name: string, text: ScalarText): string {
  const written = name === 'true' || name === 'false' ? text(source, 'key') : null;
  return written !== null && /^\w+$/.test(written) ? written : name;
}

function readHeaderValue(field: Field, text: ScalarText): string | undefined {
  const { value } = field;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return text(field.source, 'value') ?? String(value);
  if (value === null) return '';
  report(field, `A header value is a text, not ${describe(value)}.`);
  return undefined;
}

function pair(name: string, value: string | undefined): (readonly [string, string])[] {
  return value === undefined ? [] : [[name, value]];
}
