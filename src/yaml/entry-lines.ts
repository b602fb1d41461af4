import type { Entry } from './entry.ts';
import { columnOf, lineAt, lineEnd, lineStart, startsLine } from './lines.ts';
import type { Range } from './text-edit.ts';

/**
 * The whole lines that an entry owns, or null where it does not start its line (`- a: 1` owns no line for `a`).
 * Its own are: the comment lines straight above it in its very column; its content; the comment at the end of its last line; and
 * the comment lines below that are indented deeper than it, up to the next line that is not. Everything else stays where it is.
 */
export function linesOf(source: string, entries: readonly Entry[], index: number, isRoot: boolean): Range | null {
  const entry = entries[index];
  if (!entry || !startsLine(source, entry.start)) return null;
  const previous = entries[index - 1];
  // What stands above the first key of a document is about the document.
  const floor = previous ? lineEnd(source, previous.end) : isRoot ? entry.start : 0;
  return { start: ownStart(source, entry, floor), end: ownEnd(source, entry, entries[index + 1]?.start) };
}

function ownStart(source: string, entry: Entry, floor: number): number {
  const column = columnOf(source, entry.start);
  let start = lineStart(source, entry.start);
  while (start > floor) {
    const above = lineStart(source, start - 1);
    const line = lineAt(source, above);
    if (above < floor || line.kind !== 'comment' || line.column !== column) break;
    start = above;
  }
  return start;
}

/** Where the lines of an entry's content, trailing comment and deeper comments end. */
export function ownEnd(source: string, entry: Entry, limit = source.length): number {
  const column = columnOf(source, entry.start);
  let end = lineEnd(source, entry.end);
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
