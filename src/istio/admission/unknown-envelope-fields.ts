import type { YamlPath } from '../../yaml/yaml-path.ts';
import { isObject, sanitize } from '../sanitize.ts';
import { objectMetaSchema } from './object-metadata-problems.ts';

const envelope: readonly string[] = ['apiVersion', 'kind', 'metadata', 'spec', 'status'];

/** A field beside `spec`, or in `metadata`, that no custom resource has: strict field validation refuses it, else it is dropped (checks.md M-03). */
export type UnknownEnvelopeField = { readonly path: YamlPath; readonly known: readonly string[] };

/** The unknown fields of a custom resource outside its `spec`. */
export function unknownEnvelopeFields(value: Readonly<Record<string, unknown>>): UnknownEnvelopeField[] {
  const beside = Object.keys(value).filter((name) => !envelope.includes(name));
  const { metadata } = value;
  const inside = isObject(metadata) ? sanitize(metadata, objectMetaSchema).unknown : [];
  return [
    ...beside.map((name) => ({ path: [name], known: envelope })),
    ...inside.map(({ path, known }) => ({ path: ['metadata', ...path], known })),
  ];
}
