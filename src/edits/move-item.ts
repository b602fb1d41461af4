import type { Source } from '../istio/source.ts';
import type { YamlStream } from '../yaml/stream.ts';
import { itemPlace, siblingAt } from './item-place.ts';
import { planned, refused } from './outcome.ts';
import type { EditPlan } from './routing-edit.ts';

/** Moves a rule or match entry so that it stands at `to`; beyond the ends means the end. */
export function moveItem(stream: YamlStream, item: Source, to: number): EditPlan {
  const place = itemPlace(stream, item);
  if (!place) return refused(item, 'What should move is not there any more.', 'not-found');
  const target = Math.max(0, Math.min(to, place.length - 1));
  const edit = { type: 'moveItem', path: place.list.path, from: place.index, to: target } as const;
  return planned(item, target === place.index ? [] : [edit], siblingAt(place, target));
}
