import { expect, test } from 'vitest';
import { createWorkspace } from './create-workspace.ts';

const routing = `# who gets what
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: reviews, namespace: books}
spec:
  hosts: [reviews]
  http:
  - name: everyone # all of them
    route:
    - destination: {host: reviews, subset: v1}
      weight: 100
    - destination: {host: reviews, subset: v2}
      weight: 0
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: reviews, namespace: books}
spec:
  host: reviews
  subsets:
  - {name: v1, labels: {version: v1}}
  - {name: v2, labels: {version: v2}}
`;
const plan = `---
apiVersion: signalbox/v1
kind: RolloutPlan
metadata: {name: reviews-v2, namespace: books}
spec:
  rule: {virtualService: reviews, http: everyone}
  subsets: [v1, v2]
  steps:
  - setHeaderRoute: {name: testers, match: [{headerName: x-tester, headerValue: {exact: "true"}}]}
  - setWeight: 5 # a few
  - pause: {duration: 10m}
  - setWeight: 50
`;
const text = routing + plan;
const key = 'books/reviews-v2';

const open = () => createWorkspace({ text, title: 'reviews' });
type Opened = ReturnType<typeof open>;
const sharesOf = ({ store }: Opened) => {
  const cards = store.getState().graph.nodes.flatMap((node) => (node.type === 'rule' ? [node] : []));
  return cards.find(({ title }) => title === 'everyone')?.weights.map(({ percent }) => percent);
};
const ruleAtStep = ({ store }: Opened) => {
  const node = store.getState().graph.nodes.find((card) => card.type === 'rule' && card.title === 'everyone');
  if (!node?.source) throw new Error('the rule is not drawn');
  return node.source;
};

test('a step is shown on the canvas and in the stream while the text stays', () => {
  const workspace = open();
  workspace.scrub({ plan: key, step: 4 });
  const state = workspace.store.getState();
  expect(state.text).toBe(text);
  expect(state.canUndo).toBe(false);
  expect(state.stream.text).toContain('weight: 50');
  expect(state.stream.text).toContain('x-tester');
  expect(sharesOf(workspace)).toEqual([50, 50]);
  expect(state.verdict?.trace).toBeDefined();
  workspace.scrub(null);
  expect(workspace.store.getState().stream.text).toBe(text);
  expect(sharesOf(workspace)).toEqual([100, 0]);
});

test('applying a step writes it as one undo step', () => {
  const workspace = open();
  workspace.scrub({ plan: key, step: 2 });
  const shown = workspace.store.getState().stream.text;
  workspace.applyStep();
  expect(workspace.store.getState().text).toBe(shown);
  expect(workspace.store.getState().scrub).toBeNull();
  expect(shown).toContain('everyone # all of them');
  workspace.undo();
  expect(workspace.store.getState().text).toBe(text);
});

test('weights that are moved at a step change the digits of that step in the plan', () => {
  const workspace = open();
  workspace.scrub({ plan: key, step: 3 });
  const refusal = workspace.dispatch({ type: 'setWeights', rule: ruleAtStep(workspace), weights: [80, 20] });
  expect(refusal).toBeNull();
  expect(workspace.store.getState().text).toBe(text.replace('setWeight: 5 # a few', 'setWeight: 20 # a few'));
  expect(workspace.store.getState().scrub?.step).toBe(3);
  expect(sharesOf(workspace)).toEqual([80, 20]);
});

test('before the first weight there is nothing to change, and other edits of the shown step are refused', () => {
  const workspace = open();
  workspace.scrub({ plan: key, step: 1 });
  expect(workspace.dispatch({ type: 'setWeights', rule: ruleAtStep(workspace), weights: [80, 20] })?.message).toContain(
    'No step has set a weight yet',
  );
  expect(workspace.dispatch({ type: 'removeRule', rule: ruleAtStep(workspace) })?.message).toContain('step 1');
  expect(workspace.store.getState().text).toBe(text);
});

