import { valueAt } from '../yaml/value-at.ts';
import { leadsTo, type YamlPath } from '../yaml/yaml-path.ts';

/** Where a thing stands in the workspace's text: index of the document in the stream and the path inside it. */
export type Source = { readonly document: number; readonly path: YamlPath };

/**
 * Set by whoever makes rules out of something else (a delegate, a route of the Gateway API): where the part was written.
 * Absent, as in everything that is decoded: the part stands at its own place in its own object.
 */
export type Placed = { source?: Source };

/** The source of something inside the thing at `source`. */
export function sourceInside(source: Source, ...path: YamlPath): Source {
  return { document: source.document, path: [...source.path, ...path] };
}

/** Whether `inner` stands at `outer` or somewhere below it. */
export function isInside(inner: Source, outer: Source): boolean {
  return inner.document === outer.document && leadsTo(inner.path, outer.path);
}

/** Whether two sources are one place. */
export function isSameSource(a: Source, b: Source): boolean {
  return a.path.length === b.path.length && isInside(a, b);
}

/** What stands at a source of documents as they were read; undefined where nothing does. */
export function sourceValue(documents: readonly { readonly value: unknown }[], { document, path }: Source): unknown {
  return valueAt(documents[document]?.value, path);
}

/** Whether a value is a source: the engines hand sources on without looking at them, and other tools have fields of that name, too. */
export function isSource(value: unknown): value is Source {
  return typeof value === 'object' && value !== null && 'document' in value && 'path' in value;
}

/** A stable text key of a source, for maps and React keys. */
export function sourceKey(source: Source): string {
  return `${source.document}:${source.path.join('/')}`;
}
