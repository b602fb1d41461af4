import { describe, expect, it } from 'vitest';
import { decode } from '../istio/decode.ts';
import type { Generated } from '../pilot/generate.ts';
import { createPushContext } from '../pilot/push-context.ts';
import { parseStream } from '../yaml/stream.ts';
import type { DestinationCard, GraphNode, HostCard, RoutingGraph, RuleCard } from './graph.ts';
import { layoutGraph } from './layout-graph.ts';
import { projectGraph, type GraphInput } from './project-graph.ts';
import { related } from './related.ts';

function graphOf(text: string, more: Partial<GraphInput> = {}): RoutingGraph {
  const decoded = decode(parseStream(text));
  return projectGraph({ decoded, push: createPushContext(decoded.config), staleDocuments: new Set(), ...more });
}
function cards<Type extends GraphNode['type']>(graph: RoutingGraph, type: Type) {
  return graph.nodes.filter((node): node is Extract<GraphNode, { type: Type }> => node.type === type);
}
const rules = (graph: RoutingGraph): RuleCard[] => cards(graph, 'rule');
const hosts = (graph: RoutingGraph): HostCard[] => cards(graph, 'host').filter((card) => card.kind === 'host');
const destinations = (graph: RoutingGraph): DestinationCard[] => cards(graph, 'destination');

const services = `
apiVersion: v1
kind: Service
metadata: {name: reviews, namespace: shop}
spec:
  selector: {app: reviews}
  ports: [{name: http, port: 9080}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: reviews-v1, namespace: shop}
spec:
  replicas: 2
  selector: {matchLabels: {app: reviews, version: v1}}
  template: {metadata: {labels: {app: reviews, version: v1}}}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: reviews, namespace: shop}
spec:
  host: reviews
  trafficPolicy: {outlierDetection: {consecutive5xxErrors: 2}}
  subsets:
  - {name: v1, labels: {version: v1}}
  - {name: v2, labels: {version: v2}}
---
`;
const frontGateway = (namespace: string) => `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: front, namespace: ${namespace}}
spec:
  selector: {istio: ingressgateway}
  servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ['*.example']}]
---
`;

const virtualService = (http: string, name = 'reviews', head = 'hosts: [reviews]') => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: ${name}, namespace: shop}
spec:
  ${head}
  http:
${http}
---
`;
const toV1 = '    route: [{destination: {host: reviews, subset: v1}}]';

describe('rules', () => {
  it('has a row per match entry and a chip per condition', () => {
    const graph = graphOf(
      virtualService(`
  - name: jason
    match:
    - uri: {prefix: /api}
      headers: {end-user: {exact: jason}, x-on: {}}
      withoutHeaders: {x-off: {regex: 'a|b'}}
      sourceLabels: {app: web}
    - method: {exact: GET}
${toV1}`),
    );
    const [rule] = rules(graph);
    const words = rule?.rows.map((row) =>
      row.chips.map((chip) => `${chip.negated ? 'not ' : ''}${chip.label} ${chip.operator} ${chip.value}`.trim()),
    );
    expect(words).toEqual([
      [
        'uri prefix /api',
        'header end-user exact jason',
        'header x-on present',
        'not header x-off regex a|b',
        'caller app is web',
      ],
      ['method exact GET'],
    ]);
    expect(rule?.id).toBe('rule:VirtualService/shop/reviews/http/jason');
    expect(rule?.rows[0]?.chips[1]?.source?.path).toEqual(['spec', 'http', 0, 'match', 0, 'headers', 'end-user']);
  });

  it('alarms at an empty match entry', () => {
    const [rule] = rules(graphOf(virtualService(`  - match: [{uri: {exact: /a}}, {}]\n${toV1}`)));
    expect(rule?.rows.map((row) => row.alarm)).toEqual([false, true]);
  });

  it('shows weights as written and as effective share', () => {
    const split = (weights: (number | null)[]) =>
      rules(
        graphOf(
          virtualService(
            `  - route:\n${weights
              .map(
                (weight, index) =>
                  `    - {destination: {host: reviews, subset: v${index}}${weight === null ? '' : `, weight: ${weight}`}}`,
              )
              .join('\n')}`,
          ),
        ),
      )[0];
    const shares = (weights: (number | null)[]) => split(weights)?.weights.map((row) => [row.weight, row.percent]);
    expect(shares([null])).toEqual([[null, 100]]);
    expect(shares([0])).toEqual([[0, 100]]);
    expect(shares([30, 10])).toEqual([
      [30, 75],
      [10, 25],
    ]);
    expect(shares([50, null, 50])).toEqual([
      [50, 50],
      [null, 0],
      [50, 50],
    ]);
    expect(split([30, 10])?.total).toBe(40);
  });

  it('names every action', () => {
    const [rule] = rules(
      graphOf(
        virtualService(`
  - fault:
      delay: {fixedDelay: 5s, percentage: {value: 50}}
      abort: {httpStatus: 503}
    rewrite: {uri: /v2}
    timeout: 3s
    retries: {attempts: 3, perTryTimeout: 2s}
    mirror: {host: reviews, subset: v2}
    mirrorPercentage: {value: 25}
    headers: {request: {set: {a: b}, remove: [c]}}
    corsPolicy: {allowOrigins: [{exact: '*'}]}
