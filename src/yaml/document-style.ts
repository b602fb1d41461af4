import { isMap, isSeq, visit, type Document, type YAMLMap } from 'yaml';
import { entriesOf, type Collection, type Entry } from './entry.ts';
import { indexOf } from './find-node.ts';
import { columnOf, newlineOf } from './lines.ts';
import type { YamlPath } from './yaml-path.ts';

/** How a document is written, so that what is added looks like the rest. */
export type DocumentStyle = {
  /** Columns by which a nested mapping stands in from its key. */
  readonly indent: number;
  /** Whether a sequence under a key stands in from it (`a:\n  - b`) or level with it (`a:\n- b`). */
  readonly indentsSequences: boolean;
  /** Whether a space stands inside the brackets of a mapping (`{ a: 1 }`), or of a sequence (`[ a ]`). */
  readonly padsMappings: boolean;
  readonly padsSequences: boolean;
  readonly singleQuotes: boolean;
  readonly newline: string;
  /** Whether the document is JSON: what is added must be, too. */
  readonly isJson: boolean;
};

const defaults = { indent: 2, indentsSequences: false };

/** What a document shows of its layout; null where it shows nothing of the kind. */
type Evidence = {
  indent: number | null;
  sequenceIndent: number | null;
  padsMappings: boolean | null;
  padsSequences: boolean | null;
};

/** The style of a document around `path`: of each kind the first evidence counts in the innermost collection on the way there that has any. */
export function documentStyle(source: string, tree: Document, path: YamlPath): DocumentStyle {
  const seen: Evidence = { indent: null, sequenceIndent: null, padsMappings: null, padsSequences: null };
  for (const collection of collectionsTo(tree, path).toReversed()) gather(source, collection, seen);
  const root = tree.contents;
  const { singleQuotes, hasPlainKeys } = scalarsOf(tree);
  const isJson = (isMap(root) || isSeq(root)) && !!root.flow && !hasPlainKeys;
  const firstInJson = isJson && entriesOf(root)?.[0];
  const indent = firstInJson ? columnOf(source, firstInJson.start) : seen.indent;
  return {
    indent: indent || seen.sequenceIndent || defaults.indent,
    indentsSequences: seen.sequenceIndent === null ? defaults.indentsSequences : seen.sequenceIndent > 0,
    padsMappings: seen.padsMappings ?? false,
    padsSequences: seen.padsSequences ?? false,
    singleQuotes,
    newline: newlineOf(source),
    isJson,
  };
}

/** The collections that a path leads through, the document's root first. */
function collectionsTo(tree: Document, path: YamlPath): readonly Collection[] {
  const way: Collection[] = [];
  let node: unknown = tree.contents;
  for (const step of [...path, null]) {
    if (!isMap(node) && !isSeq(node)) break;
    way.push(node);
    const entries: readonly Entry[] = entriesOf(node) ?? [];
    node = step === null ? null : entries[indexOf(entries, step, isMap(node))]?.value;
  }
  return way;
}

/** Adds what a collection shows to what is `seen` so far. */
function gather(source: string, collection: Collection, seen: Evidence): void {
  const look = (_: unknown, node: Collection) => {
    if (Object.values(seen).every((known) => known !== null)) return visit.BREAK;
    if (node.flow) lookAtPadding(source, node, seen);
    else if (isMap(node)) lookAtSteps(source, node, seen);
    return undefined;
  };
  visit(collection, { Map: look, Seq: look });
}

function lookAtPadding(source: string, collection: Collection, seen: Evidence): void {
  const open = collection.srcToken?.offset;
  if (open === undefined || collection.items.length === 0 || /[\r\n]/.test(source.charAt(open + 1))) return;
  const isPadded = source.charAt(open + 1) === ' ';
  if (isMap(collection)) seen.padsMappings ??= isPadded;
  else seen.padsSequences ??= isPadded;
}

function lookAtSteps(source: string, map: YAMLMap, seen: Evidence): void {
  for (const { start, value } of entriesOf(map) ?? []) {
    if ((!isMap(value) && !isSeq(value)) || value.flow) continue;
    const first = entriesOf(value)?.[0];
    if (!first) continue;
    const step = columnOf(source, first.start) - columnOf(source, start);
    if (isSeq(value)) seen.sequenceIndent ??= step;
    else seen.indent ??= step;
  }
}

function scalarsOf(tree: Document): { readonly singleQuotes: boolean; readonly hasPlainKeys: boolean } {
  let single = 0;
  let double = 0;
  let hasPlainKeys = false;
  visit(tree, {
    Scalar: (key, { type }) => {
      if (type === 'QUOTE_SINGLE') single++;
      else if (type === 'QUOTE_DOUBLE') double++;
      else if (key === 'key') hasPlainKeys = true;
    },
  });
  return { singleQuotes: single > double, hasPlainKeys };
}
