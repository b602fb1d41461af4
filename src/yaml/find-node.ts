import { isAlias, isMap, isSeq, type Document, type Node } from 'yaml';
import { entriesOf, type Collection, type Entry } from './entry.ts';
import { isMergeKey } from './kubernetes-value.ts';
import { isRefused, refuse, unreachable, type Refused } from './refused.ts';
import type { YamlPath } from './yaml-path.ts';

/** An entry among its siblings. */
export type Slot = {
  readonly collection: Collection;
  readonly entries: readonly Entry[];
  readonly index: number;
  readonly entry: Entry;
  /** Whether the siblings are the document's root. */
  readonly isRoot: boolean;
};

/** A node and the entry that holds it: `slot` is null for the root, `node` for an empty value. */
export type Found = { readonly slot: Slot | null; readonly node: Node | null };

/** The node at `path`, as far as it is written there and nowhere else; an alias on the way to it is refused. */
export function findNode(tree: Document, path: YamlPath): Found | Refused {
  let found: Found = { slot: null, node: tree.contents };
  for (const step of path) {
    const slot = slotIn(found, step);
    if (isRefused(slot)) return slot;
    found = { slot, node: slot.entry.value };
  }
  return found;
}

/** The entry `step` of the collection at `holder`, as far as it is written there. */
export function slotIn({ node, slot }: Found, step: string | number): Slot | Refused {
  if (isAlias(node))
    return refuse('alias', `This value is written elsewhere, at the anchor &${node.source}; change it there.`);
  if (!isMap(node) && !isSeq(node)) return refuse('not-found', `There is no ${nameOf(step)} here.`);
  const entries = entriesOf(node);
  if (!entries) return unreachable;
  const index = indexOf(entries, step, isMap(node));
  const entry = entries[index];
  return entry ? { collection: node, entries, index, entry, isRoot: slot === null } : refuseMissing(node, step);
}

/** Of equal keys the last one counts, as it does for Kubernetes. */
export function indexOf(entries: readonly Entry[], step: string | number, isInMap: boolean): number {
  if (isInMap) return entries.findLastIndex(({ name }) => name === String(step));
  return typeof step === 'number' ? step : -1;
}

function refuseMissing(node: Collection, step: string | number): Refused {
  const merges = isMap(node) && node.items.some(({ key }) => isMergeKey(key));
  return merges
    ? refuse('alias', `${nameOf(step)} is merged in from elsewhere (\`<<\`); change it there.`)
    : refuse('not-found', `There is no ${nameOf(step)} here.`);
}

function nameOf(step: string | number): string {
  return typeof step === 'number' ? `item ${step + 1}` : `\`${step}\``;
}
