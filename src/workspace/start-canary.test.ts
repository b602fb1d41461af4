import { expect, test } from 'vitest';
import { createWorkspace } from './create-workspace.ts';
import { plansOf } from './scrub.ts';
import { ruleAtHand, startCanary } from './start-canary.ts';

const rules = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: cart, namespace: shop}
spec:
  hosts: [cart]
  http:
  - name: old
    match: [{uri: {prefix: /old}}]
    route:
    - destination: {host: cart, subset: v1}
  - name: everyone
    route:
    - {destination: {host: cart, subset: v1}, weight: 90}
    - {destination: {host: cart, subset: v2}, weight: 10}
`;
const subsets = `---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: cart, namespace: shop}
spec:
  host: cart
  subsets: [{name: v1, labels: {version: v1}}, {name: v3, labels: {version: v3}}]
`;
const rule = (index: number) => ({ document: 0, path: ['spec', 'http', index] });
const open = (text: string) => createWorkspace({ text, title: 'test', ask: { url: 'http://cart/' } });
const plansIn = (workspace: ReturnType<typeof open>) => plansOf(workspace.store.getState());

test('a plan of a rule has its destinations as versions, and one undo takes it away', () => {
  const workspace = open(rules);
  startCanary(workspace, rule(1));
  const [plan] = plansIn(workspace);
  expect(plan?.problems).toEqual([]);
  expect(plan?.rule.which).toBe('everyone');
  expect(plan?.subsets.map(({ name }) => name)).toEqual(['v1', 'v2']);
  expect(workspace.store.getState().panel).toBe('rollout');
  workspace.undo();
  expect(workspace.store.getState().text).toBe(rules);
});

test('a rule that has a plan is shown with it', () => {
  const workspace = open(rules);
  startCanary(workspace, rule(1));
  const { text } = workspace.store.getState();
  startCanary(workspace, rule(1));
  expect(workspace.store.getState().text).toBe(text);
});

test('a lone destination is joined by another subset of its host; without one it is said why there is no plan', () => {
  const alone = open(rules);
  startCanary(alone, rule(0));
  expect(plansIn(alone)).toEqual([]);
  expect(alone.store.getState().notice?.message).toContain('second version');
  const joined = open(rules + subsets);
  startCanary(joined, rule(0));
  expect(plansIn(joined)[0]?.subsets.map(({ name }) => name)).toEqual(['v1', 'v3']);
});

test('plans have names of their own', () => {
  const taken = `---
apiVersion: signalbox/v1
kind: RolloutPlan
metadata: {name: cart-v2, namespace: shop}
spec: {rule: {virtualService: other}, subsets: [v1, v2], steps: []}
`;
  const workspace = open(rules + taken);
  startCanary(workspace, rule(1));
  expect(plansIn(workspace).map(({ name }) => name)).toEqual(['cart-v2', 'cart-v2-2']);
});

test('the rule at hand is the selected one, else the one on the way of the request', () => {
  const workspace = open(rules);
  expect(ruleAtHand(workspace.store.getState())).toEqual(rule(1));
  workspace.select(rules.indexOf('prefix: /old'), 'text');
  expect(ruleAtHand(workspace.store.getState())).toEqual(rule(0));
});

const backends = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart, namespace: shop}
spec:
  parentRefs: [{group: "", kind: Service, name: cart}]
  rules:
  - backendRefs:
    - {name: cart-v1, port: 80}
  - matches: [{path: {value: /old}}]
    backendRefs:
    - {name: cart-v2, port: 80}
    - {name: cart-v1, port: 80, weight: 9}
`;
const service = (name: string, selector: string) => `---
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: shop}
spec: {clusterIP: 10.96.9.${name.length}, selector: {${selector}}, ports: [{name: http, port: 80}]}
`;
const backend = (index: number) => ({ document: 0, path: ['spec', 'rules', index] });

test('a plan of a route of the Gateway API has its backends as versions, the heaviest one as stable', () => {
  const workspace = open(backends);
  startCanary(workspace, backend(1));
  const [plan] = plansIn(workspace);
  expect(plan?.problems).toEqual([]);
  expect(plan?.rule).toEqual({ kind: 'httpRoute', namespace: 'shop', name: 'cart', which: 1 });
  expect(plan?.subsets.map(({ name }) => name)).toEqual(['cart-v1', 'cart-v2']);
  expect(workspace.store.getState().text).toContain('subsets:\n  - cart-v1\n  - cart-v2\n');
  workspace.undo();
  expect(workspace.store.getState().text).toBe(backends);
});

test('a lone backend is joined by a Service of the same app and other pods, not by the one for all pods', () => {
  const alone = open(backends);
  startCanary(alone, backend(0));
  expect(plansIn(alone)).toEqual([]);
  const all = [
    service('cart', 'app: cart'),
    service('cart-v1', 'app: cart, version: v1'),
    service('web-v2', 'app: web, version: v2'),
    service('cart-v2', 'app: cart, version: v2'),
  ];
  const joined = open(backends + all.join(''));
  startCanary(joined, backend(0));
  expect(plansIn(joined)[0]?.subsets.map(({ name }) => name)).toEqual(['cart-v1', 'cart-v2']);
  expect(plansIn(joined)[0]?.name).toBe('cart-v2');
});

test('rules of connections are planned by their index', () => {
  const tcp =
    rules.replace(/ {2}http:[\s\S]*$/, '') +
    `  tcp:
  - match: [{port: 9999}]
    route: [{destination: {host: cart, subset: v1}}]
  - route:
    - {destination: {host: cart, subset: v1}, weight: 90}
    - {destination: {host: cart, subset: v2}, weight: 10}
`;
  const workspace = open(tcp);
  workspace.select(tcp.indexOf('weight: 10'), 'text');
  const place = ruleAtHand(workspace.store.getState());
  expect(place).toEqual({ document: 0, path: ['spec', 'tcp', 1] });
  if (place) startCanary(workspace, place);
  expect(plansIn(workspace)[0]?.rule).toEqual({ kind: 'tcp', namespace: 'shop', name: 'cart', which: 1 });
});

test('pods that no subset is for yet bring a subset with them', () => {
  const running = `---
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
spec: {selector: {app: cart}, ports: [{name: http, port: 80}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart-v2, namespace: shop}
spec: {template: {metadata: {labels: {app: cart, version: v2}}}}
`;
  const workspace = open(rules + subsets.replace(', {name: v3, labels: {version: v3}}', '') + running);
  startCanary(workspace, rule(0));
  const [plan] = plansIn(workspace);
  expect(plan?.problems).toEqual([]);
  expect(plan?.subsets.map(({ name, labels }) => [name, labels])).toEqual([
    ['v1', null],
    ['v2', { version: 'v2' }],
  ]);
  workspace.scrub({ plan: 'shop/cart-v2', step: 1 });
  expect(workspace.store.getState().stream.text).toContain('{name: v2, labels: {version: v2}}');
});

test('Services that are versions by their names are versions', () => {
  const service = (name: string) =>
    `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}, namespace: shop}\nspec: {selector: {app: ${name}}, ports: [{port: 80}]}\n---\n`;
  const route = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: db, namespace: shop}
spec: {parentRefs: [{name: front}], rules: [{backendRefs: [{name: db-v1, port: 80}]}]}
`;
  const workspace = open(service('db-v1') + service('db-v2') + service('other-v2') + route);
  startCanary(workspace, { document: 3, path: ['spec', 'rules', 0] });
  expect(plansIn(workspace)[0]?.subsets.map(({ name }) => name)).toEqual(['db-v1', 'db-v2']);
});
