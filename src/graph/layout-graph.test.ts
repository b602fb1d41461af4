import { array, assert, integer, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from '../istio/decode.ts';
import { createPushContext } from '../pilot/push-context.ts';
import { parseStream } from '../yaml/stream.ts';
import { layoutGraph } from './layout-graph.ts';
import { placeColumn } from './place-column.ts';
import { projectGraph } from './project-graph.ts';
import { reconcile } from './reconcile.ts';

function graphOf(text: string) {
  const decoded = decode(parseStream(text));
  return projectGraph({ decoded, push: createPushContext(decoded.config), staleDocuments: new Set() });
}
const rule = (name: string, first: number) => `
  - name: ${name}
    match: [{uri: {prefix: /${name}}}]
    route:
    - {destination: {host: a, subset: v1}, weight: ${first}}
    - {destination: {host: a, subset: v2}, weight: ${100 - first}}`;
const workspace = (...rules: string[]) => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: a}
spec:
  hosts: [a]
  http:${rules.join('')}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
spec:
  host: a
  subsets: [{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}]
`;

describe('layoutGraph', () => {
  it('keeps lanes from left to right and rules in the order in which they are asked', () => {
    const graph = graphOf(workspace(rule('one', 10), rule('two', 20), rule('three', 30)));
    const layout = layoutGraph(graph);
    expect(layout.lanes.map((lane) => lane.lane)).toEqual(['callers', 'hosts', 'rules', 'destinations', 'workloads']);
    for (const [index, lane] of layout.lanes.entries()) {
      const next = layout.lanes[index + 1];
      if (next) expect(lane.x + lane.width).toBeLessThan(next.x);
    }
    const ys = graph.nodes.filter((node) => node.type === 'rule').map((node) => layout.positions.get(node.id)?.y ?? -1);
    expect(ys).toEqual(ys.toSorted((a, b) => a - b));
  });

  it('keeps a gateway out of the way of callers that do not come through it', () => {
    const through = (gateways: string) => {
      const text = workspace(rule('one', 10)).replace('hosts: [a]', `hosts: [a]\n  gateways: [${gateways}]`);
      const graph = graphOf(text);
      const { positions } = layoutGraph(graph);
      const yOf = (id: string) => positions.get(graph.nodes.find((node) => node.id.startsWith(id))?.id ?? '')?.y ?? NaN;
      return { gateway: yOf('gateway:'), host: yOf('host:') };
    };
    const passed = through('mesh, front');
    expect(passed.gateway).toBeGreaterThan(passed.host + 20);
    const alone = through('front');
    expect(alone.gateway).toBe(alone.host);
  });

  it('lets no two cards overlap', () => {
    const graph = graphOf(workspace(rule('one', 10), rule('two', 20), rule('three', 30)));
    const places = [...layoutGraph(graph).positions.values()];
    const overlapping = places.flatMap((a, index) =>
      places
        .slice(index + 1)
        .filter((b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height),
    );
    expect(overlapping).toEqual([]);
  });

  it('keeps a destination of many rules in sight of the first', () => {
    const graph = graphOf(workspace(...Array.from({ length: 60 }, (_, index) => rule(`r${index}`, 10))));
    const place = (id: string) => layoutGraph(graph).positions.get(id)?.y ?? Number.NaN;
    const first = place('rule:VirtualService/default/a/http/r0');
    expect(place('destination:a.default.svc.cluster.local/v1') - first).toBeLessThan(600);
  });

  it('moves nothing when only weights change, and hands on what did not change', () => {
    const before = graphOf(workspace(rule('one', 10), rule('two', 20)));
    const after = reconcile(before, graphOf(workspace(rule('one', 90), rule('two', 20))));
    const first = layoutGraph(before);
    const second = layoutGraph(after, first);
    expect(second).toBe(first);
    const changed = after.nodes.filter((node, index) => node !== before.nodes[index]).map((node) => node.id);
    expect(changed).toEqual(['rule:VirtualService/default/a/http/one']);
  });

  it('lays out anew when a card grows, though all cards stay', () => {
    const before = graphOf(workspace(rule('one', 10), rule('two', 20)));
    const grown = rule('one', 10).replace('\n    route:', '\n    timeout: 1s\n    route:');
    const after = reconcile(before, graphOf(workspace(grown, rule('two', 20))));
    const first = layoutGraph(before);
    const second = layoutGraph(after, first);
    const id = 'rule:VirtualService/default/a/http/two';
    expect(second.positions.get(id)?.y).toBeGreaterThan(first.positions.get(id)?.y ?? Number.NaN);
  });

  it('is the same graph object when nothing changed', () => {
    const before = graphOf(workspace(rule('one', 10)));
    expect(reconcile(before, graphOf(workspace(rule('one', 10))))).toBe(before);
  });
});

describe('placeColumn', () => {
  it('keeps order and distance, and gives a card with room what it wishes', () => {
    const items = array(record({ height: integer({ min: 10, max: 90 }), wish: integer({ min: 0, max: 900 }) }));
    assert(
      property(items, (wishes) => {
        const column = wishes.map((wish, index) => ({ ...wish, id: String(index) }));
        const tops = placeColumn(column, 8);
        for (const [index, item] of column.entries()) {
          const top = tops.get(item.id) ?? Number.NaN;
          expect(top).toBeGreaterThanOrEqual(0);
          const next = column[index + 1];
          // Positions are whole units, so a gap may lose one to rounding.
          if (next) expect(tops.get(next.id) ?? 0).toBeGreaterThanOrEqual(top + item.height + 7);
        }
        const [only] = column;
        if (column.length === 1 && only && only.wish >= only.height / 2) {
          expect(tops.get('0')).toBe(Math.round(only.wish - only.height / 2));
        }
      }),
    );
  });

  it('stands cards that want the same place around it', () => {
    const tops = placeColumn(
      ['a', 'b', 'c'].map((id) => ({ id, height: 20, wish: 200 })),
      10,
    );
    expect([...tops.values()]).toEqual([160, 190, 220]);
  });
});
