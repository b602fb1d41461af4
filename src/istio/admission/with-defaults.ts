import type { FieldSchema } from '../field-schema.ts';
import { isObject } from '../sanitize.ts';

/** `value` with the defaults that the schema gives to fields that it leaves out, as the API server fills them in before it validates. */
export function withDefaults(value: unknown, schema: FieldSchema): unknown {
  if (Array.isArray(value)) {
    const { items } = schema;
    return items ? value.map((item) => withDefaults(item, items)) : value;
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
