import type { YamlStream } from '../yaml/stream.ts';
import { asksSomething } from './catch-all.ts';
import { asObject, planned, refused, valueAt } from './outcome.ts';
import { removeItem } from './remove-item.ts';
import type { EditPlan, RoutingEdit } from './routing-edit.ts';

/**
 * Removes one condition. An entry that would then ask nothing goes as a whole: left empty it would take every request, whatever the entries
 * beside it ask.
 */
export function removeCondition(stream: YamlStream, edit: RoutingEdit & { type: 'removeCondition' }): EditPlan {
  const { match, field } = edit;
  const entry = asObject(valueAt(stream, match));
  const values = asObject(entry[field.on]);
  if (!(field.on in entry) || ('name' in field && !(field.name in values)))
    return refused(match, 'The condition is not there any more.', 'not-found');
  const isWholeField = !('name' in field) || Object.keys(values).length === 1;
  const others = Object.entries(entry).some(([key, value]) => key !== field.on && asksSomething(key, value));
  if (isWholeField && !others && asksSomething(field.on, entry[field.on])) return removeItem(stream, match);
  if (isWholeField) return planned(match, [{ type: 'removeKey', path: match.path, key: field.on }]);
  return planned(match, [{ type: 'removeKey', path: [...match.path, field.on], key: field.name }]);
}