test('documents that the step leaves alone are edited as ever', () => {
  const workspace = open();
  workspace.scrub({ plan: key, step: 2 });
  const field = ['spec', 'trafficPolicy', 'loadBalancer', 'simple'];
  expect(
    workspace.dispatch({ type: 'setField', object: { document: 1, path: [] }, field, value: 'RANDOM' }),
  ).toBeNull();
  expect(workspace.store.getState().text).toContain('RANDOM');
  expect(workspace.store.getState().text).not.toContain('weight: 95');
});

test('the selection stays at the same place when a step inserts lines before it', () => {
  const workspace = open();
  const place = 'kind: DestinationRule';
  workspace.select(text.indexOf(place), 'text');
  workspace.scrub({ plan: key, step: 4 });
  const { stream, selection } = workspace.store.getState();
  expect(stream.text.slice(selection, selection + place.length)).toBe(place);
  workspace.scrub(null);
  expect(workspace.store.getState().selection).toBe(text.indexOf(place));
});

test('a plan that goes away ends the scrub; a plan without a rule shows the text and says why', () => {
  const workspace = open();
  workspace.scrub({ plan: key, step: 2 });
  workspace.applyTextEdits([{ offset: routing.length, length: plan.length, text: '' }]);
  expect(workspace.store.getState().scrub).toBeNull();
  workspace.undo();
  const at = text.indexOf('http: everyone');
  workspace.applyTextEdits([{ offset: at, length: 'http: everyone'.length, text: 'http: nobody' }]);
  workspace.scrub({ plan: key, step: 2 });
  expect(workspace.store.getState().scrub?.refusal?.message).toContain('nobody');
  expect(workspace.store.getState().stream.text).toBe(workspace.store.getState().text);
});

test('another workspace is shown as it is', () => {
  const workspace = open();
  workspace.scrub({ plan: key, step: 2 });
  workspace.open(routing, 'another');
  expect(workspace.store.getState().scrub).toBeNull();
  expect(workspace.store.getState().stream.text).toBe(routing);
});

const backends = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: reviews, namespace: books}
spec:
  parentRefs: [{group: "", kind: Service, name: reviews}]
  rules:
  - name: everyone
    backendRefs:
    - {name: reviews-v1, port: 9080} # the old one
    - {name: reviews-v2, port: 9080, weight: 0}
---
apiVersion: signalbox/v1
kind: RolloutPlan
metadata: {name: reviews-v2, namespace: books}
spec:
  rule: {httpRoute: reviews}
  subsets: [reviews-v1, reviews-v2]
  steps:
  - setWeight: 5 # a few
  - setMirrorRoute: {name: dark, match: [{method: {exact: GET}}]}
`;

test('weights of backends that are moved at a step change that step, by the rule and by a mirror before it', () => {
  const workspace = createWorkspace({ text: backends, title: 'reviews' });
  workspace.scrub({ plan: key, step: 2 });
  expect(sharesOf(workspace)).toEqual([95, 5]);
  const [dark, everyone] = [0, 1].map((index) => ({ document: 0, path: ['spec', 'rules', index] }));
  if (!dark || !everyone) return;
  expect(workspace.dispatch({ type: 'setWeights', rule: everyone, weights: [80, 20] })).toBeNull();
  expect(workspace.store.getState().text).toBe(backends.replace('setWeight: 5 #', 'setWeight: 20 #'));
  expect(workspace.dispatch({ type: 'setWeights', rule: dark, weights: [1, 2] })).toBeNull();
  expect(workspace.store.getState().text).toBe(backends.replace('setWeight: 5 #', 'setWeight: 67 #'));
  workspace.applyStep();
  expect(workspace.store.getState().text).toContain('{name: reviews-v1, port: 9080, weight: 33} # the old one');
});

test('a step that the cluster would refuse is told, and not shown', () => {
  const workspace = createWorkspace({ text: backends.replace('name: dark', 'name: Dark'), title: 'reviews' });
  workspace.scrub({ plan: key, step: 2 });
  const { scrub, stream, text: written } = workspace.store.getState();
  expect(scrub?.refusal?.message).toMatch(/^The cluster would refuse HTTPRoute books\/reviews: /);
  expect(stream.text).toBe(written);
});
