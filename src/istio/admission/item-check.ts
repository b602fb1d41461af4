import type { YamlPath } from '../../yaml/yaml-path.ts';
import type { FieldSchema } from '../field-schema.ts';
import { isObject } from '../sanitize.ts';
import type { AdmissionProblem } from './admission-problem.ts';

type Check = (value: unknown, schema: FieldSchema, path: YamlPath) => AdmissionProblem[];

/** A check for the items of lists, which does not look again at one without a problem: objects do not change. */
export function itemCheck(check: Check): Check {
  const sound = new WeakMap<object, FieldSchema>();
  return (item, schema, path) => {
    if (!isObject(item)) return check(item, schema, path);
    if (sound.get(item) === schema) return [];
    const problems = check(item, schema, path);
    if (problems.length === 0) sound.set(item, schema);
    return problems;
  };
}
