import { hasComment } from './comments.ts';
import type { Entry } from './entry.ts';
import { blankAbove, blankBelow, linesOf, ownEnd } from './entry-lines.ts';
import type { Found, Slot } from './find-node.ts';
import { lineEnd, lineStart, startsLine } from './lines.ts';
import { writeValue } from './plan-value.ts';
import { refuse, type Refused } from './refused.ts';
import type { Sheet } from './sheet.ts';
import type { Range, TextEdit } from './text-edit.ts';

/** Removes an entry with the comments that are its own. `holder` is where its collection stands: without entries it becomes `{}` or `[]`. */
export function removeEntry(sheet: Sheet, slot: Slot, holder: Found): readonly TextEdit[] | Refused {
  const { collection, entries, index, entry } = slot;
  if (entries.length > 1) return collection.flow ? removeFromFlow(sheet, slot) : removeFromBlock(sheet.source, slot);
  if (!collection.flow) return writeValue(sheet, holder, entry.name === null ? [] : {});
  const lines = ownLines(sheet.source, entries, index);
  if (lines) return [deletion(lines)];
  return withoutComments(sheet.source, { start: entry.start, end: entry.comma === null ? entry.end : entry.comma + 1 });
}

function removeFromBlock(source: string, { entries, index, entry, isRoot }: Slot): readonly TextEdit[] {
  const lines = linesOf(source, entries, index, isRoot);
  if (lines) return [deletion(withBlankLines(source, lines, entries, index))];
  // The entry stands behind its parent's dash: what comes next moves up to it.
  const end = ownEnd(source, entries, index);
  const below = blankBelow(source, end).end;
  const content = /[^ ]/.exec(source.slice(below))?.index ?? 0;
  return [deletion({ start: entry.start, end: below + content })];
}

/** With the lines go the blank ones that set them apart, so that no gap is left and none closes. */
function withBlankLines(source: string, lines: Range, entries: readonly Entry[], index: number): Range {
  const above = blankAbove(source, lines.start);
  const below = blankBelow(source, lines.end);
  const isFirst = index === 0;
  const isLast = index === entries.length - 1;
  let { start, end } = lines;
  if (isFirst) ({ end } = below);
  else if (isLast || below.end > below.start) ({ start } = above);
  // A text that ends without a line break still does.
  if (end === source.length && !source.endsWith('\n') && start > 0) start -= source.charAt(start - 2) === '\r' ? 2 : 1;
  return { start, end };
}

function removeFromFlow({ source }: Sheet, slot: Slot): readonly TextEdit[] | Refused {
  const { entries, index, entry } = slot;
  const previous = entries[index - 1];
  const next = entries[index + 1];
  const lines = ownLines(source, entries, index);
  if (lines) {
    const orphan = next || entry.comma !== null ? null : (previous?.comma ?? null);
    const comma = orphan === null ? [] : [deletion({ start: orphan, end: orphan + 1 })];
    return [...comma, deletion(lines)];
  }
  if (next) return withoutComments(source, { start: entry.start, end: next.start });
  return withoutComments(source, { start: previous?.end ?? entry.start, end: entry.end });
}

/** The lines of a flow entry, where no other entry and no bracket stands on them. */
function ownLines(source: string, entries: readonly Entry[], index: number): Range | null {
  const lines = linesOf(source, entries, index, false);
  const entry = entries[index];
  if (!lines || !entry || !startsLine(source, entry.start)) return null;
  const tail = source.slice(entry.end, lineEnd(source, entry.end));
  if (!/^[ \t]*,?[ \t]*(?:#.*)?\r?\n$/.test(tail)) return null;
  const hasOwnComma = entry.comma === null || entry.comma < lineEnd(source, entry.end);
  const previousEnds = lineStart(source, entry.start) >= (entries[index - 1]?.end ?? 0);
  return hasOwnComma && previousEnds ? lines : null;
}

function withoutComments(source: string, range: Range): readonly TextEdit[] | Refused {
  if (hasComment(source, range))
    return refuse('layout', 'A comment stands between the entries of these brackets; change it in the text.');
  return [deletion(range)];
}

function deletion({ start, end }: Range): TextEdit {
  return { offset: start, length: end - start, text: '' };
}
