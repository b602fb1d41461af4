import { sourceInside } from '../istio/source.ts';
import type { YamlStream } from '../yaml/stream.ts';
import { addToList } from './add-to-list.ts';
import { asObject, listAt, planned, refused, valueAt } from './outcome.ts';
import type { EditPlan, RoutingEdit } from './routing-edit.ts';

/** Adds a subset to a DestinationRule; a name that is taken is refused (checks.md D-36). */
export function addSubset(stream: YamlStream, edit: RoutingEdit & { type: 'addSubset' }): EditPlan {
  const { destinationRule, name, labels } = edit;
  const spec = sourceInside(destinationRule, 'spec');
  if (valueAt(stream, spec) === undefined)
    return refused(destinationRule, 'There is no DestinationRule here.', 'not-found');
  const isTaken = listAt(stream, sourceInside(spec, 'subsets')).some((subset) => asObject(subset)['name'] === name);
  if (isTaken) return refused(destinationRule, `There is a subset \`${name}\` already.`);
  const added = addToList(stream, spec, 'subsets', { name, labels });
  return planned(spec, added.edits, sourceInside(spec, 'subsets', added.index));
}
