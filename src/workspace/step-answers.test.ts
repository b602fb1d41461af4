import { expect, test } from 'vitest';
import { readText } from './read-text.ts';
import { plansOf } from './scrub.ts';
import { answersAtStep } from './step-answers.ts';

const text = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: cart, namespace: shop}
spec: {host: cart, subsets: [{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}]}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: cart, namespace: shop}
spec:
  hosts: [cart]
  http:
  - route:
    - destination: {host: cart, subset: v1}
---
apiVersion: signalbox/v1
kind: RolloutPlan
metadata: {name: cart-v2, namespace: shop}
spec:
  rule: {virtualService: cart}
  subsets: [v1, v2]
  steps:
  - setHeaderRoute: {name: testers, match: [{headerName: x-tester, headerValue: {exact: "yes"}}]}
  - setWeight: 25
  - pause: {}
  - setWeight: 100
  requests:
  - {name: all, from: {namespace: shop}, request: {url: "http://cart:8080/"}}
  - {name: testers, from: {namespace: shop}, request: {url: "http://cart:8080/", headers: {x-tester: "yes"}}}
`;

const grounds = { assume: 'auto', version: '1.32' } as const;

/** The canary's share of both kinds after each step. */
function canaryShares(source: string) {
  const written = readText(source);
  const [plan] = plansOf(written);
  if (!plan) throw new Error('there is no plan');
  return [...plan.steps.keys(), plan.steps.length].map((step) =>
    answersAtStep(written, plan, step, plan.requests, grounds)?.map(
      (answer) => answer.find(({ version }) => version === 'v2')?.share ?? 0,
    ),
  );
}

test('every step has its answers, header routes and weights alike, whatever the text has now', () => {
  const shares = [
    [0, 0],
    [0, 1],
    [0.25, 1],
    [0.25, 1],
    [1, 1],
  ];
  expect(canaryShares(text)).toEqual(shares);
  const later = text.replace('subset: v1}\n---', 'subset: v2}\n---');
  expect(canaryShares(later)).toEqual(shares);
});

test('a step that cannot be written has none', () => {
  const strange = text.replace(
    '    - destination: {host: cart, subset: v1}\n',
    '    - {destination: {host: cart, subset: v1}, weight: 50}\n    - {destination: {host: other}, weight: 50}\n',
  );
  expect(canaryShares(strange)).toEqual([undefined, undefined, undefined, undefined, undefined]);
});