${toV1}`),
      ),
    );
    expect(rule?.actions.map((action) => `${action.icon}: ${action.label}`)).toEqual([
      'delay: delay 5s · 50 %',
      'abort: abort 503 · never',
      'rewrite: rewrite /v2',
      'timeout: timeout 3s',
      'retries: retries 3 × 2s',
      'mirror: mirror',
      'headers: headers +1 −1',
      'cors: CORS',
    ]);
  });

  it('joins rules by "else" in their order, and mirrors apart from shares', () => {
    const graph = graphOf(
      services +
        virtualService(
          `  - match: [{uri: {exact: /a}}]\n    mirror: {host: reviews, subset: v2}\n${toV1}\n  -${toV1.slice(3)}`,
        ),
    );
    const edges = graph.edges.map((edge) => `${edge.kind} ${edge.percent}`);
    expect(edges.filter((edge) => /^(rule|else|mirror|dest)/.test(edge))).toEqual([
      'rule null',
      'else null',
      'destination 100',
      'destination 100',
      'mirror 100',
    ]);
  });

  it('marks what stands behind a catch-all, with the culprit', () => {
    const graph = graphOf(virtualService(`  - name: all\n${toV1}\n  - match: [{uri: {exact: /a}}]\n${toV1}`));
    const shadowed = rules(graph)[1];
    expect(shadowed?.state).toBe('shadowed');
    expect(shadowed?.reason).toBe('Rule 1 “all” takes every request');
    expect(shadowed?.culprit?.path).toEqual(['spec', 'http', 0]);
  });

  it('leaves a guarded catch-all alone: it takes only some callers', () => {
    const graph = graphOf(virtualService(`  - match: [{sourceLabels: {app: web}}]\n${toV1}\n  -${toV1.slice(3)}`));
    expect(rules(graph).map((rule) => rule.state)).toEqual(['normal', 'normal']);
  });

  it('marks what the caller never gets by what pilot left out', () => {
    const text = virtualService(
      `  - name: web\n    match: [{sourceLabels: {app: web}}]\n${toV1}\n  - name: rest\n${toV1}`,
    );
    const generated: Generated = {
      config: {
        listeners: [],
        clusters: [],
        endpoints: [],
        routes: [
          {
            name: '80',
            virtualHosts: [
              {
                name: 'reviews',
                domains: ['reviews'],
                routes: [{ match: { prefix: '/' }, source: { document: 0, path: ['spec', 'http', 1] } }],
              },
            ],
          },
        ],
      },
      omissions: [
        {
          source: { document: 0, path: ['spec', 'http', 0, 'match', 0] },
          reason: 'not-for-this-caller',
          message: 'The caller has no label app=web.',
          culprit: null,
        },
      ],
      destinationRules: new Map(),
    };
    const found = rules(graphOf(text, { generated })).map((rule) => [rule.state, rule.reason]);
    expect(found).toEqual([
      ['not-for-caller', 'The caller has no label app=web.'],
      ['normal', null],
    ]);
  });

  it('gives repeated names and nameless rules ids of their own', () => {
    const graph = graphOf(virtualService(`  - name: a\n${toV1}\n  - name: a\n${toV1}\n  -${toV1.slice(3)}`));
    expect(new Set(rules(graph).map((rule) => rule.id)).size).toBe(3);
  });
});

describe('the implicit', () => {
  it('draws the 404 behind rules that do not take everything, and only there', () => {
    const match = `  - match: [{uri: {exact: /a}}]\n${toV1}`;
    const open = rules(graphOf(virtualService(match)));
    expect(open.map((rule) => [rule.state, rule.actions[0]?.label])).toEqual([
      ['normal', undefined],
      ['implicit', '404 Not Found'],
    ]);
    const closed = rules(graphOf(virtualService(`${match}\n  -${toV1.slice(3)}`)));
    expect(closed.map((rule) => rule.state)).toEqual(['normal', 'normal']);
  });

  it('draws the default route of a service without rules', () => {
    const graph = graphOf(services);
    expect(hosts(graph).map((card) => [card.title, card.detail])).toEqual([['reviews', 'shop · HTTP 9080']]);
    expect(rules(graph).map((rule) => [rule.title, rule.weights[0]?.percent])).toEqual([['default route', 100]]);
    expect(cards(graph, 'workload').map((card) => [card.title, card.endpoints])).toEqual([['reviews-v1', 2]]);
  });
});

describe('destinations', () => {
  it('makes ghosts of what does not exist, with the reason', () => {
    const graph = graphOf(
      services +
        virtualService(`
  - route:
    - {destination: {host: reviews, subset: v9}, weight: 1}
    - {destination: {host: nobody}, weight: 1}
    - {destination: {host: reviews, port: {number: 1}}, weight: 1}`),
    );
    expect(destinations(graph).map((card) => [card.state, card.missing])).toEqual([
      ['ghost', 'subset'],
      ['ghost', 'host'],
      ['ghost', 'port'],
      ['normal', null],
      ['normal', null],
    ]);
    expect(destinations(graph)[0]?.reason).toBe('DestinationRule reviews has no subset v9: 503 (flag NC)');
  });

  it('says of what does not exist what those get whose rules send there', () => {
    const reasons = (...objects: string[]) =>
      destinations(graphOf(objects.join('\n---\n'))).map(({ reason }) => reason);
    const missing = 'No Service or ServiceEntry declares gone.shop.svc.cluster.local: ';
    const send = '  - route: [{destination: {host: gone}}]';
    const route = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web, namespace: shop}
spec:
  parentRefs: [{name: front, kind: Gateway}]
  rules: [{backendRefs: [{name: gone, port: 80}]}]`;
    const tcp = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: db, namespace: shop}
