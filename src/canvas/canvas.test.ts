import { countingWeights, draggedWeights, evened } from './use-weights.ts';
import { describe, expect, it } from 'vitest';
import { layoutGraph } from '../graph/layout-graph.ts';
import { projectGraph } from '../graph/project-graph.ts';
import type { GraphNode, RuleCard } from '../graph/graph.ts';
import { decode } from '../istio/decode.ts';
import { createPushContext } from '../pilot/push-context.ts';
import { createWorkspace } from '../workspace/create-workspace.ts';
import { parseStream } from '../yaml/stream.ts';
import { cardName } from './card-name.ts';
import { createEdit } from './create-edit.ts';
import { findCards } from './find-cards.ts';
import { lightsOf } from './lights.ts';
import { neighbour } from './neighbour.ts';
import { removalOf } from './removal.ts';
import { siblingsOf, slotAt } from './rule-slots.ts';
import { rulesOf } from './rules-of-host.ts';

const text = `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: cart, namespace: shop}
spec:
  hosts: [cart]
  gateways: [mesh, front]
  http:
  - name: one
    match: [{uri: {prefix: /1}, headers: {x-team: {exact: a}}}]
    timeout: 2s
    route: [{destination: {host: cart, subset: v1}}]
  - name: two
    match: [{uri: {prefix: /2}}]
    route:
    - {destination: {host: cart, subset: v1}, weight: 90}
    - {destination: {host: cart, subset: v9}, weight: 10}
  - name: three
    route: [{destination: {host: nowhere.example}}]
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: cart, namespace: shop}
spec:
  host: cart
  subsets: [{name: v1, labels: {version: v1}}]
---
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
spec:
  ports: [{name: http, port: 80}]
  selector: {app: cart}
`;
const decoded = decode(parseStream(text));
const graph = projectGraph({ decoded, push: createPushContext(decoded.config), staleDocuments: new Set() });
const layout = layoutGraph(graph);
const card = (id: string): GraphNode => {
  const found = graph.nodes.find((node) => node.id.endsWith(id));
  if (!found) throw new Error(`no card ${id}: ${graph.nodes.map((node) => node.id).join(' ')}`);
  return found;
};
const rule = (name: string) => card(`/http/${name}`) as RuleCard;
const at = (...path: (string | number)[]) => ({ document: 0, path: ['spec', 'http', ...path] });

describe('cardName', () => {
  it('says in one sentence what a card shows', () => {
    expect(cardName(rule('one'))).toBe(
      'Rule 1 of 3, one, if uri prefix /1 and header x-team exact a, timeout 2s, 100 % to cart v1',
    );
    expect(cardName(rule('three'))).toContain('Rule 3 of 3, three, everything');
    expect(cardName(card('/v9'))).toMatch(/^Destination .* subset v9, DestinationRule cart has no subset v9/);
  });
});

describe('findCards', () => {
  it('finds by all words, wherever a card says them', () => {
    expect(findCards(graph.nodes, 'X-TEAM 1').map((found) => found.id)).toEqual([rule('one').id]);
    expect(findCards(graph.nodes, 'cart.shop.svc').map((found) => found.type)).toContain('host');
    // Rules say it, too, and stand before it in the drawing.
    expect(findCards(graph.nodes, 'v9')[0]?.type).toBe('destination');
    expect(findCards(graph.nodes, '  ')).toEqual([]);
    expect(findCards(graph.nodes, 'team nonsense')).toEqual([]);
  });
});

describe('createEdit', () => {
  it('adds a missing subset to the DestinationRule that is there', () => {
    expect(createEdit(card('/v9'), graph)?.edit).toEqual({
      type: 'addSubset',
      destinationRule: { document: 1, path: [] },
      name: 'v9',
      labels: { version: 'v9' },
    });
  });

  it('writes a document for a missing host or gateway, of the kind that fits', () => {
    expect(createEdit(card('nowhere.example'), graph)).toMatchObject({
      what: 'ServiceEntry',
      edit: { value: { spec: { hosts: ['nowhere.example'] } } },
    });
    expect(createEdit(card('gateway:shop/front'), graph)?.edit).toMatchObject({
      value: { kind: 'Gateway', metadata: { name: 'front', namespace: 'shop' }, spec: { servers: [{ hosts: ['*'] }] } },
    });
  });

  it('writes a missing Gateway for the hosts that are asked for there', () => {
    const decoded = decode(parseStream(text.replace('hosts: [cart]', 'hosts: [cart, cart.example.com]')));
    const more = projectGraph({ decoded, push: createPushContext(decoded.config), staleDocuments: new Set() });
    const front = more.nodes.find(({ id }) => id === 'gateway:shop/front');
    expect(front && createEdit(front, more)?.edit).toMatchObject({
      value: { spec: { servers: [{ hosts: ['cart.example.com'] }] } },
    });
  });

  it('leaves real cards alone', () => {
    expect(createEdit(rule('one'), graph)).toBeNull();
  });
});

