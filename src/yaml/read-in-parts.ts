import { visit, type Document } from 'yaml';
import { cutSequence, type SequenceCut } from './cut-sequence.ts';
import { nodesOf } from './document-nodes.ts';
import { columnOf, lineAt } from './lines.ts';
import { pathAt, rangeOf } from './locate.ts';
import { fromRest, type DocumentParts } from './document-parts.ts';
import type { YamlDocument, YamlProblem } from './stream.ts';
import { valueAt } from './value-at.ts';
import type { YamlPath } from './yaml-path.ts';

/** A document read in parts: its value and its problems. */
export type ReadParts = {
  readonly parts: DocumentParts;
  readonly value: unknown;
  readonly problems: readonly YamlProblem[];
};

/** What would make a piece mean something else than it does in its place: directives, merged keys, an end before the end. */
const boundToTheWhole = /^(?:%|\.\.\.)|<</m;

/** The share of a text that its longest sequence must have: what is left over is cut again, and a thousand short lists would be a thousand such steps. */
const WORTHWHILE = 1 / 8;

/** Reads a document in parts, each by `read`; null where it has no long sequence to be cut at, or where a part cannot be read by itself (an error, an anchor elsewhere). */
export function readInParts(source: string, read: (source: string) => YamlDocument): ReadParts | null {
  const cut = boundToTheWhole.test(source) ? null : cutSequence(source);
  if (!cut || cut.end - cut.start < source.length * WORTHWHILE) return null;
  const rest = read(source.slice(0, cut.start) + source.slice(cut.end));
  const path = isByItself(rest) ? holderOf(rest, source, cut) : null;
  if (!path) return null;
  const items: YamlDocument[] = [];
  for (const [index, start] of cut.items.entries()) {
    const item = read(source.slice(start, cut.items[index + 1] ?? cut.end));
    if (!isByItself(item) || !Array.isArray(item.value) || item.value.length !== 1) return null;
    items.push(item);
  }
  const parts: DocumentParts = { path, items, offsets: cut.items, end: cut.end, rest };
  const values = Object.freeze(items.map(({ value }) => (value as readonly unknown[])[0]));
  return { parts, value: withValueAt(rest.value, path, values), problems: problemsOf(parts) };
}

/** Whether a piece says the same alone as in its place: it can be read, and no alias in it may mean an anchor elsewhere. */
function isByItself(piece: YamlDocument): boolean {
  if (piece.isEmpty || piece.problems.some(({ severity }) => severity === 'error')) return false;
  return !/(?:^|[\s,:[{])\*[^\s*]/.test(piece.source) || !hasAlias(nodesOf(piece));
}

function hasAlias(tree: Document): boolean {
  let found = false;
  visit(tree, {
    Alias: () => {
      found = true;
      return visit.BREAK;
    },
  });
  return found;
}

/** The path of the key right above the cut, where it is a key without a value and the dashes do not stand left of it. */
function holderOf(rest: YamlDocument, source: string, { above, start }: SequenceCut): YamlPath | null {
  const path = pathAt(rest, above + lineAt(source, above).column);
  const key = rangeOf(rest, path)?.key;
  if (!key || key.start < above || valueAt(rest.value, path) !== null) return null;
  const isBare = /^[ \t]*:(?:[ \t]*(?:#.*)?\r?\n)+$/.test(source.slice(key.end, start));
  return isBare && columnOf(source, key.start) <= lineAt(source, start).column ? path : null;
}

/** `value` with `items` at `path`; what stands beside the way is the same object as before. */
function withValueAt(value: unknown, [step, ...rest]: YamlPath, items: unknown): unknown {
  if (step === undefined) return items;
  const inner = withValueAt(valueAt(value, [step]), rest, items);
  return Object.freeze(
    Array.isArray(value) ? value.with(Number(step), inner) : { ...(value as object), [step]: inner },
  );
}

function problemsOf(parts: DocumentParts): readonly YamlProblem[] {
  const { items, offsets, rest } = parts;
  const shifted = ({ problems }: YamlDocument, place: (offset: number) => number) =>
    problems.map((problem) => ({
      ...problem,
      range: { start: place(problem.range.start), end: place(problem.range.end) },
    }));
  return [
    ...shifted(rest, (offset) => fromRest(parts, offset)),
    ...items.flatMap((item, index) => shifted(item, (offset) => offset + (offsets[index] ?? 0))),
  ];
}
