import { describe, expect, it } from 'vitest';
import type { YamlPath } from '../yaml/yaml-path.ts';
import { fieldDoc } from './field-docs.ts';
import type { FieldSchema } from './field-schema.ts';
import { kindSchemas } from './schema.ts';

/** Every field of a schema, with an entry of each list and mapping. */
function fieldsOf(schema: FieldSchema, path: YamlPath): YamlPath[] {
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, field]) => [
    [...path, name],
    ...fieldsOf(field, [...path, name]),
  ]);
  const items = schema.items ? fieldsOf(schema.items, [...path, 0]) : [];
  const entries = schema.additionalProperties ? fieldsOf(schema.additionalProperties, [...path, 'any']) : [];
  return [...own, ...items, ...entries];
}

const istio = kindSchemas.filter(({ group }) => group === 'networking.istio.io');

describe('every field of Istio has a sentence', () => {
  for (const { group, kind, versions, spec } of istio) {
    const apiVersion = `${group}/${versions[0] ?? ''}`;
    const described = fieldsOf(spec, []).map((path) => [path.join('.'), fieldDoc(apiVersion, kind, path)] as const);
    it(`of ${kind}`, () => {
      expect(described.filter(([, doc]) => doc === null).map(([path]) => path)).toEqual([]);
      expect(described.filter(([, doc]) => !/^[A-Z`].{8,170}\.$/.test(doc ?? ''))).toEqual([]);
    });
  }
});

it('a field that does not exist has none, nor has a kind of another group', () => {
  expect(fieldDoc('networking.istio.io/v1', 'VirtualService', ['http', 0, 'timout'])).toBeNull();
  expect(fieldDoc('gateway.networking.k8s.io/v1', 'Gateway', ['listeners'])).toBeNull();
});

it('entries of lists and mappings are described as what holds them', () => {
  const doc = (...path: YamlPath) => fieldDoc('networking.istio.io/v1', 'VirtualService', path);
  expect(doc('http', 0, 'match', 1, 'headers', 'x-user')).toBe(doc('http', 0, 'match', 1, 'headers'));
  expect(doc('http', 0, 'match', 1, 'headers', 'x-user', 'exact')).toBe(doc('http', 0, 'match', 1, 'uri', 'exact'));
  expect(doc('http', 0, 'match', 1, 'sourceLabels', 'app')).toBe(doc('http', 0, 'match', 1, 'sourceLabels'));
});