spec: {hosts: [db], tcp: [{route: [{destination: {host: gone}}]}]}`;
    const copied = '  - {route: [{destination: {host: reviews}}], mirror: {host: gone}}';
    expect(reasons(services, virtualService(send))).toContain(`${missing}503 (flag NC)`);
    expect(reasons(services, route)).toContain(`${missing}500 (flag NC)`);
    expect(reasons(services, tcp)).toContain(`${missing}the connection is closed`);
    expect(reasons(services, virtualService(copied))).toContain(`${missing}copies are dropped`);
    expect(reasons(services, virtualService(send), tcp)).toContain(
      `${missing}503 (flag NC) or the connection is closed`,
    );
  });

  it('shows labels and policies of a subset, and the pods behind it', () => {
    const split = `  - route:\n    - {destination: {host: reviews, subset: v1}, weight: 1}\n    - {destination: {host: reviews, subset: v2}, weight: 1}`;
    const graph = graphOf(services + virtualService(split));
    const [v1] = destinations(graph);
    expect(v1?.labels).toEqual({ version: 'v1' });
    expect(v1?.policies.map((policy) => policy.label)).toEqual(['ejects after 2 errors']);
    expect(cards(graph, 'workload').map((card) => [card.title, card.state])).toEqual([
      ['reviews-v1', 'normal'],
      ['no pods', 'ghost'],
    ]);
  });

  it('shows of the policies of the rule those that the subset does not replace, whole blocks each', () => {
    const rule = `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: reviews, namespace: shop}
