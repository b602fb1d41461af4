import type { YamlStream } from '../yaml/stream.ts';
import { itemPlace, siblingAt } from './item-place.ts';
import { planned, refused } from './outcome.ts';
import type { EditPlan, RoutingEdit } from './routing-edit.ts';

/** Puts a copy of a rule, as it is written, behind it. */
export function duplicateRule(stream: YamlStream, { rule }: RoutingEdit & { type: 'duplicateRule' }): EditPlan {
  const place = itemPlace(stream, rule);
  if (!place) return refused(rule, 'The rule is not there any more.', 'not-found');
  return planned(
    rule,
    [{ type: 'copyItem', path: place.list.path, index: place.index }],
    siblingAt(place, place.index + 1),
  );
}