describe('removalOf', () => {
  it('removes the part that is selected', () => {
    const one = rule('one');
    expect(removalOf(one, one.source)).toEqual({ type: 'removeRule', rule: at(0) });
    expect(removalOf(one, at(0, 'match', 0))).toEqual({ type: 'removeMatch', match: at(0, 'match', 0) });
    expect(removalOf(one, at(0, 'match', 0, 'headers', 'x-team'))).toEqual({
      type: 'removeCondition',
      match: at(0, 'match', 0),
      field: { on: 'headers', name: 'x-team' },
    });
    expect(removalOf(one, at(0, 'timeout'))).toEqual({ type: 'remove', target: at(0, 'timeout') });
    expect(removalOf(rule('two'), at(1, 'route', 1))).toEqual({
      type: 'removeDestination',
      destination: at(1, 'route', 1),
    });
  });

  it('has nothing to remove where no line stands for the card', () => {
    expect(removalOf(card('/v9'), null)).toBeNull();
  });
});

describe('neighbour', () => {
  it('walks a column up and down, and along the edges to the sides', () => {
    expect(neighbour(graph, layout, rule('one').id, 'down')).toBe(rule('two').id);
    expect(neighbour(graph, layout, rule('two').id, 'up')).toBe(rule('one').id);
    expect(neighbour(graph, layout, rule('one').id, 'up')).toBeNull();
    expect(neighbour(graph, layout, rule('one').id, 'right')).toBe(card('/v1').id);
    const host = card('host:cart.shop.svc.cluster.local').id;
    expect(neighbour(graph, layout, rule('one').id, 'left')).toBe(host);
    // No edge leads straight to the second rule, but it is in the column beside the host's.
    expect(neighbour(graph, layout, rule('two').id, 'left')).toBe(host);
  });
});

describe('slotAt', () => {
  const place = (name: string) => layout.positions.get(rule(name).id) ?? { x: 0, y: 0, width: 0, height: 0 };

  it('knows the rules of the same object', () => {
    expect(siblingsOf(graph, rule('two')).map((sibling) => sibling.title)).toEqual(['one', 'two', 'three']);
  });

  it('moves a rule past a neighbour when it covers half of it', () => {
    const one = place('one');
    const two = place('two');
    const toMiddle = one.y + one.height / 2 - two.y;
    expect(slotAt(graph, layout, rule('two'), toMiddle + 2)).toBeNull();
    expect(slotAt(graph, layout, rule('two'), toMiddle - 2)).toMatchObject({ to: 0, x: one.x });
    expect(slotAt(graph, layout, rule('two'), 5000)?.to).toBe(2);
    expect(slotAt(graph, layout, rule('one'), 5000)?.to).toBe(2);
    expect(slotAt(graph, layout, rule('one'), -5000)).toBeNull();
  });

  it('marks the slot between the cards that it lies between', () => {
    const mark = slotAt(graph, layout, rule('one'), place('two').y - place('one').y);
    expect(mark?.to).toBe(1);
    expect(mark?.y).toBeGreaterThan(place('two').y + place('two').height);
    expect(mark?.y).toBeLessThan(place('three').y);
  });
});

describe('rulesOf', () => {
  it('lists the rules of a host in the order in which they are asked', () => {
    const host = card('host:cart.shop.svc.cluster.local');
    if (host.type !== 'host') throw new Error('not a host');
    expect(rulesOf(graph, host).map((found) => found.title)).toEqual(['one', 'two', 'three']);
  });
});