spec:
  host: reviews
  trafficPolicy:
    loadBalancer: {simple: RANDOM}
    connectionPool: {tcp: {maxConnections: 100}}
  subsets:
  - name: v1
    trafficPolicy: {connectionPool: {http: {http1MaxPendingRequests: 10}}}
  - name: v2
---
`;
    const graph = graphOf(rule + virtualService(`  -${toV1.slice(3)}`));
    expect(destinations(graph).map((card) => card.policies.map((policy) => policy.label))).toEqual([
      ['random', 'limit 10 pending'],
      ['random', 'limit 100 connections'],
    ]);
  });

  it('is one card whether the only port is written or not', () => {
    const graph = graphOf(
      services +
        virtualService(
          `  - match: [{uri: {exact: /a}}]\n    route: [{destination: {host: reviews, port: {number: 9080}}}]\n  - route: [{destination: {host: reviews}}]`,
        ),
    );
    const used = destinations(graph).filter((card) => card.used);
    expect(used.map((card) => card.id)).toEqual(['destination:reviews.shop.svc.cluster.local']);
  });

  it('shows subsets that no rule sends to, behind the others of their host, without alarm over their pods', () => {
    const graph = graphOf(services + virtualService(`  -${toV1.slice(3)}\n  - route: [{destination: {host: nobody}}]`));
    expect(destinations(graph).map((card) => [card.host.split('.')[0], card.subset, card.reason])).toMatchObject([
      ['reviews', 'v1', null],
      ['reviews', 'v2', 'No rule sends here'],
      ['nobody', null, expect.anything()],
    ]);
    expect(cards(graph, 'workload').map((card) => card.title)).toEqual(['reviews-v1']);
  });

  it('assumes services where none is declared', () => {
    const graph = graphOf(virtualService(`  -${toV1.slice(3)}`));
    expect(hosts(graph).map((card) => card.state)).toEqual(['assumed']);
  });
});

describe('hosts and gateways', () => {
  const route = `  -${toV1.slice(3)}`;

  it('gives hosts with the same rules one card', () => {
    const graph = graphOf(virtualService(route, 'all', 'hosts: [a.example, b.example]'));
    expect(hosts(graph).map((card) => [card.title, card.lines])).toEqual([['a.example', ['b.example']]]);
  });

  it('lists the objects of a host as Istio asks them: the oldest first, of one second or undated by name', () => {
    const oneOf = (name: string, created = '') =>
      virtualService('  - {match: [{uri: {exact: /a}}], route: [{destination: {host: reviews}}]}', name).replace(
        `name: ${name},`,
        `name: ${name}, ${created && `creationTimestamp: '${created}',`}`,
      );
    const order = (...objects: string[]) => {
      const graph = graphOf(services + objects.join('\n---\n'));
      const else404 = graph.edges.find(({ kind, to }) => kind === 'else' && to.startsWith('implicit:404'));
      return [hosts(graph)[0]?.owner, rules(graph).find(({ id }) => id === else404?.from)?.owner?.name];
    };
    expect(order(oneOf('b'), oneOf('a'))).toEqual(['VirtualService shop/a', 'shop/a']);
    expect(order(oneOf('a'), oneOf('b', '2025-01-01T00:00:00Z'))).toEqual(['VirtualService shop/b', 'shop/b']);
    expect(order(oneOf('b', '2025-01-01T00:00:00Z'), oneOf('a', '2025-01-01T01:00:00+01:00'))).toEqual([
      'VirtualService shop/a',
      'shop/a',
    ]);
  });

  it('draws the way from outside through a gateway, and a ghost for a missing one', () => {
    const bound = virtualService(route, 'all', 'hosts: [a.example]\n  gateways: [front, other/gone]');
    const graph = graphOf(frontGateway('shop') + bound);
    const found = cards(graph, 'host').filter((card) => card.kind === 'gateway');
    expect(found.map((card) => [card.title, card.state, card.lines[0]])).toEqual([
      ['front', 'normal', 'HTTP 80 *.example'],
      ['gone', 'ghost', undefined],
    ]);
    expect(graph.edges.filter((edge) => edge.kind === 'call').map((edge) => `${edge.from} ${edge.to}`)).toEqual([
      'gateway:shop/front host:a.example',
      'gateway:other/gone host:a.example',
      'caller:gateway/istio=ingressgateway gateway:shop/front',
    ]);
  });

  it('finds a gateway by its old spelling, name.namespace, as Istio does', () => {
    const graph = graphOf(
      frontGateway('edge') + virtualService(route, 'all', 'hosts: [a.example]\n  gateways: [front.edge]'),
    );
    const found = cards(graph, 'host').filter((card) => card.kind === 'gateway');
    expect(found.map((card) => [card.title, card.state])).toEqual([['front', 'normal']]);
  });

  it('leads from a rule to its delegate, or to a ghost of it', () => {
    const root = virtualService(
      '  - delegate: {name: parts}\n  - delegate: {name: gone}',
      'root',
      'hosts: [a.example]',
    );
    const graph = graphOf(root + virtualService(route, 'parts', 'exportTo: ["*"]'));
    const edges = graph.edges.filter((edge) => edge.kind === 'delegate');
    expect(edges.map((edge) => [edge.to, edge.state])).toEqual([
      ['rule:VirtualService/shop/parts/http/[0]', 'normal'],
      ['delegate:shop/gone', 'ghost'],
    ]);
  });

  it('shows who asks', () => {
    const caller = { type: 'sidecar', namespace: 'shop', labels: { app: 'web' } } as const;
    const [card] = cards(graphOf(virtualService(route), { caller }), 'caller');
    expect([card?.title, card?.detail, card?.asking]).toEqual(['web', 'sidecar in shop', true]);
  });
});

describe('rules of Gateway API routes', () => {
  const gateway = `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: public, namespace: shop}
