import type { RoutingGraph } from './graph.ts';

/**
 * The next graph with every node and edge that says the same as before handed on as the same object, so that only what changed is drawn again.
 * Where nothing changed at all, the previous graph itself.
 */
export function reconcile(previous: RoutingGraph | null | undefined, next: RoutingGraph): RoutingGraph {
  if (!previous) return next;
  const nodes = keepIdentity(previous.nodes, next.nodes);
  const edges = keepIdentity(previous.edges, next.edges);
  return nodes === previous.nodes && edges === previous.edges ? previous : { nodes, edges };
}

function keepIdentity<Item extends { readonly id: string }>(
  previous: readonly Item[],
  next: readonly Item[],
): readonly Item[] {
  let known: ReadonlyMap<string, Item> | null = null;
  let changed = previous.length !== next.length;
  const items = next.map((item, index) => {
    const there = previous[index];
    if (there === item) return item;
    const before = there?.id === item.id ? there : (known ??= byId(previous)).get(item.id);
    const kept = before && isEqual(before, item) ? before : item;
    changed ||= kept !== previous[index];
    return kept;
  });
  return changed ? items : previous;
}

function byId<Item extends { readonly id: string }>(items: readonly Item[]): ReadonlyMap<string, Item> {
  return new Map(items.map((item) => [item.id, item]));
}

/** Equality of plain data: arrays, objects and scalars. */
function isEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => isEqual(item, b[index]));
  }
  const left = a as Readonly<Record<string, unknown>>;
  const right = b as Readonly<Record<string, unknown>>;
  const keys = Object.keys(left);
  return keys.length === Object.keys(right).length && keys.every((key) => isEqual(left[key], right[key]));
}
