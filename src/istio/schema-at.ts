import type { YamlPath } from '../yaml/yaml-path.ts';
import type { FieldSchema } from './field-schema.ts';
import { isObject } from './sanitize.ts';
import { specSchema } from './schema.ts';

/** A field of a kind: `kind` and the field's path inside `spec`. */
export type KnownField = {
  readonly apiVersion: string;
  readonly kind: string;
  readonly path: YamlPath;
  readonly schema: FieldSchema;
};

/** What the schema says of the place `path` in a document's value; null outside `spec` and for kinds without a schema. Items of a List are looked into. */
export function schemaAt(document: unknown, path: YamlPath): KnownField | null {
  let object = document;
  let start = 0;
  while (isObject(object) && path[start] === 'items' && Array.isArray(object['items'])) {
    object = object['items'][Number(path[start + 1])] as unknown;
    start += 2;
  }
  if (!isObject(object) || path[start] !== 'spec') return null;
  const { apiVersion, kind } = object;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return null;
  const inside = path.slice(start + 1);
  const schema = descend(specSchema(apiVersion, kind), inside);
  return schema ? { apiVersion, kind, path: inside, schema } : null;
}

function descend(root: FieldSchema | null, path: YamlPath): FieldSchema | null {
  return path.reduce<FieldSchema | null>(
    (schema, step) =>
      (typeof step === 'number' ? schema?.items : (schema?.properties?.[step] ?? schema?.additionalProperties)) ?? null,
    root,
  );
}