spec:
  gatewayClassName: istio
  listeners:
  - {name: plain, port: 80, protocol: HTTP}
  - {name: other, port: 8080, protocol: HTTP}
---
`;
  const route = (name: string, rows: string, { parent = 'name: public', hosts = 'a.example' } = {}) => `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: ${name}, namespace: shop}
spec:
  parentRefs: [{${parent}}]
  hostnames: [${hosts}]
  rules:
${rows}
---
`;
  const path = (...paths: string[]) =>
    `  - {matches: [${paths.map((one) => `{path: {type: ${one.replace(' ', ', value: ')}}}`).join(', ')}], backendRefs: [{name: reviews, port: 9080}]}`;
  const everything = '  - backendRefs: [{name: reviews, port: 9080}]';
  const steps = (graph: RoutingGraph) =>
    graph.edges
      .filter(({ kind, from }) => (kind === 'rule' || kind === 'else') && !from.startsWith('service:'))
      .map(({ from, to }) => `${short(from)} > ${short(to)}`);
  const short = (id: string) => id.replace(/^rule:HTTPRoute.shop./, '').replace(/^implicit:404.*/, '404');
  const standing = (graph: RoutingGraph) => {
    const { positions } = layoutGraph(graph);
    const top = (rule: RuleCard) => positions.get(rule.id)?.y ?? 0;
    return rules(graph)
      .filter((rule) => rule.order !== null)
      .toSorted((a, b) => top(a) - top(b))
      .map((rule) => short(rule.id));
  };

  it('stand and are joined in the order in which they are asked, numbered as in the text', () => {
    const graph = graphOf(services + gateway + route('r', [everything, path('PathPrefix /next')].join('\n')));
    expect(steps(graph)).toEqual(['host:a.example > r/[1]', 'r/[1] > r/[0]']);
    expect(standing(graph)).toEqual(['r/[1]', 'r/[0]']);
    expect(rules(graph).map((rule) => rule.order)).toEqual([1, 2, null]);
  });

  it('are asked together where routes share host and parent', () => {
    const graph = graphOf(
      services +
        gateway +
        route('r', [everything, path('PathPrefix /a/long')].join('\n')) +
        route('s', [path('PathPrefix /a'), path('Exact /b')].join('\n')),
    );
    expect(standing(graph)).toEqual(['s/[1]', 'r/[1]', 's/[0]', 'r/[0]']);
    expect(steps(graph)).toEqual(['host:a.example > s/[1]', 's/[1] > r/[1]', 'r/[1] > s/[0]', 's/[0] > r/[0]']);
  });

  it('are asked apart at listeners that only some of the routes are bound to, with a 404 where nothing takes the rest', () => {
    const graph = graphOf(
      services +
        gateway +
        route('r', everything, { parent: 'name: public, sectionName: plain' }) +
        route('s', path('Exact /b'), { parent: 'name: public, sectionName: other' }),
    );
    expect(steps(graph)).toEqual(['host:a.example > r/[0]', 'host:a.example > s/[0]', 's/[0] > 404']);
  });

  it('leave the rules of another host out of its way', () => {
    const graph = graphOf(
      services +
        gateway +
        route('r', [path('Exact /a/b'), path('PathPrefix /a')].join('\n'), { hosts: 'a.example, b.example' }) +
        route('s', path('PathPrefix /a/b'), { hosts: 'b.example' }),
    );
    const strange = 'rule:HTTPRoute/shop/s/[0]';
    const { downstream } = related(graph, 'host:a.example');
    expect(downstream.has(strange)).toBe(false);
    expect(related(graph, 'host:b.example').downstream.has(strange)).toBe(true);
    expect([...related(graph, strange).upstream]).not.toContain('host:a.example');
  });

  it('are for the hosts of a ServiceEntry that is their parent, and for no Service that is named without its group', () => {
    const entry = `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: outside, namespace: shop}
