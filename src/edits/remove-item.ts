import type { Source } from '../istio/source.ts';
import type { YamlStream } from '../yaml/stream.ts';
import { itemPlace, siblingAt } from './item-place.ts';
import { planned, refused } from './outcome.ts';
import type { EditPlan } from './routing-edit.ts';

/** Removes an item with its comments. With the last one goes the list's key: an empty list says nothing in Istio, and reads as a mistake. */
export function removeItem(stream: YamlStream, item: Source): EditPlan {
  const place = itemPlace(stream, item);
  if (!place) return refused(item, 'What should go is not there any more.', 'not-found');
  const { list, index, owner, key, length } = place;
  if (length === 1) return planned(item, [{ type: 'removeKey', path: owner.path, key }], owner);
  const next = siblingAt(place, Math.min(index, length - 2));
  return planned(item, [{ type: 'removeItem', path: list.path, index }], next);
}
