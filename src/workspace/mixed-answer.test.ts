import { expect, test } from 'vitest';
import { createWorkspace } from './create-workspace.ts';
import { mixedAnswers } from './mixed-answer.ts';
import { plansOf } from './scrub.ts';

const text = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: cart, namespace: shop}
spec:
  host: cart
  subsets: [{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: cart, namespace: shop}
spec:
  hosts: [cart]
  http:
  - name: checkout
    match: [{uri: {prefix: /checkout}}]
    fault: {abort: {percentage: {value: 10}, httpStatus: 503}}
    route:
    - destination: {host: cart, subset: v2}
  - name: gone
    match: [{uri: {prefix: /gone}}]
    route:
    - {destination: {host: cart, subset: v1}, weight: 40}
    - {destination: {host: cart, subset: v9}, weight: 60}
  - name: everyone
    route:
    - {destination: {host: cart, subset: v1}, weight: 90}
    - {destination: {host: cart, subset: v2}, weight: 10}
---
apiVersion: signalbox/v1
kind: RolloutPlan
metadata: {name: cart-v2, namespace: shop}
spec:
  rule: {virtualService: cart, http: everyone}
  subsets: [v1, v2]
  steps:
  - setHeaderRoute: {name: testers, match: [{headerName: x-tester, headerValue: {exact: "yes"}}]}
  - setWeight: 25
  requests:
  - {name: all, from: {namespace: shop, labels: {app: web}}, request: {url: "http://cart:8080/"}}
  - {name: testers, from: {namespace: shop}, request: {url: "http://cart:8080/", headers: {x-tester: yes}}}
  - {name: checkout, from: {namespace: shop}, request: {url: "http://cart:8080/checkout"}}
  - {name: gone, from: {namespace: shop}, request: {url: "http://cart:8080/gone"}}
  - {name: abroad, from: {namespace: shop}, request: {url: "http://other:8080/"}}
`;

/** The answers of every kind of the mix, at a step or (null) as the text stands. */
function answersAt(step: number | null) {
  const workspace = createWorkspace({ text, title: 'test' });
  workspace.scrub(step === null ? null : { plan: 'shop/cart-v2', step });
  const state = workspace.store.getState();
  const [plan] = plansOf(state);
  if (!plan) throw new Error('there is no plan');
  const answer = mixedAnswers(state, plan, plan.requests);
  return Object.fromEntries(plan.requests.map((request) => [request.name, answer(request)]));
}

test('the weights of the rule decide over requests that no other rule takes', () => {
  expect(answersAt(null)['all']).toEqual([
    { version: 'v1', share: 0.9 },
    { version: 'v2', share: 0.1 },
  ]);
});

test('at a step its weights and its header routes decide', () => {
  const { all, testers } = answersAt(2);
  expect(all).toEqual([
    { version: 'v1', share: 0.75 },
    { version: 'v2', share: 0.25 },
  ]);
  expect(testers).toEqual([{ version: 'v2', share: 1 }]);
});

test('other rules, aborts and missing subsets have their part', () => {
  const { checkout, gone, abroad } = answersAt(2);
  expect(checkout).toEqual([{ version: 'v2', share: 0.9 }]);
  expect(gone).toEqual([{ version: 'v1', share: 0.4 }]);
  expect((abroad ?? []).every(({ version }) => version === null)).toBe(true);
});

const ports = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart, namespace: shop}
spec:
  parentRefs: [{group: "", kind: Service, name: cart}]
  rules:
  - backendRefs:
    - {name: cart-v1, port: 8080, weight: 3}
    - {name: cart-v1, port: 9090}
---
apiVersion: signalbox/v1
kind: RolloutPlan
metadata: {name: cart-v2, namespace: shop}
spec:
  rule: {httpRoute: cart}
  subsets: [{name: old, host: cart-v1, port: 8080}, {name: new, host: cart-v1, port: 9090}]
  steps: [{setWeight: 25}]
  requests: [{name: all, from: {namespace: shop}, request: {url: "http://cart:8080/"}}]
`;

test('backends are told apart by host and port', () => {
  const state = createWorkspace({ text: ports, title: 'test' }).store.getState();
  const [plan] = plansOf(state);
  const [request] = plan?.requests ?? [];
  if (!plan || !request) throw new Error('there is no plan');
  expect(mixedAnswers(state, plan, plan.requests)(request)).toEqual([
    { version: 'old', share: 0.75 },
    { version: 'new', share: 0.25 },
  ]);
});
