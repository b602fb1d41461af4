import { isMap, isScalar, isSeq } from 'yaml';
import { entriesOf } from './entry.ts';
import { findNode, indexOf, slotIn, type Found } from './find-node.ts';
import { scalarText } from './fragment.ts';
import { scalarValue } from './kubernetes-value.ts';
import { copyEntry } from './plan-copy.ts';
import { insertEntry } from './plan-insert.ts';
import { moveEntry } from './plan-move.ts';
import { movePair } from './plan-move-pair.ts';
import { removeEntry } from './plan-remove.ts';
import { writeValue } from './plan-value.ts';
import { isRefused, refuse, unreachable, type Refused } from './refused.ts';
import type { Sheet } from './sheet.ts';
import type { TextEdit } from './text-edit.ts';
import type { YamlEdit } from './yaml-edit.ts';

/** The text edits of one YAML edit, in terms of the document's source, unverified; or why there are none. */
export function planEdit(sheet: Sheet, edit: YamlEdit): readonly TextEdit[] | Refused {
  const holder = findNode(sheet.tree, edit.path);
  if (isRefused(holder)) return holder;
  switch (edit.type) {
    case 'set':
      return writeValue(sheet, holder, edit.value);
    case 'addKey':
      return addKey(sheet, holder, edit);
    case 'insertItem':
      return insertItem(sheet, holder, edit);
    case 'renameKey':
      return renameKey(sheet, holder, edit);
    case 'movePair':
      return movePair(sheet, holder, edit);
    case 'removeKey':
    case 'removeItem': {
      const slot = slotIn(holder, edit.type === 'removeKey' ? edit.key : edit.index);
      return isRefused(slot) ? slot : removeEntry(sheet, slot, holder);
    }
    case 'copyItem': {
      const slot = slotIn(holder, edit.index);
      return isRefused(slot) ? slot : copyEntry(sheet, slot);
    }
    case 'moveItem': {
      const slot = slotIn(holder, edit.from);
      const target = slotIn(holder, edit.to);
      if (isRefused(slot)) return slot;
      return isRefused(target) ? target : moveEntry(sheet, slot, edit.to);
    }
  }
}

function addKey(sheet: Sheet, holder: Found, { key, value, before }: YamlEdit & { type: 'addKey' }) {
  const entries = isMap(holder.node) ? (entriesOf(holder.node) ?? []) : [];
  if (!isMap(holder.node) && !isNothing(holder)) return refuse('layout', `\`${key}\` can only be added to a mapping.`);
  if (indexOf(entries, key, true) >= 0) return refuse('layout', `\`${key}\` is there already.`);
  const index = before === undefined ? -1 : indexOf(entries, before, true);
  const fresh = { value: { [key]: value }, isPair: true, comment: [] };
  return insertEntry(sheet, holder, index < 0 ? entries.length : index, fresh);
}

function insertItem(sheet: Sheet, holder: Found, { index, value, comment }: YamlEdit & { type: 'insertItem' }) {
  const entries = isSeq(holder.node) ? (entriesOf(holder.node) ?? []) : [];
  if (!isSeq(holder.node) && !isNothing(holder)) return refuse('layout', 'An item can only be inserted into a list.');
  if (index < 0 || index > entries.length) return refuse('not-found', `There is no place ${index + 1} in this list.`);
  return insertEntry(sheet, holder, index, { value, isPair: false, comment: commentLines(comment) });
}

/** An empty value, or one that says so (`null`, `~`), can become a collection. */
function isNothing({ node }: Found): boolean {
  return node === null || (isScalar(node) && scalarValue(node) === null);
}

function commentLines(comment: string | undefined): string[] {
  return comment === undefined
    ? []
    : comment.split(/\r?\n/).map((line) => (line.startsWith('#') ? line : `# ${line}`.trimEnd()));
}

function renameKey(
  sheet: Sheet,
  holder: Found,
  { key, to }: YamlEdit & { type: 'renameKey' },
): readonly TextEdit[] | Refused {
  const slot = slotIn(holder, key);
  if (isRefused(slot)) return slot;
  if (key === to) return [];
  if (indexOf(slot.entries, to, true) >= 0) return refuse('layout', `\`${to}\` is there already.`);
  const found = { slot: null, node: slot.entry.key };
  const token = found.node?.srcToken;
  if (
    !token ||
    (token.type !== 'scalar' && token.type !== 'single-quoted-scalar' && token.type !== 'double-quoted-scalar')
  )
    return unreachable;
  const type = {
    scalar: 'PLAIN',
    'single-quoted-scalar': 'QUOTE_SINGLE',
    'double-quoted-scalar': 'QUOTE_DOUBLE',
  } as const;
  const text = scalarText(to, sheet.style, type[token.type], !!slot.collection.flow);
  return [{ offset: token.offset, length: token.source.length, text }];
}
