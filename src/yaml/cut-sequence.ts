import { isDashAt, lineAt, lineEnd } from './lines.ts';

/** A block sequence under a key, cut at its items: each starts with the line of its dash and ends where the next one starts. */
export type SequenceCut = {
  /** Where the line of the key starts. */
  readonly above: number;
  readonly start: number;
  readonly end: number;
  /** Where the items start, in the text; the first is `start`. */
  readonly items: readonly number[];
};

/** A sequence that goes on: all that is indented deeper than its dashes is in its items. */
type Open = { readonly column: number; readonly above: number; readonly items: number[] };

/**
 * The longest stretch of lines that looks like the block sequence of a key, by dashes and indentation alone: in a readable document every line of an item but the
 * first is indented deeper than its dash. A look-alike inside a scalar is told by whoever reads the pieces. Null where there is none.
 */
export function cutSequence(source: string): SequenceCut | null {
  const open: Open[] = [];
  let longest: SequenceCut | null = null;
  /** Ends the sequences that a line with content in `column` is not in any more; a dash in their own column goes on with them. */
  const close = (column: number, isDash: boolean, end: number) => {
    const ended = open.findIndex((each) => each.column > column || (each.column === column && !isDash));
    for (const { above, items } of ended < 0 ? [] : open.splice(ended)) {
      const start = items[0] ?? end;
      const isUnderKey = above < start && /:[ \t]*(?:#.*)?\r?\n/.test(source.slice(above, lineEnd(source, above)));
      if (isUnderKey && end - start > (longest ? longest.end - longest.start : 0))
        longest = { above, start, end, items };
    }
  };
  let above = 0;
  for (let start = 0; start < source.length;) {
    const { kind, column, end } = lineAt(source, start);
    if (kind === 'content') {
      const isDash = isDashAt(source, start + column);
      close(column, isDash, start);
      const top = open.at(-1);
      if (isDash && top?.column === column) top.items.push(start);
      else if (isDash) open.push({ column, above, items: [start] });
      above = start;
    }
    start = end;
  }
  close(-1, false, source.length);
  return longest;
}
