import { isObject } from '../istio/sanitize.ts';
import { sourceValue, type Source } from '../istio/source.ts';
import type { YamlStream } from '../yaml/stream.ts';
import type { YamlEdit } from '../yaml/yaml-edit.ts';
import type { EditPlan } from './routing-edit.ts';

/** Edits of the document that `source` is in, and what is selected afterwards. */
export function planned(source: Source, edits: readonly YamlEdit[], select: Source | null = source): EditPlan {
  return { ok: true, changes: [{ document: source.document, edits }], text: [], select };
}

/** A refusal in one sentence, at `source`. */
export function refused(source: Source, message: string, reason: 'not-found' | 'layout' = 'layout'): EditPlan {
  return { ok: false, refusal: { reason, message, document: source.document, path: source.path } };
}

/** The value at a place of the text, undefined where there is none. */
export function valueAt({ documents }: YamlStream, source: Source): unknown {
  return sourceValue(documents, source);
}

/** A value as a list: what is none has no items. */
export function listAt(stream: YamlStream, source: Source): readonly unknown[] {
  const value = valueAt(stream, source);
  return Array.isArray(value) ? value : [];
}

/** A value as an object: what is none has no fields. */
export function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : {};
}
