import { equalValues } from '../yaml/equal-values.ts';
import type { YamlEdit } from '../yaml/yaml-edit.ts';
import type { YamlPath } from '../yaml/yaml-path.ts';
import { isObject } from '../istio/sanitize.ts';

/** The edits that make `after` of the value `before` at `path`, as deep down as they can be: what is equal is not touched; mappings with nothing in common are replaced. */
export function diffEdits(path: YamlPath, before: unknown, after: unknown): readonly YamlEdit[] {
  if (equalValues(before, after)) return [];
  if (isObject(before) && isObject(after) && Object.keys(before).some((key) => Object.hasOwn(after, key)))
    return diffMapping(path, before, after);
  if (Array.isArray(before) && Array.isArray(after)) return diffList(path, before, after);
  return [{ type: 'set', path, value: after }];
}

function diffMapping(
  path: YamlPath,
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): readonly YamlEdit[] {
  const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
  return [
    ...gone.map((key) => ({ type: 'removeKey', path, key }) as const),
    ...Object.entries(after).flatMap(([key, value]) =>
      Object.hasOwn(before, key)
        ? diffEdits([...path, key], before[key], value)
        : [{ type: 'addKey', path, key, value } as const],
    ),
  ];
}

/** Items are compared by position; what is longer or shorter is so at the end. */
function diffList(path: YamlPath, before: readonly unknown[], after: readonly unknown[]): readonly YamlEdit[] {
  const common = Math.min(before.length, after.length);
  return [
    ...after.slice(0, common).flatMap((value, index) => diffEdits([...path, index], before[index], value)),
    ...after
      .slice(common)
      .map((value, offset) => ({ type: 'insertItem', path, index: common + offset, value }) as const),
    ...before.slice(common).map(() => ({ type: 'removeItem', path, index: common }) as const),
  ];
}
