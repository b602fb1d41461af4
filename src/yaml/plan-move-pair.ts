import { isMap } from 'yaml';
import { entriesOf } from './entry.ts';
import { linesOf, ownEnd } from './entry-lines.ts';
import { indexOf, slotIn, type Found, type Slot } from './find-node.ts';
import { bracketed, scalarText } from './fragment.ts';
import { columnOf } from './lines.ts';
import { removeEntry } from './plan-remove.ts';
import { isRefused, refuse, unreachable, type Refused } from './refused.ts';
import type { Sheet } from './sheet.ts';
import type { TextEdit } from './text-edit.ts';
import type { YamlEdit } from './yaml-edit.ts';

/** Moves a pair as it is written, with the comments that are its own, to the end of the mapping under another key of `holder`, made where it is missing. */
export function movePair(
  sheet: Sheet,
  holder: Found,
  { from, key, to }: YamlEdit & { type: 'movePair' },
): readonly TextEdit[] | Refused {
  const owner = slotIn(holder, from);
  if (isRefused(owner)) return owner;
  const place = { slot: owner, node: owner.entry.value };
  const slot = slotIn(place, key);
  if (isRefused(slot)) return slot;
  const target = owner.entries[indexOf(owner.entries, to, true)];
  const added = target ? intoMapping(sheet, slot, target.value) : intoNewMapping(sheet, slot, owner, to);
  if (isRefused(added)) return added;
  const removed = removeEntry(sheet, slot, place);
  return isRefused(removed) ? removed : [...removed, added];
}

function intoMapping(sheet: Sheet, slot: Slot, mapping: unknown): TextEdit | Refused {
  const { source } = sheet;
  const entries = isMap(mapping) ? entriesOf(mapping) : null;
  const last = entries?.at(-1);
  if (!isMap(mapping) || !entries || !last) return unreachable;
  const { name } = slot.entry;
  if (name !== null && indexOf(entries, name, true) >= 0) return refuse('layout', `\`${name}\` is there already.`);
  if (!mapping.flow)
    return lineBelow(
      sheet,
      ownEnd(source, entries, entries.length - 1),
      pairLines(sheet, slot, columnOf(source, last.start)),
    );
  const text = pairText(source, slot);
  return text.includes('\n') ? unreachable : { offset: last.end, length: 0, text: `, ${text}` };
}

function intoNewMapping(sheet: Sheet, slot: Slot, { collection, entries, index, entry }: Slot, to: string): TextEdit {
  const { source, style } = sheet;
  const key = `${scalarText(to, style, undefined, !!collection.flow)}:`;
  const inBrackets = () => `${key} ${bracketed('{', [pairText(source, slot)], '}', style.padsMappings)}`;
  if (collection.flow) return { offset: entry.end, length: 0, text: `, ${inBrackets()}` };
  const indent = ' '.repeat(columnOf(source, entry.start));
  const lines = slot.collection.flow
    ? [indent + inBrackets()]
    : [indent + key, ...pairLines(sheet, slot, columnOf(source, slot.entry.start))];
  return lineBelow(sheet, ownEnd(source, entries, index), lines);
}

/** A pair without what stands around it. */
function pairText(source: string, { entry }: Slot): string {
  return source.slice(entry.start, entry.end);
}

/** The lines of a pair with its comments, its key in `column`. */
function pairLines({ source }: Sheet, slot: Slot, column: number): readonly string[] {
  const own = linesOf(source, slot.entries, slot.index, false);
  if (slot.collection.flow || !own) return [' '.repeat(column) + pairText(source, slot)];
  const shift = column - columnOf(source, slot.entry.start);
  const lines = source
    .slice(own.start, own.end)
    .replace(/\r?\n$/, '')
    .split(/\r?\n/);
  return lines.map((line) => {
    if (line.trim() === '') return line;
    return shift < 0 ? line.slice(Math.min(-shift, line.search(/[^ ]/))) : ' '.repeat(shift) + line;
  });
}

/** Puts lines where lines end. */
function lineBelow({ source, style }: Sheet, offset: number, lines: readonly string[]): TextEdit {
  const text = lines.join(style.newline);
  const isBehindLine = source.charAt(offset - 1) === '\n';
  return { offset, length: 0, text: isBehindLine ? text + style.newline : style.newline + text };
}
