import { blankAbove, blankBelow, linesOf } from './entry-lines.ts';
import type { Slot } from './find-node.ts';
import { columnOf, startsLine } from './lines.ts';
import type { Refused } from './refused.ts';
import type { Sheet } from './sheet.ts';
import type { TextEdit } from './text-edit.ts';

/** Puts a copy of an entry behind it: its lines with their comments, or its text where it has no lines of its own. */
export function copyEntry({ source, style }: Sheet, slot: Slot): readonly TextEdit[] | Refused {
  const { collection, entries, index, entry, isRoot } = slot;
  const text = source.slice(entry.start, entry.end);
  const indent = ' '.repeat(columnOf(source, entry.start));
  if (collection.flow) {
    const gap = startsLine(source, entry.start) ? style.newline + indent : ' ';
    return [{ offset: entry.start, length: 0, text: `${text},${gap}` }];
  }
  const own = linesOf(source, entries, index, isRoot);
  if (!own) return [{ offset: entry.start, length: 0, text: text + style.newline + indent }];
  const lines = source.slice(own.start, own.end);
  const blank = index > 0 ? blankAbove(source, own.start) : blankBelow(source, own.end);
  const gap = entries.length > 1 ? source.slice(blank.start, blank.end) : '';
  if (lines.endsWith('\n')) return [{ offset: own.end, length: 0, text: gap + lines }];
  return [{ offset: own.end, length: 0, text: style.newline + gap + lines }];
}
