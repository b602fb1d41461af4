import type { RuleKind } from './rule-kind.ts';

/** For tests: manifests with a rule of one kind, at its start, for versions named v1, v2 and v3. The comments have to survive every step. */
export type RuleFixture = {
  readonly text: string;
  /** The object and the rule in it, as a plan says them. */
  readonly name: string;
  readonly which: string | number | null;
  /** Where a client calls: the rest of a URL may follow. */
  readonly url: string;
};

const destinationRule = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: reviews, namespace: books}
spec: {host: reviews, subsets: [{name: v1}, {name: v2}, {name: v3}]}
---
`;

function service(name: string, address: number, port: string): string {
  return `apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: books}
spec: {clusterIP: 10.96.0.${address}, selector: {app: ${name}}, ports: [${port}]}
---
`;
}

function services(port: string): string {
  return ['reviews', 'v1', 'v2', 'v3'].map((name, index) => service(name, index + 1, port)).join('');
}

function route(kind: string, version: string, spec: string): string {
  return `apiVersion: gateway.networking.k8s.io/${version}
kind: ${kind}
metadata: {name: reviews, namespace: books}
spec:
  parentRefs: [{group: "", kind: Service, name: reviews}]
${spec}---
`;
}

const http = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: reviews, namespace: books}
spec:
  hosts: [reviews]
  http:
  - name: first   # stays
    match: [{uri: {exact: /health}}]
    route: [{destination: {host: reviews, subset: v1}}]
  - name: everyone
    # on purpose
    retries: {attempts: 3}
    route:
    - destination: {host: reviews, subset: v1}   # old
  - name: last
    route: [{destination: {host: reviews, subset: v1}}]
---
`;

const tls = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: reviews, namespace: books}
spec:
  hosts: [reviews]
  tls:
  - match: [{port: 443, sniHosts: [reviews]}]
    # on purpose
    route:
    - destination: {host: reviews, subset: v1}   # old
  tcp:
  - match: [{port: 9999}]   # stays
    route: [{destination: {host: reviews, subset: v1}}]
---
`;

const tcp = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: reviews, namespace: books}
spec:
  hosts: [reviews]
  tcp:
  - match: [{port: 9999}]   # stays
    route: [{destination: {host: reviews, subset: v1}}]
  # on purpose
  - match: [{port: 3306}]
    route:
    - destination: {host: reviews, subset: v1}   # old
---
`;

const httpRoute = route(
  'HTTPRoute',
  'v1',
  `  rules:
  - name: first   # stays
    matches: [{path: {type: Exact, value: /health}}]
    backendRefs: [{name: v1, port: 9080}]
  - name: everyone
    # on purpose
    matches:
    - path: {value: /}
    - {path: {type: PathPrefix, value: /a}, method: GET, queryParams: [{name: q, value: "1"}]}
    - headers: [{name: a, value: a}]
    filters: [{type: RequestHeaderModifier, requestHeaderModifier: {set: [{name: x-shop, value: books}]}}]
    backendRefs:
    - {name: v1, port: 9080}   # old
  - name: last
    matches: [{path: {type: Exact, value: /last}}]
    backendRefs: [{name: v1, port: 9080}]
`,
);

const grpcRoute = route(
  'GRPCRoute',
  'v1',
  `  rules:
  - name: first   # stays
    matches: [{method: {service: health, method: check}}]
    backendRefs: [{name: v1, port: 9080}]
  - name: everyone
    # on purpose
    backendRefs:
    - {name: v1, port: 9080}   # old
`,
);

const tlsRoute = route(
  'TLSRoute',
  'v1',
  `  hostnames: [reviews.books.svc.cluster.local]   # stays
  rules:
  - # on purpose
    backendRefs:
    - {name: v1, port: 443}   # old
`,
);

const tcpRoute = route(
  'TCPRoute',
  'v1alpha2',
  `  # stays
  rules:
  - # on purpose
    backendRefs:
    - {name: v1, port: 3306}   # old
`,
);

const everyone = { name: 'reviews', which: 'everyone' } as const;
const web = '{name: http, port: 9080}';
const secure = '{name: tls, port: 443}';
const plain = '{name: tcp, port: 3306}';

/** One for every kind. */
export const ruleFixtures: Readonly<Record<RuleKind, RuleFixture>> = {
  http: { text: service('reviews', 1, web) + destinationRule + http, ...everyone, url: 'http://reviews:9080' },
  tls: {
    text: service('reviews', 1, secure) + destinationRule + tls,
    name: 'reviews',
    which: 0,
    url: 'https://reviews:443',
  },
  tcp: {
    text: service('reviews', 1, plain) + destinationRule + tcp,
    name: 'reviews',
    which: 1,
    url: 'http://reviews:3306',
  },
  httpRoute: { text: services(web) + httpRoute, ...everyone, url: 'http://reviews:9080' },
  grpcRoute: { text: services('{name: grpc, port: 9080}') + grpcRoute, ...everyone, url: 'http://reviews:9080' },
  tlsRoute: {
    text: services(secure) + tlsRoute,
    name: 'reviews',
    which: null,
    url: 'https://reviews.books.svc.cluster.local:443',
  },
  tcpRoute: { text: services(plain) + tcpRoute, name: 'reviews', which: null, url: 'http://reviews:3306' },
};
