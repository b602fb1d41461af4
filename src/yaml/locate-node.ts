import { isMap, isNode, isPair, isSeq, type Document, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import { keyName } from './kubernetes-value.ts';
import type { Range } from './text-edit.ts';
import type { YamlPath } from './yaml-path.ts';

/** Where a node stands, counted from the start of the document's source. `key` is null for items and the root; `extent` is the whole lines it owns. */
export type NodeRange = { readonly key: Range | null; readonly value: Range; readonly extent: Range };

/** The ranges of the node at `path` of a tree, or null where it has none. The whole text is the root's extent. */
export function nodeRange(source: string, tree: Document, path: YamlPath): NodeRange | null {
  let node: unknown = tree.contents;
  let key: unknown = null;
  for (const step of path) {
    const child = childOf(node, step);
    if (!child) return null;
    ({ key, node } = child);
  }
  if (path.length === 0) return { ...wholeOf(source), value: rangeOfNode(node) ?? wholeOf(source).value };
  const keyRange = rangeOfNode(key);
  const value = rangeOfNode(node) ?? (keyRange && { start: keyRange.end, end: keyRange.end });
  if (!value) return null;
  return { key: keyRange, value, extent: extentOf(source, keyRange?.start ?? value.start, value.end) };
}

/** The path of the innermost node of a tree that holds `offset`; [] where none does. */
export function nodePathAt(source: string, tree: Document, offset: number): YamlPath {
  const path: (string | number)[] = [];
  let node: unknown = tree.contents;
  for (;;) {
    const child = childAt(source, node, offset);
    if (!child) return path;
    path.push(child.step);
    node = child.node;
  }
}

/** The ranges of a text as a whole. */
export function wholeOf(source: string): NodeRange {
  const whole = { start: 0, end: source.length };
  return { key: null, value: whole, extent: whole };
}

/** The whole lines from `start` to `end`, without the last line break. */
export function extentOf(source: string, start: number, end: number): Range {
  return { start: source.lastIndexOf('\n', start - 1) + 1, end: lastLineEnd(source, end) };
}

/** Where the line ends that `position` is on; what ends with a line break ends before it. */
export function lastLineEnd(source: string, position: number): number {
  if (position > 0 && source.charAt(position - 1) === '\n') return position - 1;
  const end = source.indexOf('\n', position);
  return end < 0 ? source.length : end;
}

type Child = { readonly key: unknown; readonly node: unknown };

function childOf(node: unknown, step: string | number): Child | null {
  if (isMap(node)) {
    const pair = node.items.findLast((candidate) => keyName(candidate.key) === String(step));
    return pair ? { key: pair.key, node: pair.value } : null;
  }
  if (!isSeq(node) || typeof step !== 'number') return null;
  const item = node.items[step];
  return item === undefined ? null : { key: null, node: isPair(item) ? mapOf(item) : item };
}

/** `[a: 1]` holds a mapping of one pair. */
function mapOf(pair: Pair): unknown {
  return pair.value ?? pair.key;
}

/** The child whose lines hold the offset: a block child owns its lines from its first character's line to its last one's end. */
function childAt(source: string, node: unknown, offset: number): { step: string | number; node: unknown } | null {
  if (!isMap(node) && !isSeq(node)) return null;
  const children = childrenOf(node);
  for (const { step, key, value } of children) {
    const first = rangeOfNode(key) ?? rangeOfNode(value);
    const last = rangeOfNode(value) ?? first;
    if (!first || !last) continue;
    const start = node.flow ? first.start : itemStart(source, first.start);
    const end = node.flow ? last.end : lastLineEnd(source, last.end);
    if (offset >= start && offset <= end) return { step, node: value };
  }
  return null;
}

function childrenOf(node: YAMLMap | YAMLSeq): { step: string | number; key: unknown; value: unknown }[] {
  if (isMap(node)) return node.items.map(({ key, value }) => ({ step: keyName(key), key, value }));
  return node.items.map((item, step) => ({ step, key: null, value: isPair(item) ? mapOf(item) : item }));
}

/** Where the line's own part before a child begins: blanks and, in `- a: 1`, the dashes belong to the innermost thing that starts there. */
function itemStart(source: string, start: number): number {
  let position = start;
  while (position > 0 && /[ \t-]/.test(source.charAt(position - 1))) position--;
  return position;
}

function rangeOfNode(node: unknown): Range | null {
  return isNode(node) && node.range ? { start: node.range[0], end: contentEnd(node, node.range[1]) } : null;
}

/** A block collection ends with its last child: the comments and blank lines after it are not its value. */
function contentEnd(node: unknown, end: number): number {
  if ((!isMap(node) && !isSeq(node)) || node.flow) return end;
  const last = node.items.at(-1);
  for (const child of isPair(last) ? [last.value, last.key] : [last]) {
    const range = rangeOfNode(child);
    if (range) return range.end;
  }
  return end;
}
