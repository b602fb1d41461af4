import type { FieldSchema } from '../field-schema.ts';
import { isObject } from '../sanitize.ts';

/** `value` with the defaults that the schema gives to fields that it leaves out, as the API server fills them in before it validates. */
export function withDefaults(value: unknown, schema: FieldSchema): unknown {
  if (Array.isArray(value)) {
    const { items } = schema;
    return items ? value.map((item) => itemWithDefaults(item, items)) : value;
  }
  if (!isObject(value)) return value;
  const filled: Record<string, unknown> = { ...value };
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    if (filled[name] === undefined && field.default !== undefined) filled[name] = field.default;
    if (filled[name] !== undefined) filled[name] = withDefaults(filled[name], field);
  }
  const { additionalProperties } = schema;
  if (!additionalProperties) return filled;
  return Object.fromEntries(
    Object.entries(filled).map(([name, item]) => [name, withDefaults(item, additionalProperties)]),
  );
}

/** Items of lists with their defaults: objects do not change, so it is done once. */
const filledItems = new WeakMap<object, { readonly schema: FieldSchema; readonly filled: unknown }>();

function itemWithDefaults(item: unknown, schema: FieldSchema): unknown {
  if (!isObject(item)) return withDefaults(item, schema);
  const known = filledItems.get(item);
  if (known?.schema === schema) return known.filled;
  const filled = withDefaults(item, schema);
  filledItems.set(item, { schema, filled });
  return filled;
}
