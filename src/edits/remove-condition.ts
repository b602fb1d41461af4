import type { YamlStream } from '../yaml/stream.ts';
import type { YamlEdit } from '../yaml/yaml-edit.ts';
import type { YamlPath } from '../yaml/yaml-path.ts';
import { asksSomething } from './catch-all.ts';
import { isAsked, isWholeField } from './condition-field.ts';
import { asObject, planned, refused, valueAt } from './outcome.ts';
import { removeItem } from './remove-item.ts';
import type { ConditionField, EditPlan, RoutingEdit } from './routing-edit.ts';

/**
 * Removes one condition. An entry that would then ask nothing goes as a whole: left empty it would take every request, whatever the entries
 * beside it ask.
 */
export function removeCondition(stream: YamlStream, edit: RoutingEdit & { type: 'removeCondition' }): EditPlan {
  const { match, field } = edit;
  const entry = asObject(valueAt(stream, match));
  if (!isAsked(entry, field)) return refused(match, 'The condition is not there any more.', 'not-found');
  const others = Object.entries(entry).some(([key, value]) => key !== field.on && asksSomething(key, value));
  if (isWholeField(entry, field) && !others && asksSomething(field.on, entry[field.on]))
    return removeItem(stream, match);
  return planned(match, [removalOf(match.path, entry, field)]);
}

/** The edit that takes a condition out of the match entry at `path`, with its key where nothing else stands under it. */
export function removalOf(path: YamlPath, entry: Readonly<Record<string, unknown>>, field: ConditionField): YamlEdit {
  return 'name' in field && !isWholeField(entry, field)
    ? { type: 'removeKey', path: [...path, field.on], key: field.name }
    : { type: 'removeKey', path, key: field.on };
}
