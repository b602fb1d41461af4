import { sourceInside } from '../istio/source.ts';
import type { YamlStream } from '../yaml/stream.ts';
import type { YamlEdit } from '../yaml/yaml-edit.ts';
import type { YamlPath } from '../yaml/yaml-path.ts';
import { conditionPath, fieldValue, isAsked, isSameField, isWholeField } from './condition-field.ts';
import { asObject, planned, refused, valueAt } from './outcome.ts';
import { removalOf } from './remove-condition.ts';
import type { Condition, ConditionField, EditPlan, RoutingEdit } from './routing-edit.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Sets one condition of a match entry; what it asked for that field before is replaced. A condition in place of another takes over its lines
 * wherever they can be its own, so that what is written around it stays.
 */
export function setCondition(stream: YamlStream, edit: RoutingEdit & { type: 'setCondition' }): EditPlan {
  const { match, condition, replaces } = edit;
  const value = valueAt(stream, match);
  if (value === undefined) return refused(match, 'The match entry is not there any more.', 'not-found');
  const entry = asObject(value);
  const old = replaces && !isSameField(replaces, condition) ? replaces : null;
  if (old && !isAsked(entry, old)) return refused(match, 'The condition is not there any more.', 'not-found');
  const edits = old ? replacement(match.path, entry, old, condition) : [placement(match.path, entry, condition)];
  return planned(match, edits, sourceInside(match, ...conditionPath(condition)));
}

function replacement(path: YamlPath, entry: Fields, old: ConditionField, condition: Condition): readonly YamlEdit[] {
  const { on, value } = condition;
  const isAlone = isWholeField(entry, old);
  if (isAlone && (on === old.on || !(on in entry)))
    return [
      { type: 'renameKey', path, key: old.on, to: on },
      { type: 'set', path: [...path, on], value: fieldValue(condition) },
    ];
  const names = 'name' in old && 'name' in condition ? { from: old.name, to: condition.name } : null;
  if (!names || !canTake(entry, on, on === old.on ? [names.to] : [names.from, names.to]))
    return [placement(path, entry, condition), removalOf(path, entry, old)];
  return [
    ...(on === old.on ? [] : [{ type: 'movePair', path, from: old.on, key: names.from, to: on } as const]),
    { type: 'renameKey', path: [...path, on], key: names.from, to: names.to },
    { type: 'set', path: [...path, on, names.to], value },
    ...(isAlone ? [removalOf(path, entry, old)] : []),
  ];
}

/** Whether a pair can come into the mapping under `on` by the names that it has on the way: that is missing, or one that holds others. */
function canTake(entry: Fields, on: string, names: readonly string[]): boolean {
  if (!(on in entry)) return true;
  const fields = asObject(entry[on]);
  return Object.keys(fields).length > 0 && names.every((name) => !(name in fields));
}

function placement(path: YamlPath, entry: Fields, condition: Condition): YamlEdit {
  const { on, value } = condition;
  const fields = entry[on];
  if (!('name' in condition) || !(on in entry) || fields === null) return put(path, entry, on, fieldValue(condition));
  return put([...path, on], asObject(fields), condition.name, value);
}

function put(path: YamlPath, object: Fields, key: string, value: unknown): YamlEdit {
  return key in object ? { type: 'set', path: [...path, key], value } : { type: 'addKey', path, key, value };
}
