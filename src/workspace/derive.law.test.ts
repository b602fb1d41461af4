import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { sourceInside, type Source } from '../istio/source.ts';
import { parseStream } from '../yaml/stream.ts';
import { createWorkspace } from './create-workspace.ts';
import type { Workspace } from './workspace.ts';

/** What is kept from edit to edit must never show: after any edits everything derived is as if the text had just been opened. */

const rule = (name: string, path: string, more = '') => `  - name: ${name}
    match:
    - uri: {prefix: ${path}}
    - headers: {x-user: {exact: ${name}}}
      uri: {prefix: ${path}/own}
${more}    route:
    - destination: {host: cart, subset: v1}
      weight: 90
    - destination: {host: cart, subset: v2}
      weight: 10
`;

const declared = `apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
spec:
  selector: {app: cart}
  ports: [{name: http, port: 80}]
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: cart, namespace: shop}
spec:
  host: cart
  subsets: [{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}]
`;
const rules = [
  rule('a', '/a', '    timeout: 3s\n'),
  rule('b', '/b', '    mirror: {host: cart, subset: v2}\n'),
  rule('c', '/a/c', '    headers: {request: {set: {x-from: c}}}\n'),
  rule('d', '/d'),
  '  - name: rest\n    route: [{destination: {host: cart, subset: v1}}]\n',
];
/** One value in several places. */
const aliased = `  - name: aliased
    match:
    - &m {uri: {exact: /m}}
    - *m
    route: [{destination: {host: cart}}]
  - match: [*m]
    fault: {abort: {percentage: {value: 100}, httpStatus: 418}}
    route: [{destination: {host: cart, subset: v9}}]
`;
const virtualService = (written: readonly string[]) => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: cart, namespace: shop}
spec:
  hosts: [cart]
  http:
${written.join('')}`;

/** Short documents are read as a whole, long ones rule by rule. */
const texts = {
  'as a whole': [virtualService([aliased, ...rules]), declared].join('---\n'),
  'rule by rule': [virtualService(rules.map((each) => `  # ${'kept as it is '.repeat(150)}\n${each}`)), declared].join(
    '---\n',
  ),
};

type Step = (workspace: Workspace, rules: readonly Source[]) => void;
const pick = (sources: readonly Source[], at: number): Source => {
  const source = sources[at % sources.length];
  if (!source) throw new Error('no rule is left');
  return source;
};

const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(fc.nat(9), fc.nat(100)).map(([at, weight]): Step => (workspace, all) => {
    workspace.dispatch({ type: 'setWeights', rule: pick(all, at), weights: [weight, 100 - weight] });
  }),
  fc.tuple(fc.nat(9), fc.nat(9)).map(([at, to]): Step => (workspace, all) => {
    workspace.dispatch({ type: 'moveRule', rule: pick(all, at), to: to % all.length });
  }),
  fc.nat(9).map((at): Step => (workspace, all) => {
    if (all.length > 2) workspace.dispatch({ type: 'removeRule', rule: pick(all, at) });
  }),
  fc.nat(9).map((at): Step => (workspace, all) => {
    workspace.dispatch({ type: 'duplicateRule', rule: pick(all, at) });
  }),
  fc.nat(9).map((at): Step => (workspace, all) => {
    workspace.dispatch({ type: 'addMatch', rule: pick(all, at), match: { uri: { prefix: '/new' } }, index: 0 });
  }),
  fc.tuple(fc.nat(9), fc.constantFrom('1s', '-1s', undefined)).map(([at, value]): Step => (workspace, all) => {
    workspace.dispatch({ type: 'setField', object: pick(all, at), field: ['timeout'], value });
  }),
  fc.tuple(fc.nat(9), fc.constantFrom('a', 'b', undefined)).map(([at, value]): Step => (workspace, all) => {
    workspace.dispatch({ type: 'setField', object: pick(all, at), field: ['name'], value });
  }),
  fc.constantFrom('/a/c', '/b/own', '/m', '/d', '/new', '/').map((path): Step => (workspace) => {
    const { ask } = workspace.store.getState();
    workspace.ask({ ...ask, url: `http://cart${path}` });
  }),
  fc.constant<Step>((workspace) => workspace.undo()),
);

it('the long one is read rule by rule', () => {
  const { documents } = parseStream(texts['rule by rule']);
  expect(documents[0]?.parts?.items).toHaveLength(rules.length);
});

it.each(Object.entries(texts))('after edits everything is as if the text had just been opened: read %s', (_, text) => {
  fc.assert(
    fc.property(fc.array(steps, { minLength: 1, maxLength: 8 }), (taken) => {
      const workspace = opened(text, 'http://cart/a/c');
      for (const step of taken) {
        step(workspace, rulesOf(workspace));
        const { text: now, ask } = workspace.store.getState();
        expect(shownBy(workspace)).toEqual(shownBy(opened(now, ask.url)));
      }
    }),
    { numRuns: 50 },
  );
});

function opened(text: string, url: string): Workspace {
  return createWorkspace({ text, title: 'law', ask: { url }, later: () => {} });
}

function rulesOf(workspace: Workspace): Source[] {
  const { stream } = workspace.store.getState();
  const value = stream.documents[0]?.value as { spec: { http: unknown[] } };
  return value.spec.http.map((_, index) => sourceInside({ document: 0, path: [] }, 'spec', 'http', index));
}

/** Everything that a person sees of it. */
function shownBy(workspace: Workspace) {
  const { decoded, graph, layout, verdict } = workspace.store.getState();
  return {
    decoded,
    graph,
    positions: layout.positions,
    trace: verdict?.trace,
    verdicts: verdict?.trace.verdicts,
    basis: verdict?.basis,
    path: verdict?.path,
    config: verdict?.generated.config,
    omissions: verdict?.generated.omissions,
  };
}
