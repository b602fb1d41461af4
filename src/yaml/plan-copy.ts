import { blankAbove, blankBelow, linesOf, ownEnd } from './entry-lines.ts';
import type { Slot } from './find-node.ts';
import { lexemesOf } from './lexemes.ts';
import { columnOf, startsLine } from './lines.ts';
import type { Refused } from './refused.ts';
import type { Sheet } from './sheet.ts';
import { applyTextEdits, type Range, type TextEdit } from './text-edit.ts';

/**
 * Puts a copy of an entry behind it: its lines with their comments, or its text where it stands in brackets. Anchors are not copied: one that stands
 * twice would mean the copy from there on, and the aliases in the copy mean the same value by the first.
 */
export function copyEntry({ source, style }: Sheet, slot: Slot): readonly TextEdit[] | Refused {
  const { collection, entries, index, entry, isRoot } = slot;
  const indent = ' '.repeat(columnOf(source, entry.start));
  if (collection.flow) {
    const gap = startsLine(source, entry.start) ? style.newline + indent : ' ';
    return [{ offset: entry.end, length: 0, text: `,${gap}${withoutAnchors(source, entry)}` }];
  }
  const own = linesOf(source, entries, index, isRoot) ?? {
    start: entry.start,
    end: ownEnd(source, entries, index),
  };
  const lines = (own.start === entry.start ? indent : '') + withoutAnchors(source, own);
  const blank = index > 0 ? blankAbove(source, own.start) : blankBelow(source, own.end);
  const gap = entries.length > 1 ? source.slice(blank.start, blank.end) : '';
  if (lines.endsWith('\n')) return [{ offset: own.end, length: 0, text: gap + lines }];
  return [{ offset: own.end, length: 0, text: style.newline + gap + lines }];
}

/** A stretch of a text without the anchors in it, nor the space that sets each apart from what follows, or else from what stands before. */
function withoutAnchors(source: string, { start, end }: Range): string {
  const text = source.slice(start, end);
  if (!text.includes('&')) return text;
  const deletions: TextEdit[] = [];
  for (const { offset, text: anchor, kind } of lexemesOf(source)) {
    if (kind !== 'other' || !anchor.startsWith('&') || offset < start || offset >= end) continue;
    const at = offset - start;
    const after = /^[ \t]*/.exec(text.slice(at + anchor.length))?.[0] ?? '';
    const endsLine = /^\r?\n|^$/.test(text.slice(at + anchor.length + after.length));
    const before = endsLine ? (/ *$/.exec(text.slice(0, at))?.[0] ?? '') : '';
    deletions.push({ offset: at - before.length, length: before.length + anchor.length + after.length, text: '' });
  }
  return applyTextEdits(text, deletions);
}
