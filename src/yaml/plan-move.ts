import { hasComment } from './comments.ts';
import type { Entry } from './entry.ts';
import { linesOf } from './entry-lines.ts';
import type { Slot } from './find-node.ts';
import { breakBefore, lineEnd } from './lines.ts';
import { refuse, type Refused } from './refused.ts';
import type { Sheet } from './sheet.ts';
import type { Range, TextEdit } from './text-edit.ts';

/** Moves an entry so that it stands at `to`, with the comments that are its own. */
export function moveEntry(sheet: Sheet, slot: Slot, to: number): readonly TextEdit[] | Refused {
  const { collection, entries, index, isRoot } = slot;
  const { source } = sheet;
  if (to === index) return [];
  if (collection.flow) return permute(source, entries, index, to);
  const [first, last] = [Math.min(index, to), Math.max(index, to)];
  const lines = entries.slice(first, last + 1).map((_, row) => linesOf(source, entries, first + row, isRoot));
  const owned = lines.filter((range) => range !== null);
  return owned.length === lines.length ? moveLines(sheet, owned, to < index) : permute(source, entries, index, to);
}

/**
 * Moves the last of some entries to the first place, or the first to the last one. What stands between them, blank lines and comments that are no
 * entry's own, keeps its place: entries move past it, and back.
 */
function moveLines({ source, style }: Sheet, lines: readonly Range[], goesUp: boolean): readonly TextEdit[] {
  const textOf = ({ start, end }: Range) => source.slice(start, end);
  const gaps = lines.slice(1).map(({ start }, row) => ({ start: lines[row]?.end ?? start, end: start }));
  const [first, last] = [lines[0], lines.at(-1)];
  const [upper, lower] = [gaps[0], gaps.at(-1)];
  if (!first || !last || !upper || !lower) return [];
  const endsText = !textOf(last).endsWith('\n');
  const passed = goesUp ? gaps.slice(0, -1) : gaps.slice(1);
  const shifted = passed.map(({ start, end }, row): TextEdit => {
    const gap = gaps[goesUp ? row + 1 : row];
    return { offset: start, length: end - start, text: gap ? textOf(gap) : '' };
  });
  const changed = shifted.filter(({ offset, length, text }) => source.slice(offset, offset + length) !== text);
  if (goesUp) {
    const start = endsText ? breakBefore(source, lower.start) : lower.start;
    const text = textOf(last) + (endsText ? style.newline : '') + textOf(upper);
    return [
      { offset: first.start, length: 0, text },
      ...changed,
      { offset: start, length: last.end - start, text: '' },
    ];
  }
  const removed = { offset: first.start, length: upper.end - first.start, text: '' };
  const text = endsText
    ? style.newline + textOf(lower) + textOf(first).replace(/\r?\n$/, '')
    : textOf(lower) + textOf(first);
  return [removed, ...changed, { offset: last.end, length: 0, text }];
}

/** Gives the texts of the entries between the two places to one another, where they are not lines of their own; comments among them would lose their owner. */
function permute(source: string, entries: readonly Entry[], from: number, to: number): readonly TextEdit[] | Refused {
  const between = entries.slice(Math.min(from, to), Math.max(from, to) + 1);
  const start = between[0]?.start ?? 0;
  const end = lineEnd(source, between.at(-1)?.end ?? 0);
  if (hasComment(source, { start, end }))
    return refuse('layout', 'Comments stand among these entries; move it in the text.');
  const texts = between.map((entry) => source.slice(entry.start, entry.end));
  const [moved = ''] = texts.splice(from < to ? 0 : texts.length - 1, 1);
  texts.splice(from < to ? texts.length : 0, 0, moved);
  return between.map((entry, row) => ({
    offset: entry.start,
    length: entry.end - entry.start,
    text: texts[row] ?? '',
  }));
}
