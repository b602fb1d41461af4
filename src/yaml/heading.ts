import type { Entry } from './entry.ts';
import { columnOf, isDashAt, lineAt, lineEnd, lineStart } from './lines.ts';

type CommentLine = { readonly start: number; readonly column: number; readonly text: string };

/**
 * Where the heading of an entry that starts its line begins, which is the comment lines that are its own; the start of its line where it has none.
 * `floor` is where the line after the entry above starts, or whatever else the heading cannot go beyond.
 *
 * This is the one rule for whose a comment line between two entries is. The comment lines straight above an entry, up to a blank line, head it:
 * 1. all of them where it is the first of its collection;
 * 2. else from the first on that is not indented deeper than the entry: deeper ones before that go on with the entry above;
 * 3. where all are deeper, those of a key go on with the key above. Those of an item, whose keys stand deeper than its dash, head it from the first on that
 *    - is not deeper than the content of the item above, of which it would be a part; and
 *    - does not look commented out of the item above: that it does where it reads as YAML and no blank line sets it apart from that item, unless the list's
 *      first item has its heading in that very column.
 */
export function headingStart(source: string, entries: readonly Entry[], index: number, floor: number): number {
  const entry = entries[index];
  if (!entry) return floor;
  const start = lineStart(source, entry.start);
  const run = commentLinesAbove(source, start, floor);
  const first = run[0];
  if (!first) return start;
  const above = entries[index - 1];
  if (!above) return first.start;
  const column = columnOf(source, entry.start);
  const level = run.find((line) => line.column <= column);
  if (level) return level.start;
  const content = contentColumn(source, above);
  const mayBeCommentedOut = first.start === lineEnd(source, above.end);
  const isCommentedOut = (line: CommentLine) =>
    mayBeCommentedOut && readsAsYaml(line.text) && line.column !== headingColumn(source, entries);
  return run.find((line) => line.column <= content && !isCommentedOut(line))?.start ?? start;
}

/** The comment lines that end where the line at `start` begins, from the top. */
function commentLinesAbove(source: string, start: number, floor: number): CommentLine[] {
  const lines: CommentLine[] = [];
  for (let end = start; end > floor;) {
    const above = lineStart(source, end - 1);
    const { kind, column } = lineAt(source, above);
    if (above < floor || kind !== 'comment') break;
    lines.push({ start: above, column, text: source.slice(above + column, end).trimEnd() });
    end = above;
  }
  return lines.reverse();
}

/** The column that what belongs to an entry is not left of: that of an item's value, behind its dash; a key's own. */
function contentColumn(source: string, { start, value }: Entry): number {
  if (!isDashAt(source, start)) return columnOf(source, start);
  const content = value?.srcToken?.offset;
  return content === undefined ? columnOf(source, start) + 2 : columnOf(source, content);
}

/** The column of the comment right above the first entry; null where none stands there. */
function headingColumn(source: string, [first]: readonly Entry[]): number | null {
  const start = first ? lineStart(source, first.start) : 0;
  const line = start > 0 ? lineAt(source, lineStart(source, start - 1)) : null;
  return line?.kind === 'comment' ? line.column : null;
}

/** Whether a comment reads as a key with at most one word, quotes or brackets behind it (`# timeout: 5s`, `# retries:`), or as an item of that kind (`# - a.b`). */
function readsAsYaml(comment: string): boolean {
  return /^#\s*(?:(?:- +)*[a-z][\w./-]*:(?: +(?:["'[{].*|\S+))?|- +(?:["'[{].*|\S+))(?:\s+#.*)?$/.test(comment);
}
