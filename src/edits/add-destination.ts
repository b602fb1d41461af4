import { sourceInside } from '../istio/source.ts';
import type { YamlStream } from '../yaml/stream.ts';
import { addToList } from './add-to-list.ts';
import { asObject, listAt, planned, refused, valueAt } from './outcome.ts';
import { ownAnswer } from './own-answer.ts';
import type { EditPlan, RoutingEdit } from './routing-edit.ts';
import { weightEdits } from './set-weights.ts';

/**
 * Adds a destination to a rule, with weight 0 unless it brings one. A destination that stood alone without a weight gets 100 first: beside another
 * an absent weight is 0 (checks.md Part A.3), which would take its requests away.
 */
export function addDestination(stream: YamlStream, edit: RoutingEdit & { type: 'addDestination' }): EditPlan {
  const { rule, destination, index } = edit;
  const answer = ownAnswer(asObject(valueAt(stream, rule)));
  if (answer) return refused(rule, `The rule has a \`${answer}\`: it sends nothing to destinations.`);
  const route = sourceInside(rule, 'route');
  const others = listAt(stream, route);
  const isSecond = others.length === 1 && !('weight' in asObject(others[0]));
  const fresh = others.length === 0 || destination.weight !== undefined ? destination : { ...destination, weight: 0 };
  const added = addToList(stream, rule, 'route', fresh, { index });
  const edits = [...(isSecond ? weightEdits(route.path, others, [100]) : []), ...added.edits];
  return planned(rule, edits, sourceInside(route, added.index));
}
