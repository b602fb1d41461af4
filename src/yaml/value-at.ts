import type { YamlPath } from './yaml-path.ts';

/** What stands at a path inside a value; undefined where nothing does. */
export function valueAt(value: unknown, path: YamlPath): unknown {
  return path.reduce<unknown>(
    (inner, step) => (typeof inner === 'object' && inner !== null ? (Reflect.get(inner, step) as unknown) : undefined),
    value,
  );
}
