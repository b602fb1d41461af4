import { describe, expect, it } from 'vitest';
import { decode } from '../../istio/decode.ts';
import { parseStream } from '../../yaml/stream.ts';
import { readRolloutPlans } from '../read-rollout-plan.ts';
import { ruleFixtures } from '../rules-of-every-kind.ts';
import { exportArgoRollout } from './argo-rollout-export.ts';
import { importArgoRollout } from './argo-rollout-import.ts';
import { exportFlaggerCanary } from './flagger-canary-export.ts';
import { importFlaggerCanary } from './flagger-canary-import.ts';

/** A plan for a rule that a fixture has. */
function planned(fixture: keyof typeof ruleFixtures, rule: string, steps = '  - setWeight: 5\n  - setWeight: 100\n') {
  const text = `${ruleFixtures[fixture].text}apiVersion: signalbox/v1
kind: RolloutPlan
metadata: {name: plan, namespace: books}
spec:
  rule: ${rule}
  subsets: [v1, v2]
  steps:
${steps}`;
  const { config } = decode(parseStream(text));
  const [plan] = readRolloutPlans(config.others);
  if (!plan) throw new Error('no plan');
  return { plan, config };
}

const testers = '  - setHeaderRoute: {name: testers, match: [{headerName: a, headerValue: {exact: b}}]}\n';
const mirror = '  - setMirrorRoute: {name: dark, match: [{path: {prefix: /}}]}\n';

function canaryOf({ value }: ReturnType<typeof exportArgoRollout>) {
  const { spec } = value as {
    readonly spec: { readonly strategy: { readonly canary: Readonly<Record<string, unknown>> } };
  };
  return spec.strategy.canary;
}

describe('a Rollout of Argo Rollouts', () => {
  it('moves a route of the Gateway API by Argo’s plugin, and comes back', () => {
    const { plan, config } = planned(
      'httpRoute',
      '{httpRoute: reviews, rule: everyone}',
      `${testers}  - setWeight: 100\n`,
    );
    const exported = exportArgoRollout(plan, config);
    expect(canaryOf(exported)).toMatchObject({
      stableService: 'v1',
      canaryService: 'v2',
      trafficRouting: {
        managedRoutes: [{ name: 'testers' }],
        plugins: {
          'argoproj-labs/gatewayAPI': {
            httpRoutes: [{ name: 'reviews', useHeaderRoutes: true, ruleName: 'everyone' }],
            namespace: 'books',
          },
        },
      },
    });
    expect(exported.lost).toContainEqual(expect.stringContaining('has to be installed'));
    const back = importArgoRollout(exported.value);
    expect(back?.lost).toEqual([]);
    expect(back?.value).toMatchObject({
      spec: { rule: { httpRoute: 'reviews', rule: 'everyone' }, subsets: ['v1', 'v2'] },
    });
  });

  it('takes one route of a plugin that names several, and says so', () => {
    const plugin = {
      grpcRoute: 'reviews',
      grpcRouteRuleName: 'all',
      tcpRoutes: [{ name: 'mongo' }],
      httpRouteSelector: {},
    };
    const rollout = {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Rollout',
      metadata: { name: 'r', namespace: 'books' },
      spec: {
        strategy: {
          canary: { trafficRouting: { plugins: { 'argoproj-labs/gatewayAPI': plugin } }, steps: [{ setWeight: 5 }] },
        },
      },
    };
    const imported = importArgoRollout(rollout);
    expect(imported?.value).toMatchObject({
      spec: { rule: { grpcRoute: 'reviews', rule: 'all' }, subsets: ['stable', 'canary'] },
    });
    expect(imported?.lost).toEqual([
      expect.stringContaining('httpRouteSelector'),
      'A plan moves one route; TCPRoute mongo is left out.',
    ]);
  });

  it('does not mirror in a GRPCRoute, and finds no rule by its index', () => {
    const { plan, config } = planned('grpcRoute', '{grpcRoute: reviews, rule: 1}', `${mirror}  - setWeight: 100\n`);
    const exported = exportArgoRollout(plan, config);
    expect(canaryOf(exported)['steps']).toEqual([{ setWeight: 100 }]);
    expect(exported.lost).toContainEqual(expect.stringContaining('mirrors in HTTPRoutes alone'));
    expect(exported.lost).toContainEqual(expect.stringContaining('say it in ruleName'));
  });

  it('finds tls and tcp rules by their matches', () => {
    const tls = planned('tls', '{virtualService: reviews, tls: 0}');
    expect(canaryOf(exportArgoRollout(tls.plan, tls.config))['trafficRouting']).toMatchObject({
      istio: { virtualService: { name: 'reviews', tlsRoutes: [{ port: 443, sniHosts: ['reviews'] }] } },
    });
    const tcp = planned('tcp', '{virtualService: reviews, tcp: 1}');
    const exported = exportArgoRollout(tcp.plan, tcp.config);
    expect(canaryOf(exported)['trafficRouting']).toMatchObject({
      istio: { virtualService: { name: 'reviews', tcpRoutes: [{ port: 3306 }] } },
    });
    const back = importArgoRollout(exported.value);
    expect(back?.value).toMatchObject({ spec: { rule: { virtualService: 'reviews', tcp: 0 } } });
    expect(back?.lost).toEqual(['A plan names a tcp rule by its index, Argo by its match; the first one is taken.']);
  });
});

describe('a Canary of Flagger', () => {
  it('writes an HTTPRoute with the parents of the plan’s, and becomes a plan for one', () => {
    const { plan, config } = planned(
      'httpRoute',
      '{httpRoute: reviews, rule: everyone}',
      `${mirror}  - setWeight: 50\n`,
    );
    const { value, lost } = exportFlaggerCanary(plan, config);
    expect(value).toMatchObject({
      spec: {
        provider: 'gatewayapi:v1',
        service: { name: 'v1', port: 9080, gatewayRefs: [{ kind: 'Service', name: 'reviews' }] },
        analysis: { mirror: true, stepWeights: [50] },
      },
    });
    expect(lost).toContainEqual('Flagger writes an HTTPRoute v1 of its own; the rules of reviews are not in it.');
    expect(importFlaggerCanary(value)?.value).toMatchObject({
      spec: {
        rule: { httpRoute: 'v1' },
        subsets: [
          { name: 'primary', host: 'v1-primary' },
          { name: 'canary', host: 'v1-canary' },
        ],
      },
    });
  });

  it.each([
    ['tcp', '{virtualService: reviews, tcp: 1}', 'a tcp rule of a VirtualService'],
    ['grpcRoute', '{grpcRoute: reviews}', 'a GRPCRoute'],
    ['tlsRoute', '{tlsRoute: reviews}', 'a TLSRoute'],
  ] as const)('is none for %s', (fixture, rule, words) => {
    const { plan, config } = planned(fixture, rule);
    expect(exportFlaggerCanary(plan, config)).toEqual({ value: null, lost: [expect.stringContaining(words)] });
  });
});
