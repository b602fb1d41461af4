import { sourceInside } from '../istio/source.ts';
import type { YamlStream } from '../yaml/stream.ts';
import type { YamlEdit } from '../yaml/yaml-edit.ts';
import type { YamlPath } from '../yaml/yaml-path.ts';
import { asObject, planned, refused, valueAt } from './outcome.ts';
import type { Condition, ConditionField, EditPlan, RoutingEdit } from './routing-edit.ts';

/** Sets one condition of a match entry; what it asked for that field before is replaced. */
export function setCondition(
  stream: YamlStream,
  { match, condition }: RoutingEdit & { type: 'setCondition' },
): EditPlan {
  const entry = valueAt(stream, match);
  if (entry === undefined) return refused(match, 'The match entry is not there any more.', 'not-found');
  const edit = conditionEdit(match.path, asObject(entry), condition);
  return planned(match, [edit], sourceInside(match, ...conditionPath(condition)));
}

/** Where a condition stands inside its match entry. */
function conditionPath(field: ConditionField): readonly string[] {
  return 'name' in field ? [field.on, field.name] : [field.on];
}

function conditionEdit(path: YamlPath, entry: Readonly<Record<string, unknown>>, condition: Condition): YamlEdit {
  const { on, value } = condition;
  if (!('name' in condition)) return put(path, entry, on, value);
  const { name } = condition;
  const fields = entry[on];
  if (!(on in entry) || fields === null) return put(path, entry, on, { [name]: value });
  return put([...path, on], asObject(fields), name, value);
}

function put(path: YamlPath, object: Readonly<Record<string, unknown>>, key: string, value: unknown): YamlEdit {
  return key in object ? { type: 'set', path: [...path, key], value } : { type: 'addKey', path, key, value };
}
