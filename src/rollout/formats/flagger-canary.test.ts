import { describe, expect, it } from 'vitest';
import { decode } from '../../istio/decode.ts';
import { parseStream } from '../../yaml/stream.ts';
import { readRolloutPlans } from '../read-rollout-plan.ts';
import { exportFlaggerCanary } from './flagger-canary-export.ts';
import { importFlaggerCanary } from './flagger-canary-import.ts';

function canary(analysis: object) {
  return {
    apiVersion: 'flagger.app/v1beta1',
    kind: 'Canary',
    metadata: { name: 'podinfo', namespace: 'test' },
    spec: {
      targetRef: { name: 'podinfo' },
      service: { port: 9898 },
      analysis: { interval: '1m', threshold: 5, ...analysis },
    },
  };
}

const stepsOf = (value: unknown) =>
  Reflect.get(Object(Reflect.get(Object(importFlaggerCanary(value)?.value), 'spec')), 'steps');

describe('a Canary of Flagger', () => {
  it('raises the weight by a step until the most is reached, then promotes', () => {
    const wait = { pause: { duration: '1m' } };
    expect(stepsOf(canary({ stepWeight: 20, maxWeight: 50 }))).toEqual([
      { setWeight: 20 },
      wait,
      { setWeight: 40 },
      wait,
      // Flagger passes the most where the step does not fit into it.
      { setWeight: 60 },
      wait,
      { setWeight: 100 },
    ]);
  });

  it('mirrors for an interval before the first weight', () => {
    expect(stepsOf(canary({ mirror: true, mirrorWeight: 30, stepWeights: [10] }))).toEqual([
      { setMirrorRoute: { name: 'mirror', percentage: 30, match: [{ path: { prefix: '/' } }] } },
      { pause: { duration: '1m' } },
      { setMirrorRoute: { name: 'mirror' } },
      { setWeight: 10 },
      { pause: { duration: '1m' } },
      { setWeight: 100 },
    ]);
  });

  it('sends testers to the canary for as long as its iterations take', () => {
    const match = [{ headers: { 'x-canary': { exact: 'insider' } } }];
    expect(stepsOf(canary({ iterations: 10, match }))).toEqual([
      { setHeaderRoute: { name: 'ab-test', match: [{ headerName: 'x-canary', headerValue: { exact: 'insider' } }] } },
      { pause: { duration: '600s' } },
      { setWeight: 100 },
      { setHeaderRoute: { name: 'ab-test' } },
    ]);
  });

  it('tells what a plan does not know', () => {
    expect(importFlaggerCanary(canary({ stepWeight: 10, metrics: [], webhooks: [] }))?.lost).toEqual([
      'A plan does not know spec.analysis.metrics; it is left out.',
      'A plan does not know spec.analysis.webhooks; it is left out.',
      'A plan takes the port from the Service; spec.service.port is left out.',
      'A plan does not know how many checks may fail; the threshold of 5 is left out.',
    ]);
    const linkerd = canary({ iterations: 10, threshold: 1 });
    const spec = {
      ...linkerd.spec,
      provider: 'linkerd',
      targetRef: { kind: 'DaemonSet', name: 'podinfo' },
      service: {},
    };
    expect(importFlaggerCanary({ ...linkerd, spec })?.lost).toEqual([
      'The provider is linkerd; the plan moves a VirtualService of Istio.',
      'The workload is a DaemonSet; a plan does not know it.',
      'The 10 iterations become one pause of that length.',
    ]);
  });

  it('is none of another kind, and none of a broken one stops it', () => {
    expect(importFlaggerCanary({ kind: 'Canary' })).toBeNull();
    expect(importFlaggerCanary({ apiVersion: 'flagger.app/v1beta1', kind: 'Canary', spec: [1] })).not.toBeNull();
  });
});

describe('a plan as a Canary', () => {
  const { config } = decode(
    parseStream(`apiVersion: v1
kind: Service
metadata: {name: reviews, namespace: books}
spec: {ports: [{port: 9080}]}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: reviews, namespace: books}
spec:
  hosts: [reviews]
  http: [{route: [{destination: {host: reviews, subset: v1}}]}]
---
apiVersion: signalbox/v1
kind: RolloutPlan
metadata: {name: reviews, namespace: books}
spec:
  rule: {virtualService: reviews}
  subsets: [v1, v2]
  steps:
  - setHeaderRoute: {name: testers, match: [{headerName: x-tester, headerValue: {exact: "1"}}]}
  - pause: {}
  - setWeight: 5
  - pause: {duration: 10m}
  - setWeight: 50
  - pause: {duration: 1h}
  - setWeight: 100
`),
  );
  const [plan] = readRolloutPlans(config.others);
  if (!plan) throw new Error('no plan');
  const { value, lost } = exportFlaggerCanary(plan, config);

  it('has the weights, one interval and the Service', () => {
    expect(value).toMatchObject({
      spec: {
        targetRef: { name: 'reviews' },
        service: { name: 'reviews', port: 9080 },
        analysis: { interval: '10m', stepWeights: [5, 50] },
      },
    });
  });

  it('tells what Flagger cannot say', () => {
    const all = lost.join('\n');
    expect(all).toContain('the same time after each step');
    expect(all).toContain('confirm-promotion webhook');
    expect(all).toContain('the header routes are left out');
    expect(all).toContain('reviews-primary and reviews-canary');
  });
});
