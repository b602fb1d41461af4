import { isMap, isSeq, visit, type Document } from 'yaml';
import { entriesOf } from './entry.ts';
import { columnOf, newlineOf } from './lines.ts';

/** How a document is written, so that what is added looks like the rest. */
export type DocumentStyle = {
  /** Columns by which a nested mapping stands in from its key. */
  readonly indent: number;
  /** Whether a sequence under a key stands in from it (`a:\n  - b`) or level with it (`a:\n- b`). */
  readonly indentsSequences: boolean;
  readonly singleQuotes: boolean;
  readonly newline: string;
  /** Whether the document is JSON: what is added must be, too. */
  readonly isJson: boolean;
};

const defaults = { indent: 2, indentsSequences: false };

/** The style of a document, by its first evidence of each kind. */
export function documentStyle(source: string, tree: Document): DocumentStyle {
  let indent: number | null = null;
  let sequenceIndent: number | null = null;
  let single = 0;
  let double = 0;
  let plainKeys = 0;
  visit(tree, {
    Scalar: (key, { type }) => {
      if (type === 'QUOTE_SINGLE') single++;
      else if (type === 'QUOTE_DOUBLE') double++;
      else if (key === 'key') plainKeys++;
    },
    Map: (_, map) => {
      if (map.flow || (indent !== null && sequenceIndent !== null)) return;
      for (const entry of entriesOf(map) ?? []) {
        const { value } = entry;
        if ((!isMap(value) && !isSeq(value)) || value.flow) continue;
        const first = entriesOf(value)?.[0];
        if (!first) continue;
        const step = columnOf(source, first.start) - columnOf(source, entry.start);
        if (isSeq(value)) sequenceIndent ??= step;
        else indent ??= step;
      }
    },
  });
  const root = tree.contents;
  const isJson = (isMap(root) || isSeq(root)) && !!root.flow && plainKeys === 0;
  const firstInJson = isJson && entriesOf(root)?.[0];
  if (firstInJson) indent = columnOf(source, firstInJson.start);
  return {
    indent: indent || sequenceIndent || defaults.indent,
    indentsSequences: sequenceIndent === null ? defaults.indentsSequences : sequenceIndent > 0,
    singleQuotes: single > double,
    newline: newlineOf(source),
    isJson,
  };
}
