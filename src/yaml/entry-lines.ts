import type { Entry } from './entry.ts';
import { headingStart } from './heading.ts';
import { columnOf, lineAt, lineEnd, lineStart, startsLine } from './lines.ts';
import type { Range } from './text-edit.ts';

/**
 * The whole lines that an entry owns, or null where it does not start its line (`- a: 1` owns no line for `a`).
 * Its own are: its heading (see `headingStart`); its content; the comment at the end of its last line; and the comment lines below
 * that are indented deeper than it, up to the next line that is not, or to the next one's heading. Everything else stays where it is.
 */
export function linesOf(source: string, entries: readonly Entry[], index: number, isRoot: boolean): Range | null {
  const entry = entries[index];
  if (!entry || !startsLine(source, entry.start)) return null;
  const previous = entries[index - 1];
  // What stands above the first key of a document is about the document.
  const floor = previous ? lineEnd(source, previous.end) : isRoot ? entry.start : 0;
  return { start: headingStart(source, entries, index, floor), end: ownEnd(source, entries, index) };
}

/** Where the lines of an entry's content, trailing comment and deeper comments end. */
export function ownEnd(source: string, entries: readonly Entry[], index: number): number {
  const entry = entries[index];
  if (!entry) return source.length;
  const column = columnOf(source, entry.start);
  let end = lineEnd(source, entry.end);
  const limit = index + 1 < entries.length ? headingStart(source, entries, index + 1, end) : source.length;
  for (let position = end; position < limit;) {
    const line = lineAt(source, position);
    if (line.kind === 'content' || (line.kind === 'comment' && line.column <= column)) break;
    position = line.end;
    if (line.kind === 'comment') end = position;
  }
  return end;
}

/** The blank lines that end at `position`, a line's start. */
export function blankAbove(source: string, position: number): Range {
  let start = position;
  while (start > 0) {
    const above = lineStart(source, start - 1);
    if (lineAt(source, above).kind !== 'blank') break;
    start = above;
  }
  return { start, end: position };
}

/** The blank lines that start at `position`, a line's start. */
export function blankBelow(source: string, position: number): Range {
  let end = position;
  while (end < source.length) {
    const line = lineAt(source, end);
    if (line.kind !== 'blank') break;
    end = line.end;
  }
  return { start: position, end };
}
