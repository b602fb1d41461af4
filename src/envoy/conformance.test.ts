import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { compareExpectation } from '../routetest/compare-expectation.ts';
import { readRoutingTests } from '../routetest/read-routing-tests.ts';
import type { Difference } from '../routetest/difference.ts';
import type { RouteTest } from '../routetest/route-test.ts';
import type { ProxyConfig } from './config.ts';
import { compileProxy, routeRequest } from './route-request.ts';
import type { Request } from './request.ts';
import type { Trace } from './trace.ts';

/**
 * The engine alone against the measured cases: the configuration is the one that Istio generated (conformance/envoy), the requests and their
 * outcomes are those of conformance/routing.
 */
const root = fileURLToPath(new URL('../../conformance/', import.meta.url));

type Doc = { kind?: string; metadata?: Meta; spec?: Spec; status?: { podIP?: string } };
type Meta = { name?: string; namespace?: string; labels?: Record<string, string> };
type Spec = {
  clusterIP?: string;
  selector?: Record<string, string>;
  ports?: { port: number; targetPort?: number | string }[];
  hosts?: string[];
  addresses?: string[];
};

describe.each(['basics', 'traps', 'scenarios'])('%s', (folder) => {
  let count = 0;
  const files = readdirSync(`${root}envoy/${folder}`).filter((name) => name.endsWith('.json'));
  it.each(files)('%s', (file) => {
    const measured = JSON.parse(readFileSync(`${root}envoy/${folder}/${file}`, 'utf8')) as {
      callers: (ProxyConfig & { from: unknown })[];
    };
    const text = readFileSync(`${root}routing/${folder}/${file.replace('.json', '.yaml')}`, 'utf8');
    const docs = parseAllDocuments(text).map((document) => document.toJS() as Doc | null) as Doc[];
    const { tests, problems } = testsOf(docs);
    expect(problems).toEqual([]);
    const proxies = new Map(measured.callers.map((caller) => [callerKey(caller.from), compileProxy(withTls(caller))]));
    const failures = tests.flatMap((test) => {
      const proxy = proxies.get(callerKey(test.from));
      const differences = proxy
        ? differencesOf(routeRequest(proxy, dial(docs, test)), test)
        : [{ field: 'from', expected: 'a measured caller', actual: test.from }];
      return differences.length > 0 ? [{ test: test.name, request: test.request, differences }] : [];
    });
    count += tests.length;
    expect(failures).toEqual([]);
  });
  it('asks every measured request', () => {
    console.log(`conformance/envoy/${folder}: ${count} requests`);
    expect(count).toBeGreaterThanOrEqual({ basics: 387, traps: 625, scenarios: 530 }[folder] ?? 1);
  });
});

function differencesOf(trace: Trace, test: RouteTest): Difference[] {
  return [...compareExpectation(trace, test.expect, 'complete'), ...unnamed(trace, test)];
}

/** What a measured case does not name was not there, unless draws differ. */
function unnamed({ draws, mirrors, fault, route }: Trace, { expect: wanted }: RouteTest): Difference[] {
  const outcome = draws.length === 1 ? draws[0]?.outcome : undefined;
  const absent: [field: string, wanted: unknown, actual: unknown][] = [
    ['route', wanted.route, route],
    ['mirrors', wanted.mirrors, mirrors.length > 0 ? mirrors : null],
    ['fault', wanted.fault, fault],
    ['upstream', wanted.upstream, outcome?.upstream ?? null],
    ['response', wanted.response, Object.keys(outcome?.responseHeaders ?? {}).length > 0 ? outcome : null],
  ];
  return absent.flatMap(([field, wanted, actual]) =>
    wanted === undefined && actual !== null ? [{ field, expected: 'not named', actual }] : [],
  );
}

function testsOf(docs: readonly Doc[]) {
  const objects = docs.map((doc, document) => ({
    kind: doc?.kind ?? '',
    apiVersion: 'signalbox/v1',
    metadata: { name: '', namespace: 'default', labels: {}, annotations: {}, creationTimestamp: null },
    spec: doc?.spec,
    source: { document, path: [] },
  }));
  const read = readRoutingTests(objects);
  return { tests: read.flatMap(({ tests }) => tests), problems: read.flatMap(({ problems }) => problems) };
}

/** The measured files leave TLS out: a gateway terminates it where the route configuration is named for an HTTPS server. */
function withTls(config: ProxyConfig): ProxyConfig {
  const listeners = config.listeners.map((listener) => ({
    ...listener,
    filterChains: listener.filterChains.map((chain) => ({
      ...chain,
      tls: typeof chain.http?.routes === 'string' && chain.http.routes.startsWith('https.'),
    })),
  }));
  return { ...config, listeners };
}

function callerKey(from: unknown): string {
  return JSON.stringify(sorted(from));
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([key, inner]) => [key, sorted(inner)]);
}

/** As conformance/README says a client dials; enough for these cases, no more. */
function dial(docs: readonly Doc[], { from, request }: RouteTest): Request {
  const [, scheme = 'http', authority = '', path = ''] = /^(\w+):\/\/([^/?#]*)(.*)$/s.exec(request.url) ?? [];
  const [, name = '', written] = /^(.*?)(?::(\d+))?$/.exec(authority) ?? [];
  const port = Number(written ?? (scheme === 'https' ? 443 : 80));
  const host = request.headers.find(([header]) => header.toLowerCase() === 'host');
  const target =
    'gateway' in from ? gatewayTarget(docs, from.gateway, port) : { address: addressOf(docs, from, name), port };
  return {
    method: request.method,
    path: path.startsWith('/') ? path : `/${path}`,
    authority: host ? host[1] : authority,
    headers: request.headers.filter((header) => header !== host),
    connection: { ...target, http: true, ...(scheme === 'https' ? { tls: { sni: name } } : {}) },
  };
}

function addressOf(docs: readonly Doc[], from: { namespace: string }, written: string): string {
  const name = written.toLowerCase().replace(/\.$/, '');
  if (/^\d+(\.\d+){3}$/.test(name)) return name;
  for (const { kind, metadata, spec } of docs.filter(Boolean)) {
    if (kind === 'Service') {
      const namespace = metadata?.namespace ?? 'default';
      const long = `${metadata?.name}.${namespace}`;
      const names = [long, `${long}.svc`, `${long}.svc.cluster.local`];
      if (namespace === from.namespace) names.push(metadata?.name ?? '');
      if (names.includes(name) && spec?.clusterIP !== 'None') return spec?.clusterIP ?? unknownAddress;
    }
    if (kind === 'ServiceEntry' && spec?.hosts?.includes(name) && spec.addresses?.[0]) return spec.addresses[0];
  }
  return unknownAddress;
}

const unknownAddress = '203.0.113.77';

function gatewayTarget(docs: readonly Doc[], gateway: { labels: Readonly<Record<string, string>> }, port: number) {
  const service = docs.find(
    (doc) =>
      doc?.kind === 'Service' &&
      Object.entries(doc.spec?.selector ?? { none: '' }).every(([label, value]) => gateway.labels[label] === value),
  );
  const target = service?.spec?.ports?.find((candidate) => candidate.port === port)?.targetPort ?? port;
  return { address: '10.255.0.1', port: Number(target) };
}
