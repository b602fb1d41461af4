import { describe, expect, it } from 'vitest';
import { decode } from '../istio/decode.ts';
import { parseStream } from '../yaml/stream.ts';
import { readRoutingTests } from './read-routing-tests.ts';
import { runRoutingTest } from './run-routing-test.ts';

const manifests = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: cart, namespace: shop}
spec:
  hosts: [cart]
  http:
  - match: [{uri: {prefix: /root}}]
    delegate: {name: inner, namespace: team}
  - timeout: 5s
    headers: {request: {set: {x-a: "1", x-b: "2"}}}
    route: [{destination: {host: cart}}]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: inner, namespace: team}
spec:
  http:
  - name: inner
    match: [{uri: {prefix: /root/a}}]
    rewrite: {uri: /}
    route: [{destination: {host: cart.shop.svc.cluster.local}}]
  - name: matchless
    match: []
    route: [{destination: {host: cart.shop.svc.cluster.local}}]
`;

/** The fields in which the one test of a request and an expectation differs. */
function differencesOf(expectation: string, path = '/', origin = 'http://cart'): string[] {
  const test = `kind: RoutingTest
apiVersion: signalbox/v1
metadata: {name: t}
spec: {tests: [{name: t, from: {namespace: shop}, request: {url: '${origin}${path}'}, expect: ${expectation}}]}`;
  const { config } = decode(parseStream(`${manifests}---\n${test}`));
  const [routingTest] = readRoutingTests(config.others);
  if (!routingTest || routingTest.problems.length > 0) throw new Error(JSON.stringify(routingTest?.problems));
  return runRoutingTest(config, routingTest).flatMap((result) => result.differences.map(({ field }) => field));
}

describe('rule', () => {
  it('compares the fields that it names with those of the winning rule, whatever the order of keys', () => {
    expect(differencesOf('{rule: {timeout: 5s}}')).toEqual([]);
    expect(differencesOf('{rule: {headers: {request: {set: {x-b: "2", x-a: "1"}}}}}')).toEqual([]);
    expect(differencesOf('{rule: {timeout: 5s, route: [{destination: {host: cart}}]}}')).toEqual([]);
    expect(differencesOf('{rule: {timeout: 6s, headers: {request: {set: {x-a: "1"}}}}}')).toEqual([
      'rule.timeout',
      'rule.headers',
    ]);
    expect(differencesOf('{rule: {retries: {attempts: 2}}}')).toEqual(['rule.retries']);
  });

  it('finds nothing where no rule wins', () => {
    expect(differencesOf('{rule: {name: inner}}', '/', 'http://unknown')).toEqual(['rule.name']);
  });

  it('is that of a delegate, with the VirtualService that was delegated to', () => {
    const path = '/root/a';
    expect(differencesOf('{rule: {rewrite: {uri: /}, delegate: {name: inner}}}', path)).toEqual([]);
    expect(differencesOf('{rule: {delegate: {name: inner, namespace: team}}}', path)).toEqual([]);
    expect(differencesOf('{rule: {delegate: {name: inner, namespace: shop}}}', path)).toEqual(['rule.delegate']);
    expect(differencesOf('{rule: {delegate: {name: inner}}}')).toEqual(['rule.delegate']);
    expect(differencesOf('{rule: {name: matchless, delegate: {name: inner}}}', '/root/b')).toEqual([]);
  });
});

describe('not', () => {
  it('fails for every field that comes true', () => {
    expect(differencesOf('{not: {status: 404}}')).toEqual([]);
    expect(differencesOf('{not: {status: 200, route: x, flags: []}}')).toEqual(['not.status', 'not.flags']);
  });

  it('takes the fields of a rule each for itself', () => {
    expect(differencesOf('{not: {rule: {timeout: 5s, rewrite: {uri: /}}}}')).toEqual(['not.rule.timeout']);
  });

  it('stands beside what must come true', () => {
    expect(differencesOf('{status: 404, not: {status: 200}}')).toEqual(['status', 'not.status']);
  });

  it('does not nest', () => {
    expect(() => differencesOf('{not: {not: {status: 200}}}')).toThrow('There is no field not here');
  });
});
