import { isCollection, isMap, type Node } from 'yaml';
import type { DocumentStyle } from './document-style.ts';
import { entriesOf, type Entry } from './entry.ts';
import { blankAbove, linesOf, ownEnd } from './entry-lines.ts';
import type { Found } from './find-node.ts';
import { flowLines } from './flow-lines.ts';
import { blockLines, linesLike, scalarText } from './fragment.ts';
import { columnOf, lineEnd, startsLine } from './lines.ts';
import { writeValue } from './plan-value.ts';
import { refuse, unreachable, type Refused } from './refused.ts';
import type { Sheet } from './sheet.ts';
import type { TextEdit } from './text-edit.ts';

/** What is to be inserted: an item, or a pair as an object of one key. */
export type Fresh = { readonly value: unknown; readonly isPair: boolean; readonly comment: readonly string[] };

/** Inserts an entry into the collection at `holder` so that it stands at `index`; an empty value or empty brackets become a collection. */
export function insertEntry(sheet: Sheet, holder: Found, index: number, fresh: Fresh): readonly TextEdit[] | Refused {
  const { node } = holder;
  const entries = isCollection(node) ? entriesOf(node) : [];
  if (!entries) return unreachable;
  if (entries.length === 0 || !isCollection(node))
    return writeValue(sheet, holder, fresh.isPair ? fresh.value : [fresh.value], fresh.comment);
  if (node.flow) return insertIntoFlow(sheet, entries, index, fresh);
  return [insertIntoBlock(sheet, entries, holder.slot === null, index, fresh)];
}

function insertIntoBlock(
  sheet: Sheet,
  entries: readonly Entry[],
  isRoot: boolean,
  index: number,
  fresh: Fresh,
): TextEdit {
  const { source, style } = sheet;
  const lines = freshLines(sheet, entries[0], fresh);
  const indent = ' '.repeat(columnOf(source, entries[0]?.start ?? 0));
  const gap = areSetApart(source, entries, isRoot) ? style.newline : '';
  const join = (first: string) =>
    lines.map((line, row) => (line === '' ? '' : (row ? indent : first) + line)).join(style.newline);
  const entry = entries[index];
  if (entry) {
    const own = linesOf(source, entries, index, isRoot);
    // Where the entry stands behind its parent's dash, the new one takes that place.
    if (!own) return { offset: entry.start, length: 0, text: join('') + style.newline + gap + indent };
    return { offset: own.start, length: 0, text: join(indent) + style.newline + gap };
  }
  const end = ownEnd(source, entries, entries.length - 1);
  if (source.charAt(end - 1) === '\n') return { offset: end, length: 0, text: gap + join(indent) + style.newline };
  return { offset: end, length: 0, text: style.newline + gap + join(indent) };
}

/** Whether blank lines stand between all entries. */
function areSetApart(source: string, entries: readonly Entry[], isRoot: boolean): boolean {
  return (
    entries.length > 1 &&
    entries.every((_, index) => {
      const lines = linesOf(source, entries, index, isRoot);
      if (index === 0) return true;
      const blank = lines && blankAbove(source, lines.start);
      return !!blank && blank.end > blank.start;
    })
  );
}

/** The lines of a new entry from column 0; an item is written as its first sibling is, its dash as wide. */
function freshLines({ source, style }: Sheet, sibling: Entry | undefined, { value, isPair, comment }: Fresh): string[] {
  const lines = isPair ? blockLines(value, style) : itemLines(sibling?.value ?? null, value, style);
  const width = isPair || !sibling ? 2 : dashWidth(source, sibling);
  const widened = lines.map((line, row) => {
    if (isPair || line === '') return line;
    return (row === 0 ? '-' : ' ') + ' '.repeat(width - 1) + line.slice(2);
  });
  return [...comment, ...widened];
}

function itemLines(like: Node | null, value: unknown, style: DocumentStyle): string[] {
  if (!isMap(like)) return blockLines([value], style);
  return linesLike(like, value, style).map((line, row) => (line === '' ? line : (row === 0 ? '- ' : '  ') + line));
}

/** From a dash to what stands behind it on the same line. */
function dashWidth(source: string, { start, value }: Entry): number {
  const first = value?.srcToken?.offset;
  const isBesideDash =
    first !== undefined && first < lineEnd(source, start) && /^- +$/.test(source.slice(start, first));
  return isBesideDash ? first - start : 2;
}

function insertIntoFlow(
  { source, style }: Sheet,
  entries: readonly Entry[],
  index: number,
  { value, isPair, comment }: Fresh,
): readonly TextEdit[] | Refused {
  if (comment.length > 0) return refuse('layout', 'Inside brackets there is no room for a comment.');
  const place = Math.min(index, entries.length - 1);
  const sibling = entries[place];
  if (!sibling) return [];
  const write = (part: unknown) => flowLines(source, style, sibling.start, part);
  const text = isPair ? pairText(value, style, write) : write(value);
  const ownLine = startsLine(source, sibling.start) ? style.newline + ' '.repeat(columnOf(source, sibling.start)) : ' ';
  if (index < entries.length) {
    const own = linesOf(source, entries, place, false);
    // Above the sibling's comments, where it has lines of its own.
    return own
      ? [{ offset: own.start, length: 0, text: `${ownLine.slice(style.newline.length)}${text},${style.newline}` }]
      : [{ offset: sibling.start, length: 0, text: `${text},${ownLine}` }];
  }
  const { end, comma } = sibling;
  if (ownLine === ' ') return [{ offset: end, length: 0, text: `, ${text}` }];
  const stop = ownEnd(source, entries, place);
  const isAlone = /^[ \t]*,?[ \t]*(?:#.*)?\r?\n$/.test(source.slice(end, lineEnd(source, end)));
  if (!isAlone) return [{ offset: end, length: 0, text: `,${ownLine}${text}` }];
  const line = ownLine.slice(style.newline.length) + text + (comma === null ? '' : ',') + style.newline;
  return [...(comma === null ? [{ offset: end, length: 0, text: ',' }] : []), { offset: stop, length: 0, text: line }];
}

/** An object of one key as `key: value`. */
function pairText(pair: unknown, style: DocumentStyle, write: (value: unknown) => string): string {
  return Object.entries(pair ?? {})
    .map(([key, value]) => `${scalarText(key, style, undefined, true)}: ${write(value)}`)
    .join(', ');
}
