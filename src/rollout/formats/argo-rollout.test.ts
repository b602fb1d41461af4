import { describe, expect, it } from 'vitest';
import { decode } from '../../istio/decode.ts';
import { parseStream } from '../../yaml/stream.ts';
import { readRolloutPlans } from '../read-rollout-plan.ts';
import { exportArgoRollout } from './argo-rollout-export.ts';
import { importArgoRollout } from './argo-rollout-import.ts';

const value = (text: string) => parseStream(text).documents[0]?.value;

const rollout = `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: reviews, namespace: books}
spec:
  replicas: 5
  workloadRef: {apiVersion: apps/v1, kind: Deployment, name: reviews}
  strategy:
    canary:
      trafficRouting:
        managedRoutes: [{name: dark}, {name: testers}]
        istio:
          virtualService: {name: reviews.routing, routes: [everyone]}
          destinationRule: {name: reviews, canarySubsetName: canary, stableSubsetName: stable}
      steps:
      - setCanaryScale: {weight: 25}
      - setHeaderRoute: {name: testers, match: [{headerName: x-tester, headerValue: {exact: "yes"}}]}
      - setMirrorRoute: {name: dark, percentage: 35, match: [{method: {exact: GET}, path: {prefix: /}}]}
      - setWeight: 20
      - pause: {duration: 600}
      - pause: {}
      - analysis: {templates: [{templateName: success-rate}]}
`;

describe('a Rollout of Argo Rollouts', () => {
  const imported = importArgoRollout(value(rollout));

  it('becomes a plan, with Argo’s promotion as its last steps', () => {
    expect(imported?.value).toEqual({
      apiVersion: 'signalbox/v1',
      kind: 'RolloutPlan',
      metadata: { name: 'reviews', namespace: 'books' },
      spec: {
        rule: { namespace: 'routing', virtualService: 'reviews', http: 'everyone' },
        subsets: ['stable', 'canary'],
        managedRoutes: ['dark', 'testers'],
        steps: [
          { setCanaryScale: { weight: 25 } },
          { setHeaderRoute: { name: 'testers', match: [{ headerName: 'x-tester', headerValue: { exact: 'yes' } }] } },
          {
            setMirrorRoute: {
              name: 'dark',
              percentage: 35,
              match: [{ method: { exact: 'GET' }, path: { prefix: '/' } }],
            },
          },
          { setWeight: 20 },
          { pause: { duration: '600s' } },
          { pause: {} },
          { analysis: { templates: [{ templateName: 'success-rate' }] } },
          { setWeight: 100 },
          { setHeaderRoute: { name: 'testers' } },
          { setMirrorRoute: { name: 'dark' } },
        ],
      },
    });
  });

  it('tells what a plan does not know', () => {
    expect(imported?.lost).toEqual([
      'A plan does not know spec.replicas; it is left out.',
      'A plan does not know spec.workloadRef; it is left out.',
    ]);
  });

  it('may tell versions apart by Services', () => {
    const byService = rollout
      .replace(/ {10}destinationRule:.*\n/, '')
      .replace(
        '    canary:\n',
        '    canary:\n      stableService: reviews-stable\n      canaryService: reviews-canary\n',
      );
    expect(importArgoRollout(value(byService))?.value).toMatchObject({
      spec: {
        subsets: [
          { name: 'reviews-stable', host: 'reviews-stable' },
          { name: 'reviews-canary', host: 'reviews-canary' },
        ],
      },
    });
  });

  it('is none without Istio’s traffic routing', () => {
    expect(importArgoRollout(value(rollout.replace('istio:', 'nginx:')))).toBeNull();
    expect(importArgoRollout(null)).toBeNull();
    expect(importArgoRollout({ apiVersion: 'apps/v1', kind: 'Deployment' })).toBeNull();
  });

  it('has unreadable steps told and left out', () => {
    const odd = importArgoRollout(value(`${rollout}      - setWeight: lots\n      - dance: {}\n`));
    expect(odd?.lost.filter((sentence) => /^Step \d+ is left out\. spec\.strategy/.test(sentence))).toHaveLength(2);
    expect(odd?.value).toMatchObject({ spec: { steps: { length: 10 } } });
  });
});

describe('a plan as a Rollout', () => {
  const text = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: reviews-versions, namespace: books}
spec: {host: reviews, subsets: [{name: v1}, {name: v2}, {name: v3}]}
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
  subsets: [v1, v2, v3]
  steps:
  - setHeaderRoute: {name: staff, subset: v3, match: [{headerName: x-staff, headerValue: {exact: "1"}}]}
  - setWeight: {v2: 10, v3: 20}
`;
  const { config } = decode(parseStream(text));
  const [plan] = readRolloutPlans(config.others);
  if (!plan) throw new Error('no plan');
  const { value: exported, lost } = exportArgoRollout(plan, config);

  it('names the DestinationRule and its subsets', () => {
    expect(exported).toMatchObject({
      spec: {
        strategy: {
          canary: {
            trafficRouting: {
              istio: {
                virtualService: { name: 'reviews' },
                destinationRule: { name: 'reviews-versions', canarySubsetName: 'v2', stableSubsetName: 'v1' },
              },
            },
            steps: [{ setWeight: 10 }],
          },
        },
      },
    });
  });

  it('tells what Argo cannot say', () => {
    const all = lost.join('\n');
    expect(all).toContain('weights of v3 are left out');
    expect(all).toContain('route staff to v3 is left out');
    expect(all).toContain('everything to the canary after the last step');
    expect(all).toContain('spec.workloadRef');
  });
});
