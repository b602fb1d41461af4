import { isCollection, isScalar, type Node } from 'yaml';
import { commentsIn, hasComment } from './comments.ts';
import { contentEnd, entriesOf, type Collection } from './entry.ts';
import { blankAbove, linesOf, ownEnd } from './entry-lines.ts';
import type { Found, Slot } from './find-node.ts';
import { blockLines, scalarText } from './fragment.ts';
import { flowLines } from './flow-lines.ts';
import { breakBefore, columnOf, lineEnd, lineStop } from './lines.ts';
import { refuse, unreachable, type Refused } from './refused.ts';
import type { Sheet } from './sheet.ts';
import type { Range, TextEdit } from './text-edit.ts';

const commentInside = refuse(
  'layout',
  'A comment stands inside the value that would be replaced; change it in the text.',
);

/**
 * Writes `value` where `found` stands, whatever stood there. Comments inside the old value are its own where it was a block collection;
 * elsewhere they are a reason to refuse. `comment` lines go above the first entry of a new block.
 */
export function writeValue(
  sheet: Sheet,
  { slot, node }: Found,
  value: unknown,
  comment: readonly string[] = [],
): readonly TextEdit[] | Refused {
  const old = node && spanOf(node);
  if (!slot) return writeRoot(sheet, node, old, value);
  const staysInLine = slot.collection.flow || (old && !isBlock(node) && isOneLine(value));
  if (!staysInLine) return writeBlock(sheet, slot, node, old, value, comment);
  const text = inlineText(sheet, slot, node, value);
  if (old) return replace(sheet, old, text);
  return slot.entry.head === null ? unreachable : [{ offset: slot.entry.head, length: 0, text: ` ${text}` }];
}

/** The characters of a node, without its anchor and tag. */
function spanOf({ srcToken }: Node): Range | null {
  const end = srcToken ? contentEnd(srcToken) : null;
  return srcToken && end !== null ? { start: srcToken.offset, end } : null;
}

function isBlock(node: Node | null): boolean {
  return isCollection(node) ? !node.flow : isBlockScalar(node);
}

function isBlockScalar(node: Node | null): boolean {
  return isScalar(node) && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED');
}

function isOneLine(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes('\n');
  return typeof value !== 'object' || value === null || Object.keys(value).length === 0;
}

/** A scalar in the style of the old one, a collection in brackets. */
function inlineText(sheet: Sheet, { collection, entry }: Slot, old: Node | null, value: unknown): string {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  const { source, style } = sheet;
  if (typeof value === 'object' && value !== null) return flowLines(source, style, entry.start, value);
  return scalarText(value, style, isScalar(old) ? old.type : undefined, !!collection.flow);
}

function writeRoot(sheet: Sheet, node: Node | null, old: Range | null, value: unknown): readonly TextEdit[] | Refused {
  const { style } = sheet;
  if (!old) return refuse('layout', 'This document is empty.');
  const text = style.isJson ? JSON.stringify(value, null, style.indent) : blockLines(value, style).join(style.newline);
  return isBlock(node) ? [{ offset: old.start, length: old.end - old.start, text }] : replace(sheet, old, text);
}

/** Replaces a stretch that must hold no comment. */
function replace({ source }: Sheet, { start, end }: Range, text: string): readonly TextEdit[] | Refused {
  if (source.slice(start, end) === text) return [];
  if (hasComment(source, { start, end })) return commentInside;
  return [{ offset: start, length: end - start, text }];
}

/** Writes what needs lines of its own, or takes the place of what had them, behind the dash or colon of a block entry. */
function writeBlock(
  sheet: Sheet,
  { entry }: Slot,
  node: Node | null,
  old: Range | null,
  value: unknown,
  comment: readonly string[],
): readonly TextEdit[] | Refused {
  const { source, style } = sheet;
  const { head } = entry;
  if (head === null) return unreachable;
  const indent = ' '.repeat(columnOf(source, entry.start));
  const [tail, lines] = tailOf(value, sheet, entry.name !== null, comment);
  const below = lines.map((line) => style.newline + (line === '' ? '' : indent + line)).join('');
  if (!old) return [...insertion(head, tail), ...insertion(lineStop(source, head), below)];
  if (isCollection(node) && !node.flow && old.start >= lineEnd(source, head)) {
    const { start, end } = linesOfAll(source, node);
    return [...insertion(head, tail), { offset: start, length: end - start, text: below }];
  }
  const inside = isCollection(node) && !node.flow ? [] : commentsIn(source, { start: head, end: old.end });
  if (inside.length > (isBlockScalar(node) ? 1 : 0)) return commentInside;
  const kept = inside.map(({ text }) => ` ${text}`).join('');
  const first = { offset: head, length: old.end - head, text: tail + kept };
  return [first, ...insertion(lineStop(source, old.end), below)];
}

function insertion(offset: number, text: string): TextEdit[] {
  return text === '' ? [] : [{ offset, length: 0, text }];
}

/** All lines of a block collection that starts on a line of its own, from the line break before them (and before blank lines above) to the one behind, which stays. */
function linesOfAll(source: string, collection: Collection): Range {
  const entries = entriesOf(collection) ?? [];
  const start = linesOf(source, entries, 0, false)?.start ?? 0;
  const end = ownEnd(source, entries, entries.length - 1);
  return { start: breakBefore(source, blankAbove(source, start).start), end: breakBefore(source, end) };
}

/** What follows `key:` or `-`: the rest of its line and the lines below it, counted from the entry's column. */
function tailOf(value: unknown, { style }: Sheet, isPair: boolean, comment: readonly string[]): [string, string[]] {
  const [first = '', ...rest] = blockLines(isPair ? { k: value } : [value], style);
  const tail = first.slice(isPair ? 2 : 1);
  if (comment.length === 0) return [tail, rest];
  const below = tail === '' ? rest : [`  ${tail.trimStart()}`, ...rest];
  const inset = /^ */.exec(below[0] ?? '')?.[0] ?? '';
  return ['', [...comment.map((line) => inset + line), ...below]];
}
