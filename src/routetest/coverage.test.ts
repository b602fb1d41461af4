import { describe, expect, it } from 'vitest';
import { decode } from '../istio/decode.ts';
import { parseStream } from '../yaml/stream.ts';
import { coverageOf } from './coverage.ts';
import { readRoutingTests } from './read-routing-tests.ts';
import { runRoutingTest } from './run-routing-test.ts';

const manifests = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: cart, namespace: shop}
spec:
  hosts: [cart]
  http:
  - name: two
    match: [{uri: {prefix: /a}}, {uri: {prefix: /b}}]
    route: [{destination: {host: cart}}]
  - match: [{uri: {prefix: /in}}]
    delegate: {name: inner}
  - match: [{uri: {prefix: /gone}}]
    redirect: {uri: /a}
  - name: rest
    route: [{destination: {host: cart}}]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: inner, namespace: shop}
spec:
  http:
  - {name: x, match: [{uri: {prefix: /in/x}}], route: [{destination: {host: cart}}]}
  - {name: all, route: [{destination: {host: cart}}]}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: raw, namespace: shop}
spec:
  hosts: [raw]
  tcp: [{match: [{port: 7000}], route: [{destination: {host: raw}}]}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: pay, namespace: shop}
spec:
  parentRefs: [{kind: Service, group: "", name: pay, port: 80}]
  rules:
  - matches: [{path: {value: /v1}}, {path: {value: /v2}}]
    backendRefs: [{name: pay, port: 80}]
---
apiVersion: v1
kind: Service
metadata: {name: pay, namespace: shop}
spec: {clusterIP: 10.0.0.1, ports: [{name: http, port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
spec: {clusterIP: 10.0.0.2, ports: [{name: http, port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: raw, namespace: shop}
spec: {clusterIP: 10.0.0.3, ports: [{name: tcp, port: 7000}]}
`;

/** The names of rules and entries that requests to these URLs reach, and of all others. */
function coverage(...urls: string[]): { reached: string[]; unreached: string[] } {
  const tests = urls.map((url) => ({ name: url, from: { namespace: 'shop' }, request: { url } }));
  const document = { apiVersion: 'signalbox/v1', kind: 'RoutingTest', metadata: { name: 't' }, spec: { tests } };
  const { config } = decode(parseStream(`${manifests}---\n${JSON.stringify(document)}`));
  const results = readRoutingTests(config.others).flatMap((test) => runRoutingTest(config, test));
  const entries = coverageOf(config, results).map(({ object, list, rule, match, reachedBy }) => ({
    name: [object.metadata.name, list, rule, ...(match === null ? [] : [match])].join('.'),
    isReached: reachedBy.length > 0,
  }));
  return {
    reached: entries.filter(({ isReached }) => isReached).map(({ name }) => name),
    unreached: entries.filter(({ isReached }) => !isReached).map(({ name }) => name),
  };
}

describe('coverageOf', () => {
  it('lists every rule and match entry but those that delegate', () => {
    expect(coverage().unreached).toEqual([
      'cart.http.0.0',
      'cart.http.0.1',
      'cart.http.2.0',
      'cart.http.3',
      'inner.http.0.0',
      'inner.http.1',
      'raw.tcp.0',
      'pay.rules.0.0',
      'pay.rules.0.1',
    ]);
  });

  it.each([
    ['http://cart/b', 'cart.http.0.1'],
    ['http://cart/gone', 'cart.http.2.0'],
    ['http://cart/other', 'cart.http.3'],
    ['http://cart/in/x', 'inner.http.0.0'],
    ['http://cart/in/y', 'inner.http.1'],
    ['http://raw:7000/', 'raw.tcp.0'],
    ['http://pay/v2', 'pay.rules.0.1'],
  ])('%s reaches %s alone', (url, name) => {
    expect(coverage(url).reached).toEqual([name]);
  });

  it('a request that no rule takes reaches none', () => {
    expect(coverage('http://pay/v3', 'http://unknown/').reached).toEqual([]);
  });
});
