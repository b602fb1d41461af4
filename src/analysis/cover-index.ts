import { matchCovers, type MatchConditions } from './match-covers.ts';
import { certainStart } from './string-covers.ts';

/** Match entries that were met so far, found again by what they may cover. */
export type CoverIndex<Place> = {
  /** By the text that the path of a covered entry begins with, for certain. */
  readonly byPrefix: Map<string, Entry<Place>[]>;
  readonly prefixLengths: Set<number>;
  /** Regular expressions and those that do not look at the case: asked one by one. */
  readonly others: Entry<Place>[];
};

type Entry<Place> = { readonly conditions: MatchConditions; readonly place: Place };

/** An index without entries. */
export function emptyCoverIndex<Place>(): CoverIndex<Place> {
  return { byPrefix: new Map(), prefixLengths: new Set(), others: [] };
}

/** Adds an entry. */
export function addToCoverIndex<Place>(index: CoverIndex<Place>, conditions: MatchConditions, place: Place): void {
  const { condition, ignoresCase } = conditions.uri;
  const entry = { conditions, place };
  if (ignoresCase || condition.form === 'regex' || condition.form === 'present') {
    index.others.push(entry);
    return;
  }
  const text = condition.text === '/' ? '' : condition.text;
  index.prefixLengths.add(text.length);
  const known = index.byPrefix.get(text);
  if (known) known.push(entry);
  else index.byPrefix.set(text, [entry]);
}

/** The place of an entry that covers the given one, or null. */
export function findCover<Place>(index: CoverIndex<Place>, conditions: MatchConditions): Place | null {
  const start = certainStart(conditions.uri.condition);
  for (const length of index.prefixLengths) {
    if (length > start.length) continue;
    const found = firstCover(index.byPrefix.get(start.slice(0, length)) ?? [], conditions);
    if (found) return found.place;
  }
  return firstCover(index.others, conditions)?.place ?? null;
}

function firstCover<Place>(entries: readonly Entry<Place>[], conditions: MatchConditions): Entry<Place> | undefined {
  return entries.find((entry) => matchCovers(entry.conditions, conditions));
}
