import { sourceInside } from '../istio/source.ts';
import type { YamlStream } from '../yaml/stream.ts';
import { addToList } from './add-to-list.ts';
import { asObject, planned, refused, valueAt } from './outcome.ts';
import type { EditPlan, RoutingEdit } from './routing-edit.ts';

/** Adds a match entry to a rule, as one more way in; a rule without entries gets its first, above what it does. */
export function addMatch(stream: YamlStream, { rule, match, index }: RoutingEdit & { type: 'addMatch' }): EditPlan {
  const value = valueAt(stream, rule);
  if (value === undefined) return refused(rule, 'The rule is not there any more.', 'not-found');
  const before = Object.keys(asObject(value)).find((key) => key !== 'name');
  const added = addToList(stream, rule, 'match', match, { index, before });
  return planned(rule, added.edits, sourceInside(rule, 'match', added.index));
}
