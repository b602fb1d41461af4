import type { YamlStream } from '../yaml/stream.ts';
import { itemPlace, siblingAt } from './item-place.ts';
import { asObject, listAt, planned, refused, valueAt } from './outcome.ts';
import { ownAnswer } from './own-answer.ts';
import { removeItem } from './remove-item.ts';
import type { EditPlan, RoutingEdit } from './routing-edit.ts';
import { weightEdits } from './set-weights.ts';
import { withoutRow } from './weights.ts';

/** Removes a destination. Weights that made 100 still do: the others share what it had. The last one of a rule that does nothing else stays. */
export function removeDestination(stream: YamlStream, edit: RoutingEdit & { type: 'removeDestination' }): EditPlan {
  const { destination } = edit;
  const place = itemPlace(stream, destination);
  if (!place) return refused(destination, 'The destination is not there any more.', 'not-found');
  const answer = ownAnswer(asObject(valueAt(stream, place.owner)));
  if (place.length === 1 && answer === null)
    return refused(
      destination,
      'This is the only destination, and a rule must send requests somewhere; remove the rule instead.',
    );
  if (place.length === 1) return removeItem(stream, destination);
  const all = listAt(stream, place.list);
  const weights = all.map((item) => Number(asObject(item)['weight'] ?? 0));
  const shared = withoutRow(weights, place.index);
  const rest = all.toSpliced(place.index, 1);
  const madeHundred = weights.reduce((sum, weight) => sum + weight, 0) === 100;
  const path = place.list.path;
  return planned(
    destination,
    [{ type: 'removeItem', path, index: place.index }, ...(madeHundred ? weightEdits(path, rest, shared) : [])],
    siblingAt(place, Math.min(place.index, place.length - 2)),
  );
}
