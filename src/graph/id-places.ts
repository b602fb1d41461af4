type Identified = { readonly id: string };

/** By id: where it stands in a list for the first time. */
export type IdPlaces = ReadonlyMap<string, number>;

/**
 * A function that finds the places of ids in lists, one list after the other. In a drag each list has the ids of the one before, and so the same places:
 * they are looked up anew only where that is not so.
 */
export function createIdPlaces(): (items: readonly Identified[]) => IdPlaces {
  let latest: { readonly items: readonly Identified[]; readonly places: IdPlaces } | null = null;
  return (items) => {
    const places = latest && hasSameIds(latest.items, items) ? latest.places : firstPlaces(items);
    latest = { items, places };
    return places;
  };
}

function hasSameIds(a: readonly Identified[], b: readonly Identified[]): boolean {
  if (a === b) return true;
  return a.length === b.length && a.every((item, index) => item === b[index] || item.id === b[index]?.id);
}

/** Where each id of a list stands for the first time. */
export function firstPlaces(items: readonly Identified[]): IdPlaces {
  const places = new Map<string, number>();
  items.forEach(({ id }, index) => {
    if (!places.has(id)) places.set(id, index);
  });
  return places;
}