describe('lightsOf', () => {
  it('lights the way of the request, and what belongs to the selected card; dims the rest where that was meant', () => {
    const two = rule('two');
    const light = lightsOf(graph, new Set([rule('one').id]), { card: two, part: two.source, dims: true });
    expect(light(rule('one').id)).toEqual({ route: true, side: null, dim: true });
    expect(light(two.id)).toEqual({ route: false, side: 'self', dim: false });
    expect(light(card('/v1').id).side).toBe('downstream');
    expect(light(card('host:cart.shop.svc.cluster.local').id).side).toBe('upstream');
    const cursor = lightsOf(graph, null, { card: two, part: two.source, dims: false });
    expect(cursor(rule('one').id).dim).toBe(false);
  });

  it('takes a destination row for its edge', () => {
    const light = lightsOf(graph, null, { card: rule('two'), part: at(1, 'route', 0), dims: true });
    expect(light(card('/v1').id).side).toBe('downstream');
    expect(light(card('/v9').id).dim).toBe(true);
  });
});

describe('the weights of a rule', () => {
  const owner = { kind: 'HTTPRoute', name: 'a/b', source: { document: 0, path: [] }, rules: 1 } as const;
  const rows = (...weights: (number | null)[]) =>
    weights.map((weight) => ({ source: null, label: '', target: '', percent: 0, weight }));
  it('are dragged as they count, or as parts of 100 where there would be little to choose between', () => {
    const dragged = (...weights: (number | null)[]) =>
      draggedWeights(countingWeights({ owner, weights: rows(...weights) }));
    expect(dragged(90, 10)).toEqual([90, 10]);
    expect(dragged(600, 400)).toEqual([600, 400]);
    expect(dragged(33, 33, 33)).toEqual([33, 33, 33]);
    expect(dragged(1, 3)).toEqual([25, 75]);
    expect(dragged(null, null, null)).toEqual([34, 33, 33]);
    expect(dragged(null, 0)).toEqual([100, 0]);
    expect(countingWeights({ owner: { ...owner, kind: 'VirtualService' }, weights: rows(null, 5) })).toEqual([0, 5]);
  });

  it('come out even without a change of scale where they can', () => {
    const even = (written: readonly number[], locked: readonly number[] = []) =>
      evened({ written, values: draggedWeights(written), locked: new Set(locked) });
    expect(even([1, 1, 1])).toEqual([1, 1, 1]);
    expect(even([9, 1])).toEqual([5, 5]);
    expect(even([9, 2])).toEqual([50, 50]);
    expect(even([40, 30, 30], [0])).toEqual([40, 30, 30]);
    expect(even([50, 30, 20])).toEqual([34, 33, 33]);
    expect(even([0, 0])).toEqual([50, 50]);
  });
});

it('lights for each listener of a Gateway the way past the rules that it asks, in their order', () => {
  const route = (name: string, parent: string, ...paths: string[]) => `---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: ${name}, namespace: shop}
spec:
  parentRefs: [{${parent}}]
  hostnames: [a.example]
  rules:
${paths.map((path) => `  - {matches: [{path: {value: ${path}}}], backendRefs: [{name: cart, port: 80}]}`).join('\n')}
`;
  const shared = `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: public, namespace: shop}
spec:
  gatewayClassName: istio
  listeners:
  - {name: plain, port: 80, protocol: HTTP}
  - {name: other, port: 8080, protocol: HTTP}
---
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
spec: {selector: {app: cart}, ports: [{name: http, port: 80}]}
`;
  const onOne = route('one', 'name: public, sectionName: plain', '/a');
  const onBoth = route('both', 'name: public', '/', '/a/long');
  const workspace = createWorkspace({ text: shared + onOne + onBoth, title: 'w' });
  const steps = (url: string) => {
    workspace.ask({ url });
    const path = workspace.store.getState().verdict?.path ?? new Set<string>();
    return [...path].filter((id) => id.startsWith('else:')).map((id) => id.replaceAll('rule:HTTPRoute/shop/', ''));
  };
  expect(steps('http://a.example/x')).toEqual(['else:one/[0]→both/[0]', 'else:both/[1]→one/[0]']);
  expect(steps('http://a.example:8080/x')).toEqual(['else:both/[1]→both/[0]']);
});
