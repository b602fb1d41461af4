import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { ProxyConfig } from '../envoy/config.ts';
import { decode } from '../istio/decode.ts';
import { readRoutingTests } from '../routetest/read-routing-tests.ts';
import { withoutRefused } from '../routetest/without-refused.ts';
import type { Source } from '../istio/source.ts';
import { rangeOf } from '../yaml/locate.ts';
import { parseStream, type YamlStream } from '../yaml/stream.ts';
import { generateProxyConfig } from './generate.ts';
import type { Proxy } from './proxy.ts';
import { createPushContext } from './push-context.ts';

/**
 * The configuration that is generated for every measured caller against the one that Istio generated (conformance/envoy), part by part. `minimum`
 * says of how many callers a part is equal at least, listeners, routes, clusters, endpoints; it only ever goes up.
 */
const root = fileURLToPath(new URL('../../conformance/', import.meta.url));
const parts = ['listeners', 'routes', 'clusters', 'endpoints'] as const;
const minimum: Readonly<Record<string, readonly number[]>> = {
  basics: [43, 43, 43, 43],
  traps: [127, 127, 127, 127],
  scenarios: [82, 82, 82, 82],
};

/** Where in the workspace's text the things of a configuration were made from, as far as they say. */
function sourcesIn(value: unknown): Source[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(sourcesIn);
  const own: unknown = Reflect.get(value, 'source');
  return isSource(own) ? [own, ...inner] : inner;
}

function isSource(value: unknown): value is Source {
  return typeof value === 'object' && value !== null && 'document' in value && 'path' in value;
}

type Workload = { namespace: string; labels: Record<string, string> };
type Caller = ProxyConfig & { from: Workload | { gateway: Workload } };
type Result = { readonly part: (typeof parts)[number]; readonly differences: readonly string[] };

describe.each(Object.keys(minimum))('%s', (folder) => {
  it('says of every rule, destination and chain where it stands in the text', () => {
    const lost = readdirSync(`${root}envoy/${folder}`).flatMap((file) => {
      const { stream, callers, push } = read(folder, file);
      return callers.flatMap(({ from }) => {
        const { config, omissions } = generateProxyConfig(push, proxyOf(from));
        const routes = config.routes.flatMap(({ virtualHosts }) => virtualHosts.flatMap((one) => one.routes));
        expect(routes.filter(({ name, source }) => !source && name !== 'allow_any' && name !== 'block_all')).toEqual(
          [],
        );
        return sourcesIn([config, omissions]).filter((source) => !stands(stream, source));
      });
    });
    expect(lost).toEqual([]);
  });

  it('generates what Istio did', () => {
    const results = readdirSync(`${root}envoy/${folder}`).flatMap((file) => resultsOf(folder, file));
    const counts = parts.map((part) => {
      const ofPart = results.filter((result) => result.part === part);
      const equal = ofPart.filter(({ differences }) => differences.length === 0);
      return { part, equal: equal.length, total: ofPart.length };
    });
    const shown = counts.map(({ part, equal, total }) => `${part} ${equal} of ${total}`);
    console.log(`conformance/envoy/${folder}: ${shown.join(', ')}`);
    expect(counts.filter(({ equal }, index) => equal < (minimum[folder]?.[index] ?? 0))).toEqual([]);
  });
});

function read(folder: string, file: string) {
  const { callers } = JSON.parse(readFileSync(`${root}envoy/${folder}/${file}`, 'utf8')) as { callers: Caller[] };
  const stream = parseStream(readFileSync(`${root}routing/${folder}/${file.replace('.json', '.yaml')}`, 'utf8'));
  const { config } = decode(stream);
  const refused = readRoutingTests(config.others).flatMap((routingTest) => routingTest.refused);
  return { stream, callers, push: createPushContext(withoutRefused(config, refused)) };
}

function stands({ documents }: YamlStream, { document, path }: Source): boolean {
  const yaml = documents[document];
  return yaml !== undefined && rangeOf(yaml, path) !== null;
}

function resultsOf(folder: string, file: string): Result[] {
  const { callers, push } = read(folder, file);
  return callers.flatMap((caller) => {
    const generated = generateProxyConfig(push, proxyOf(caller.from)).config;
    return parts.map((part) => {
      const differences = compare(items(caller, part), items(generated, part));
      if (process.env['SHOW_FAILURES'] && differences.length > 0) {
        console.log(`${folder}/${file} ${JSON.stringify(caller.from)}\n  ${differences.slice(0, 8).join('\n  ')}`);
      }
      return { part, differences };
    });
  });
}

function proxyOf(from: Caller['from']): Proxy {
  return 'gateway' in from ? { type: 'gateway', ...from.gateway } : { type: 'sidecar', ...from };
}

/** The things of a part by name, each as one canonical text; virtual hosts stand for themselves. */
function items(config: ProxyConfig, part: Result['part']): Map<string, string> {
  const named: [name: string, item: unknown][] = {
    listeners: () => config.listeners.map((one): [string, unknown] => [one.name, one]),
    clusters: () => config.clusters.map((one): [string, unknown] => [one.name, one]),
    endpoints: () => config.endpoints.map((one): [string, unknown] => [one.cluster, one]),
    routes: () =>
      config.routes.flatMap(({ virtualHosts, ...rest }): [string, unknown][] => [
        [rest.name, rest],
        ...virtualHosts.map((one): [string, unknown] => [`${rest.name} ${one.name}`, one]),
      ]),
  }[part]();
  return new Map(named.map(([name, item]) => [name, JSON.stringify(canonical(item))]));
}

function compare(expected: ReadonlyMap<string, string>, actual: ReadonlyMap<string, string>): string[] {
  return [...new Set([...expected.keys(), ...actual.keys()])]
    .filter((name) => expected.get(name) !== actual.get(name))
    .map((name) => `${name}\n    Istio: ${expected.get(name)}\n    here:  ${actual.get(name)}`);
}

/** Lists whose order means nothing are sorted, empty ones and our own marks are gone, fields are in the order of the alphabet. */
function canonical(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) {
    const list = value.map((item: unknown) => canonical(item));
    const isSet = ['domains', 'hosts', 'queryParameters', 'groups'].includes(key);
    return isSet ? list.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : list;
  }
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).filter(
    ([field, inner]) => field !== 'source' && field !== 'tls' && !(Array.isArray(inner) && inner.length === 0),
  );
  const sorted = fields.toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([field, inner]) => [field, canonical(inner, field)]));
}
