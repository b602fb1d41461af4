import { valueAt } from '../yaml/value-at.ts';
import type { FieldSchema } from '../istio/field-schema.ts';
import { isObject } from '../istio/sanitize.ts';
import { schemaAt } from '../istio/schema-at.ts';
import type { Source } from '../istio/source.ts';
import { documentAt, pathAt } from '../yaml/locate.ts';
import type { YamlStream } from '../yaml/stream.ts';
import type { YamlPath } from '../yaml/yaml-path.ts';

/** A part of an object that can be edited as a form: the list item around the selection, else the whole spec. */
export type Inspected = {
  readonly object: Source;
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly path: YamlPath;
  readonly value: unknown;
  readonly schema: FieldSchema;
};

/** What the selection means to the inspector; null where no schema is known. */
export function inspectedAt(stream: YamlStream, selection: number): Inspected | null {
  const index = documentAt(stream, selection);
  const document = stream.documents[index];
  if (!document) return null;
  const full = pathAt(document, selection - (stream.offsets[index] ?? 0));
  const root = rootPath(document.value, full);
  const object = valueAt(document.value, root);
  if (!isObject(object) || typeof object['kind'] !== 'string') return null;
  for (const path of candidates(full.slice(root.length))) {
    const known = schemaAt(document.value, [...root, ...path]);
    const value = valueAt(object, path);
    if (!known?.schema.properties || !(isObject(value) || value === undefined || value === null)) continue;
    const metadata = isObject(object['metadata']) ? object['metadata'] : {};
    const name = typeof metadata['name'] === 'string' ? metadata['name'] : '';
    const { apiVersion, kind, schema } = known;
    return { object: { document: index, path: root }, apiVersion, kind, name, path, value, schema };
  }
  return null;
}

/** Items of a List stand below `items`. */
function rootPath(document: unknown, path: YamlPath): YamlPath {
  const isList = isObject(document) && typeof document['kind'] === 'string' && document['kind'].endsWith('List');
  return isList && path[0] === 'items' ? path.slice(0, 2) : [];
}

/** The list items around the selection, innermost first, then the spec. */
function candidates(path: YamlPath): YamlPath[] {
  const items = path.flatMap((step, index) => (typeof step === 'number' ? [path.slice(0, index + 1)] : []));
  return [...items.toReversed(), ['spec']];
}
