import type { YamlPath } from '../yaml/yaml-path.ts';
import type { FieldSchema } from './field-schema.ts';

/** A field that the schema does not know: the API server drops it. */
export type UnknownField = { readonly path: YamlPath; readonly name: string; readonly known: readonly string[] };

/**
 * The part of `value` that fits the schema, as code that reads typed objects needs it: unknown fields dropped, as the API server prunes them; a null in a
 * mapping dropped (checks.md Part B); a value of the wrong type dropped (admission refuses such an object; what is drawn of it must not break). What fits as
 * it is comes back as the same object, and is not looked at again as an item of a list: `value` is never changed.
 */
export function sanitize(value: unknown, schema: FieldSchema): { value: unknown; unknown: readonly UnknownField[] } {
  const unknown: UnknownField[] = [];
  return { value: fit(value, schema, [], unknown), unknown };
}

function fit(value: unknown, schema: FieldSchema, path: YamlPath, unknown: UnknownField[]): unknown {
  if (schema.intOrString) return typeof value === 'string' || typeof value === 'number' ? value : undefined;
  switch (schema.type) {
    case 'object':
      return isObject(value) ? fitObject(value, schema, path, unknown) : undefined;
    case 'array':
      return Array.isArray(value) ? fitArray(value, schema, path, unknown) : undefined;
    case 'integer':
      return Number.isInteger(value) ? value : undefined;
    case 'string':
    case 'number':
    case 'boolean':
      return typeof value === schema.type ? value : undefined;
    case undefined:
      return value;
  }
}

/** Items of lists that were found to fit as they are. */
const fitting = new WeakMap<object, FieldSchema>();

function fitArray(value: readonly unknown[], { items }: FieldSchema, path: YamlPath, unknown: UnknownField[]): unknown {
  if (!items) return value;
  const before = unknown.length;
  const fitted = value.map((item, index) => fitItem(item, items, [...path, index], unknown));
  const isWhole = unknown.length === before && fitted.every((item, index) => item === value[index]);
  return isWhole ? value : fitted.filter((item) => item !== undefined);
}

function fitItem(item: unknown, schema: FieldSchema, path: YamlPath, unknown: UnknownField[]): unknown {
  if (!isObject(item)) return fit(item, schema, path, unknown);
  if (fitting.get(item) === schema) return item;
  const fitted = fit(item, schema, path, unknown);
  if (fitted === item) fitting.set(item, schema);
  return fitted;
}

function fitObject(
  value: Record<string, unknown>,
  schema: FieldSchema,
  path: YamlPath,
  unknown: UnknownField[],
): unknown {
  const { properties, additionalProperties, open } = schema;
  const result: Record<string, unknown> = {};
  let isWhole = true;
  for (const [name, item] of Object.entries(value)) {
    const field = properties && Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
    if (!field && properties && !open) unknown.push({ path: [...path, name], name, known: Object.keys(properties) });
    const isDropped = item === null || name === '__proto__';
    const fitted = isDropped
      ? undefined
      : field
        ? fit(item, field, [...path, name], unknown)
        : properties && !open
          ? undefined
          : item;
    if (fitted !== item) isWhole = false;
    if (fitted !== undefined) result[name] = fitted;
  }
  return isWhole ? value : result;
}

/** A mapping, neither null nor a list. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
