import { sourceInside, type Source } from '../istio/source.ts';
import type { YamlStream } from '../yaml/stream.ts';
import { listAt } from './outcome.ts';

/** An item of a list: the list, the item's place in it, the object that has the list, and under which key. */
export type ItemPlace = {
  readonly list: Source;
  readonly index: number;
  readonly owner: Source;
  readonly key: string;
  readonly length: number;
};

/** Where an item stands; null where `source` is no item of a list under a key. */
export function itemPlace(stream: YamlStream, source: Source): ItemPlace | null {
  const { document, path } = source;
  const index = path.at(-1);
  const key = path.at(-2);
  if (typeof index !== 'number' || typeof key !== 'string') return null;
  const list = { document, path: path.slice(0, -1) };
  const { length } = listAt(stream, list);
  return index < length ? { list, index, owner: { document, path: path.slice(0, -2) }, key, length } : null;
}

/** The item at `index` of the same list. */
export function siblingAt(place: ItemPlace, index: number): Source {
  return sourceInside(place.list, index);
}
