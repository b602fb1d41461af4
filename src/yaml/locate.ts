import { nodesOf } from './document-nodes.ts';
import { fromRest, itemAt, type DocumentParts } from './document-parts.ts';
import { extentOf, lastLineEnd, nodePathAt, nodeRange, wholeOf, type NodeRange } from './locate-node.ts';
import { lastUpTo } from './last-up-to.ts';
import type { YamlDocument, YamlStream } from './stream.ts';
import type { Range } from './text-edit.ts';
import { leadsTo, type YamlPath } from './yaml-path.ts';

/** The ranges of the node at `path`, or null where the document has none. */
export function rangeOf(document: YamlDocument, path: YamlPath): NodeRange | null {
  const { source, parts, isEmpty } = document;
  if (isEmpty) return path.length === 0 ? wholeOf(source) : null;
  return parts ? rangeInParts(source, parts, path) : nodeRange(source, nodesOf(document), path);
}

/** The ranges of what leads to `path` and stands in the document, as far in as it goes: what is missing, or comes by an alias, has no place of its own. */
export function nearestRange(document: YamlDocument, path: YamlPath): NodeRange {
  const found = rangeOf(document, path);
  if (found) return found;
  return path.length === 0 ? wholeOf(document.source) : nearestRange(document, path.slice(0, -1));
}

/** Where what stands at `path` begins, its key where it has one; of what has no place of its own, where that begins which leads to it. */
export function startOf(document: YamlDocument, path: YamlPath): number {
  const { key, value } = nearestRange(document, path);
  return (key ?? value).start;
}

/** The path of the innermost node that holds `offset` (from the document's start); [] where none does. Works in broken documents as far as they parse. */
export function pathAt(document: YamlDocument, offset: number): YamlPath {
  const { source, parts, isEmpty } = document;
  if (isEmpty) return [];
  return parts ? pathInParts(source, parts, offset) : nodePathAt(source, nodesOf(document), offset);
}

/** The document that holds `offset` of the whole text; 0 for a text without documents. */
export function documentAt({ offsets }: YamlStream, offset: number): number {
  return lastUpTo(offsets, offset);
}

function rangeInParts(source: string, parts: DocumentParts, path: YamlPath): NodeRange | null {
  if (leadsTo(path, parts.path) && path.length > parts.path.length) {
    const found = itemAt(parts, path);
    return found && moved(rangeOf(found.item, found.path), (offset) => offset + found.start);
  }
  const range = rangeOf(parts.rest, path);
  if (!range) return null;
  if (!leadsTo(parts.path, path)) return moved(range, (offset) => fromRest(parts, offset));
  const [first = 0] = parts.offsets;
  const start = path.length === parts.path.length ? source.indexOf('-', first) : range.value.start;
  const end = range.value.end > first ? fromRest(parts, range.value.end) : contentEnd(parts);
  if (path.length === 0) return { ...wholeOf(source), value: { start, end } };
  return { key: range.key, value: { start, end }, extent: extentOf(source, range.key?.start ?? start, end) };
}

/** Where the last item ends, comments and blank lines after it not counted. */
function contentEnd({ items, offsets }: DocumentParts): number {
  const last = items.at(-1);
  return (offsets.at(-1) ?? 0) + ((last && rangeOf(last, [0])?.value.end) ?? 0);
}

function pathInParts(source: string, parts: DocumentParts, offset: number): YamlPath {
  const { items, offsets, path, end, rest } = parts;
  const [start = 0] = offsets;
  if (offset >= end && end < source.length) return pathAt(rest, offset - end + start);
  if (offset < start) return offset > (rangeOf(rest, path)?.key?.end ?? start) ? path : pathAt(rest, offset);
  const index = lastUpTo(offsets, offset);
  const item = items[index];
  const [first, ...inner] = item ? pathAt(item, offset - (offsets[index] ?? 0)) : [];
  if (first !== undefined) return [...path, index, ...inner];
  // Between items, or behind the last one: then it is inside of whatever goes on there.
  const above = Array.from(path, (_, length) => path.slice(0, path.length - length));
  return above.find((place) => offset <= lastLineEnd(source, rangeInParts(source, parts, place)?.value.end ?? 0)) ?? [];
}

function moved(range: NodeRange | null, place: (offset: number) => number): NodeRange | null {
  if (!range) return null;
  const move = ({ start, end }: Range): Range => ({ start: place(start), end: place(end) });
  return { key: range.key && move(range.key), value: move(range.value), extent: move(range.extent) };
}
