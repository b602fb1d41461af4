import { hasComment } from './comments.ts';
import type { Entry } from './entry.ts';
import { blankAbove, blankBelow, linesOf } from './entry-lines.ts';
import type { Slot } from './find-node.ts';
import { breakBefore, lineEnd } from './lines.ts';
import { refuse, type Refused } from './refused.ts';
import type { Sheet } from './sheet.ts';
import type { Range, TextEdit } from './text-edit.ts';

/** Moves an entry so that it stands at `to`, with its own comments and the blank lines that set it apart. */
export function moveEntry(sheet: Sheet, slot: Slot, to: number): readonly TextEdit[] | Refused {
  const { collection, entries, index, isRoot } = slot;
  const { source } = sheet;
  if (to === index) return [];
  if (collection.flow) return permute(source, entries, index, to);
  const from = linesOf(source, entries, index, isRoot);
  const target = linesOf(source, entries, to, isRoot);
  if (from && target) return moveLines(sheet, from, target, to < index);
  return permute(source, entries, index, to);
}

function moveLines({ source, style }: Sheet, from: Range, target: Range, goesUp: boolean): readonly TextEdit[] {
  const blank = goesUp ? blankAbove(source, from.start) : blankBelow(source, from.end);
  const gap = source.slice(blank.start, blank.end);
  const lines = source.slice(from.start, from.end);
  const whole = lines.endsWith('\n') ? lines : lines + style.newline;
  if (goesUp) {
    const start = lines.endsWith('\n') ? blank.start : breakBefore(source, blank.start);
    return [
      { offset: target.start, length: 0, text: whole + gap },
      { offset: start, length: from.end - start, text: '' },
    ];
  }
  const removed = { offset: from.start, length: blank.end - from.start, text: '' };
  const endsText = !source.slice(0, target.end).endsWith('\n');
  const text = endsText ? style.newline + gap + whole.replace(/\r?\n$/, '') : gap + whole;
  return [removed, { offset: target.end, length: 0, text }];
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
