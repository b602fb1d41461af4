import { expect, it } from 'vitest';
import type { Subset, TrafficPolicy } from '../istio/destination-rule.ts';
import { consolidatedOf } from './consolidated-destination-rule.ts';
import { withMeshDefaults } from './mesh-defaults.ts';
import { portPolicyOf, subsetPolicyOf } from './traffic-policy.ts';

const mesh = withMeshDefaults({});
const random = { simple: 'RANDOM' } as const;
const robin = { simple: 'ROUND_ROBIN' } as const;
const outliers = { consecutive5xxErrors: 3 };
const pool = { http: { maxRetries: 1 } };

function ruleOf(trafficPolicy?: TrafficPolicy) {
  return consolidatedOf({
    kind: 'DestinationRule',
    apiVersion: 'networking.istio.io/v1',
    metadata: { name: 'cart', namespace: 'shop', labels: {}, annotations: {}, creationTimestamp: null },
    spec: { host: 'cart', ...(trafficPolicy && { trafficPolicy }) },
    source: { document: 0, path: [] },
  });
}

function subsetOf(trafficPolicy: Subset['trafficPolicy']) {
  return trafficPolicy
    ? { value: trafficPolicy, source: { document: 0, path: ['spec', 'subsets', 0, 'trafficPolicy'] } }
    : null;
}

it('is the top level where the port has no settings', () => {
  const rule = ruleOf({ loadBalancer: random, portLevelSettings: [{ port: { number: 9 }, loadBalancer: robin }] });
  expect(portPolicyOf(mesh, rule, 80)).toEqual({
    policy: { loadBalancer: random },
    sources: [{ document: 0, path: ['spec', 'trafficPolicy'] }],
  });
});

it("is the port's settings alone where it has some (R8.11)", () => {
  const rule = ruleOf({
    loadBalancer: random,
    outlierDetection: outliers,
    retryBudget: { percent: 5 },
    portLevelSettings: [{ port: { number: 80 }, connectionPool: pool }],
  });
  expect(portPolicyOf(mesh, rule, 80)).toEqual({
    policy: { connectionPool: pool },
    sources: [{ document: 0, path: ['spec', 'trafficPolicy', 'portLevelSettings', 0] }],
  });
});

it('takes what is missing from the mesh (R8.14)', () => {
  const generous = withMeshDefaults({ defaultTrafficPolicy: { connectionPool: pool, outlierDetection: outliers } });
  expect(portPolicyOf(generous, null, 80)).toEqual({
    policy: { connectionPool: pool, outlierDetection: outliers },
    sources: [],
  });
  const own = { tcp: { maxConnections: 1 } };
  expect(portPolicyOf(generous, ruleOf({ connectionPool: own }), 80).policy).toEqual({
    connectionPool: own,
    outlierDetection: outliers,
  });
});

it('of a subset replaces whole blocks (R8.12)', () => {
  const base = portPolicyOf(mesh, ruleOf({ loadBalancer: random, connectionPool: { tcp: { maxConnections: 1 } } }), 80);
  expect(subsetPolicyOf(base, subsetOf({ connectionPool: pool }), 80).policy).toEqual({
    loadBalancer: random,
    connectionPool: pool,
  });
  expect(subsetPolicyOf(base, null, 80)).toBe(base);
});

it("of a subset's port wipes what it does not say, but for what ports cannot say (R8.13)", () => {
  const base = portPolicyOf(mesh, ruleOf({ loadBalancer: random, outlierDetection: outliers, retryBudget: {} }), 80);
  const subset = subsetOf({
    loadBalancer: random,
    portLevelSettings: [{ port: { number: 80 }, connectionPool: pool }],
  });
  expect(subsetPolicyOf(base, subset, 80).policy).toEqual({
    loadBalancer: undefined,
    outlierDetection: undefined,
    tls: undefined,
    connectionPool: pool,
    retryBudget: {},
  });
  expect(subsetPolicyOf(base, subset, 81).policy).toEqual({
    loadBalancer: random,
    outlierDetection: outliers,
    retryBudget: {},
  });
});
