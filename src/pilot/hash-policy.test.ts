import { describe, expect, it } from 'vitest';
import { decode } from '../istio/decode.ts';
import { parseStream } from '../yaml/stream.ts';
import { destinationHashPolicy, serviceHashPolicy } from './hash-policy.ts';
import type { Proxy } from './proxy.ts';
import { createPushContext } from './push-context.ts';
import { sidecarScopeOf } from './sidecar-scope.ts';

const proxy: Proxy = { type: 'sidecar', namespace: 'shop', labels: {} };
const host = 'cart.shop.svc.cluster.local';

function hashing(spec: string) {
  const yaml = `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: cart, namespace: shop}
spec: {host: cart, ${spec}}
`;
  const push = createPushContext(decode(parseStream(yaml)).config, { requests: ['cart:80', 'cart:81'] });
  const { servicesByHost } = sidecarScopeOf(push, proxy);
  const service = servicesByHost.get(host);
  return {
    to: (destination: { subset?: string; port?: { number: number } }) =>
      destinationHashPolicy(push, proxy, servicesByHost, { host, ...destination }),
    of: (port: number) => (service ? serviceHashPolicy(push, proxy, service, port) : null),
    elsewhere: destinationHashPolicy(push, proxy, servicesByHost, { host: 'unknown.example.com' }),
  };
}

const by = (header: string) => `loadBalancer: {consistentHash: {httpHeaderName: ${header}}}`;
const header = (headerName: string) => ({ header: { headerName } });

describe('the hash of a destination (istio-semantics R8.18)', () => {
  const levels = hashing(`
    trafficPolicy: {${by('top')}, portLevelSettings: [{port: {number: 80}, ${by('port')}}]},
    subsets: [
      {name: plain},
      {name: own, trafficPolicy: {${by('subset')}, portLevelSettings: [{port: {number: 80}, ${by('subset-port')}}]}}]`);

  it("is the subset's for the port, the subset's, the port's, the rule's", () => {
    expect(levels.to({ subset: 'own', port: { number: 80 } })).toEqual(header('subset-port'));
    expect(levels.to({ subset: 'own', port: { number: 81 } })).toEqual(header('subset'));
    expect(levels.to({ subset: 'plain', port: { number: 80 } })).toEqual(header('port'));
    expect(levels.to({ subset: 'plain', port: { number: 81 } })).toEqual(header('top'));
  });

  it('passes over ports where the destination writes none', () => {
    expect(levels.to({ subset: 'own' })).toEqual(header('subset'));
    expect(levels.to({})).toEqual(header('top'));
  });

  it('of a service without rules is that of its port, else that of the rule', () => {
    expect(levels.of(80)).toEqual(header('port'));
    expect(levels.of(81)).toEqual(header('top'));
  });

  it('is none for hosts that nobody knows', () => {
    expect(levels.elsewhere).toBeNull();
  });
});

it.each([
  ['{httpCookie: {name: c, ttl: 0s}}', { cookie: { name: 'c', ttl: '0s' } }],
  ['{httpCookie: {name: c, path: /a, ttl: 1m}}', { cookie: { name: 'c', path: '/a', ttl: '60s' } }],
  ['{httpCookie: {name: c}}', { cookie: { name: 'c' } }],
  ['{useSourceIp: true}', { connectionProperties: { sourceIp: true } }],
  ['{httpQueryParameterName: q}', { queryParameter: { name: 'q' } }],
])('consistentHash %s', (consistentHash, expected) => {
  expect(hashing(`trafficPolicy: {loadBalancer: {consistentHash: ${consistentHash}}}`).to({})).toEqual(expected);
});
