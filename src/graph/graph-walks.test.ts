import { describe, expect, it } from 'vitest';
import type { Trace } from '../envoy/trace.ts';
import { decode } from '../istio/decode.ts';
import { createPushContext } from '../pilot/push-context.ts';
import { parseStream } from '../yaml/stream.ts';
import { nodeIdAt } from './node-id-at.ts';
import { pathOf } from './path-of.ts';
import { projectGraph } from './project-graph.ts';
import { related } from './related.ts';

const text = `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: a}
spec:
  hosts: [a]
  http:
  - name: one
    match: [{uri: {exact: /1}}]
    route: [{destination: {host: a, subset: v1}}]
  - name: two
    match: [{uri: {exact: /2}}, {headers: {x: {exact: z}}}]
    timeout: 2s
    route:
    - {destination: {host: a, subset: v1}, weight: 90}
    - {destination: {host: a, subset: v2}, weight: 10}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
spec:
  host: a
  subsets: [{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}]
`;
const decoded = decode(parseStream(text));
const caller = { type: 'sidecar', namespace: 'default', labels: { app: 'web' } } as const;
const graph = projectGraph({ decoded, push: createPushContext(decoded.config), caller, staleDocuments: new Set() });
const one = 'rule:VirtualService/default/a/http/one';
const two = 'rule:VirtualService/default/a/http/two';
const host = 'host:a.default.svc.cluster.local';
const v1 = 'destination:a.default.svc.cluster.local/v1';
const v2 = 'destination:a.default.svc.cluster.local/v2';
const cardsOf = (ids: ReadonlySet<string>) => graph.nodes.map((node) => node.id).filter((id) => ids.has(id));
const edgesOf = (ids: ReadonlySet<string>) => graph.edges.filter((edge) => ids.has(edge.id)).map((edge) => edge.kind);

describe('nodeIdAt', () => {
  it('finds the card and the innermost part', () => {
    const at = (document: number, ...path: (string | number)[]) => nodeIdAt(graph, { document, path });
    expect(at(0, 'spec', 'http', 1, 'match', 1, 'headers', 'x', 'exact')).toEqual({
      node: two,
      source: { document: 0, path: ['spec', 'http', 1, 'match', 1, 'headers', 'x'] },
    });
    expect(at(0, 'spec', 'http', 1, 'route', 1, 'weight')?.source.path).toEqual(['spec', 'http', 1, 'route', 1]);
    expect(at(0, 'spec', 'http', 1, 'timeout')?.source.path).toEqual(['spec', 'http', 1, 'timeout']);
    expect(at(0, 'metadata', 'name')?.node).toBe(host);
    expect(at(1, 'spec', 'subsets', 1, 'labels')?.node).toBe(v2);
    expect(at(1, 'spec', 'host')?.node).toBe(v1);
    expect(at(5)).toBeNull();
  });
});

describe('related', () => {
  it('leads a rule to its callers and destinations, past the rules before it', () => {
    const { upstream, downstream } = related(graph, two);
    expect(cardsOf(upstream)).toEqual(['caller:mesh', host, two]);
    expect(edgesOf(upstream)).toEqual(['call', 'rule', 'else']);
    expect(cardsOf(downstream)).toEqual([
      two,
      v1,
      v2,
      ...graph.nodes.filter((node) => node.type === 'workload').map((node) => node.id),
    ]);
  });

  it('leads a host to everything behind it, a destination to the rules that send there', () => {
    expect(cardsOf(related(graph, host).downstream)).toContain('implicit:404/VirtualService/default/a');
    expect(cardsOf(related(graph, v2).upstream)).toEqual(['caller:mesh', host, two, v2]);
  });

  it('takes an edge as one destination of its rule', () => {
    const { upstream, downstream } = related(graph, `edge:${two}#1`);
    expect(cardsOf(upstream)).toEqual(['caller:mesh', host, two]);
    expect(cardsOf(downstream)).toContain(v2);
    expect(cardsOf(downstream)).not.toContain(v1);
  });
});

describe('pathOf', () => {
  const nothing: Trace = {
    listener: null,
    filterChain: null,
    notes: [],
    path: '/',
    routeConfiguration: '80',
    virtualHost: { name: 'a.default.svc.cluster.local:80', domains: ['a.default.svc.cluster.local', 'a'], routes: [] },
    domain: 'a',
    verdicts: [],
    route: null,
    destinations: [],
    mirrors: [],
    fault: null,
    outcome: null,
    clusters: [],
    draws: [],
  };

  it('lights caller, host, the rule that takes the request and its destinations', () => {
    const source = { document: 0, path: ['spec', 'http', 0, 'match', 0] };
    const cluster = 'outbound|80|v1|a.default.svc.cluster.local';
    const outcome = {
      status: 200,
      flags: [],
      details: null,
      connection: 'ok',
      upstream: null,
      responseHeaders: {},
      body: null,
    } as const;
    const path = pathOf(
      {
        ...nothing,
        route: { match: { path: '/1' }, source },
        destinations: [{ cluster, percent: 100, outcome, source: null }],
      },
      graph,
    );
    expect(cardsOf(path).slice(0, 4)).toEqual(['caller:mesh', host, one, v1]);
    expect(edgesOf(path)).not.toContain('else');
  });

  it('ends at the implicit 404 where no rule takes the request', () => {
    const path = pathOf(nothing, graph);
    expect(cardsOf(path)).toEqual(['caller:mesh', host, 'implicit:404/VirtualService/default/a']);
    expect(edgesOf(path)).toEqual(['call', 'rule', 'else', 'else']);
  });

  it('is empty where the request meets nothing that is drawn', () => {
    expect(pathOf({ ...nothing, virtualHost: null }, graph).size).toBe(0);
  });
});
