import type { YamlDocument } from './stream.ts';
import { leadsTo, type YamlPath } from './yaml-path.ts';

/**
 * A long document as a sequence of it, item by item, and the rest: what `kubectl get -o yaml` prints is one document of all objects, and a change in one
 * of them shall not cost the reading of all. Each piece is a document by itself, and stays the same object while its text stays.
 */
export type DocumentParts = {
  /** Where the sequence stands in the document: under a key. */
  readonly path: YamlPath;
  /** Every item, as a document that is a sequence of one. */
  readonly items: readonly YamlDocument[];
  /** Where each item starts in the document's source, in ascending order. */
  readonly offsets: readonly number[];
  /** Where the last item ends. */
  readonly end: number;
  /** The document without the items: the key has no value there. */
  readonly rest: YamlDocument;
};

/** Where an offset of the rest stands in the document; what stands at the cut is what follows it. */
export function fromRest({ offsets: [start = 0], end }: DocumentParts, offset: number): number {
  return offset < start ? offset : offset + end - start;
}

/** An item of a document in parts that a path leads into: its document, where it starts, and the path in it. Null for a path to anything else. */
export function itemAt(parts: DocumentParts, path: YamlPath) {
  const index = path[parts.path.length];
  const item = leadsTo(path, parts.path) && typeof index === 'number' ? parts.items[index] : undefined;
  if (typeof index !== 'number' || !item) return null;
  return { item, start: parts.offsets[index] ?? 0, path: [0, ...path.slice(parts.path.length + 1)] };
}
