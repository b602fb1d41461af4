import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldSchema } from '../field-schema.ts';
import { kindSchemas } from '../schema.ts';
import { admissionErrors } from './admission-errors.ts';

const istio = 'networking.istio.io/v1';
const named = { name: 'cart', namespace: 'shop' };

function codes(kind: string, spec: unknown, metadata: unknown = named, apiVersion = istio): string[] {
  return admissionErrors(kind, apiVersion, metadata, spec).map(({ code, path }) => `${code} ${path.join('.')}`);
}

describe('what no measured document asks', () => {
  it('an object without spec', () => {
    expect(codes('DestinationRule', undefined)).toEqual(['webhook.host spec.host']);
    expect(codes('VirtualService', null)).toEqual(['webhook.no-rules spec']);
    expect(codes('ServiceEntry', undefined)).toEqual(['schema.required ']);
  });

  it('durations that the schema does not look at', () => {
    const loadBalancer = { consistentHash: { httpCookie: { name: 'a', ttl: '5' } } };
    expect(codes('DestinationRule', { host: 'cart', trafficPolicy: { loadBalancer } })).toEqual([
      'webhook.duration spec.trafficPolicy.loadBalancer.consistentHash.httpCookie.ttl',
    ]);
  });

  it('a duration of more than 292 years', () => {
    expect(codes('VirtualService', { hosts: ['cart'], http: [{ timeout: '9999999h' }] })).toContain(
      'cel.rule spec.http.0.timeout',
    );
  });

  it('names and labels of the wrong shape', () => {
    const metadata = { name: 'Cart', namespace: 'a.b', labels: { 'a/b/c': 'x', app: 1 }, annotations: { '': 'x' } };
    expect(codes('Service', {}, metadata, 'v1').toSorted()).toEqual([
      'schema.annotation metadata.annotations.',
      'schema.label metadata.labels.a/b/c',
      'schema.name metadata.name',
      'schema.namespace metadata.namespace',
      'schema.type metadata.labels.app',
    ]);
  });

  it('a kind or a version that is not there', () => {
    expect(codes('VirtualServices', {})).toEqual(['webhook.kind kind']);
    expect(codes('EnvoyFilter', {})).toEqual([]);
    expect(codes('VirtualService', { http: [{ route: [] }] }, named, 'networking.istio.io/v2')).toContain(
      'webhook.version apiVersion',
    );
  });

  it('a Gateway API route against its CEL rules, with its defaults', () => {
    const api = 'gateway.networking.k8s.io/v1';
    const route = (rule: unknown) => codes('HTTPRoute', { rules: [rule] }, named, api);
    expect(route({ backendRefs: [{ name: 'cart', port: 80 }] })).toEqual([]);
    expect(route({ backendRefs: [{ name: 'cart' }] })).toEqual(['cel.rule spec.rules.0.backendRefs.0']);
    expect(route({ matches: [{ path: { value: 'a' } }] })).toEqual(['cel.rule spec.rules.0.matches.0.path']);
    expect(route({ filters: [{ type: 'CORS' }] })).toEqual(['cel.rule spec.rules.0.filters.0']);
  });
});

/** A value that fits a schema in its types, or one of another type here and there. */
function valueOf(schema: FieldSchema, depth: number): fc.Arbitrary<unknown> {
  const odd = fc.constantFrom<unknown>(null, '', 'x', 0, -1, 1.5, true, [], {}, [null], { a: 1 });
  if (depth === 0) return odd;
  const own = fitting(schema, depth);
  return fc.oneof({ weight: 9, arbitrary: own }, { weight: 1, arbitrary: odd });
}

function fitting(schema: FieldSchema, depth: number): fc.Arbitrary<unknown> {
  const { type, items, properties, additionalProperties } = schema;
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (type === 'array') return fc.array(valueOf(items ?? {}, depth - 1), { maxLength: 2 });
  if (type === 'object' && properties)
    return fc.record(
      Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, valueOf(field, depth - 1)])),
      { requiredKeys: [] },
    );
  if (type === 'object')
    return fc.dictionary(fc.constantFrom('a', 'x-b', ''), valueOf(additionalProperties ?? {}, depth - 1));
  if (type === 'integer') return fc.constantFrom(0, 1, 80, 65536, 2 ** 31);
  if (type === 'number') return fc.constantFrom(0, 0.5, 101);
  if (type === 'boolean') return fc.boolean();
  return fc.constantFrom(
    '',
    'cart',
    '*',
    '*.a.b',
    '1s',
    '5',
    'a/b',
    '(',
    '%a',
    'unix://',
    '10.0.0.1',
    '10.0.0.0/8',
    ':80',
  );
}

describe('whatever is written', () => {
  for (const { group, kind, versions, spec } of kindSchemas) {
    it(`${kind} ${versions[0] ?? ''} is judged without an exception`, () => {
      fc.assert(
        fc.property(valueOf(spec, 6), fc.anything(), (value, metadata) => {
          const apiVersion = `${group}/${versions[0] ?? ''}`;
          admissionErrors(kind, apiVersion, named, value);
          admissionErrors(kind, apiVersion, metadata, value);
        }),
        { numRuns: 60 },
      );
    });
  }
});