spec: {hosts: [api.example, www.example], ports: [{number: 80, name: http, protocol: HTTP}], resolution: DNS}
---
`;
    const hostsOf = (parent: string) =>
      graphOf(services + entry + route('r', everything, { parent }))
        .nodes.map(({ id }) => id)
        .filter((id) => id.startsWith('host:'));
    expect(hostsOf('group: networking.istio.io, kind: ServiceEntry, name: outside')).toEqual(['host:api.example']);
    expect(hostsOf('group: "", kind: Service, name: reviews')).toEqual(['host:reviews.shop.svc.cluster.local']);
    expect(hostsOf('kind: Service, name: reviews')).toEqual(['host:a.example']);
  });

  it('keep an order of their own where their Gateway is not there', () => {
    const graph = graphOf(services + route('r', [everything, path('Exact /b'), path('PathPrefix /next')].join('\n')));
    expect(steps(graph)).toEqual(['host:a.example > r/[1]', 'r/[1] > r/[2]', 'r/[2] > r/[0]']);
  });

  it('say so where the matches of one are not asked at one place', () => {
    const graph = graphOf(
      services + gateway + route('r', [path('Exact /a', 'PathPrefix /'), path('PathPrefix /a')].join('\n')),
    );
    expect(
      rules(graph)
        .slice(0, 2)
        .map((rule) => rule.reason),
    ).toEqual(['Its matches are asked apart, some of them after rule 2', null]);
  });
});

describe('what cannot be read or takes no effect', () => {
  it('marks the cards of a stale document and nothing else', () => {
    const graph = graphOf(services + virtualService(`  -${toV1.slice(3)}`), { staleDocuments: new Set([3]) });
    expect(rules(graph).map((rule) => rule.state)).toEqual(['stale']);
    expect(destinations(graph).map((card) => card.state)).toEqual(['normal', 'normal']);
  });

  it('has a card for a document that never could be read', () => {
    const graph = graphOf('', { staleDocuments: new Set([7]) });
    expect(graph.nodes.map((node) => [node.id, node.state])).toEqual([['unread:7', 'stale']]);
  });
});

it('keeps ids unique and edges joined, whatever repeats', () => {
  const twice = services + virtualService(`  -${toV1.slice(3)}`);
  const graph = graphOf(twice + twice);
  const ids = [...graph.nodes, ...graph.edges].map((item) => item.id);
  expect(new Set(ids).size).toBe(ids.length);
  const known = new Set(graph.nodes.map((node) => node.id));
  expect(graph.edges.filter((edge) => !known.has(edge.from) || !known.has(edge.to))).toEqual([]);
});
