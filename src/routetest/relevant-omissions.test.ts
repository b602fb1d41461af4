import { describe, expect, it } from 'vitest';
import { decode } from '../istio/decode.ts';
import { dial } from '../pilot/dial.ts';
import { createPushContext } from '../pilot/push-context.ts';
import { parseStream } from '../yaml/stream.ts';
import { routeRequest } from '../envoy/route-request.ts';
import { destinationPort, dialledPort } from './port-origin.ts';
import { objectIndex, relevantOmissions } from './relevant-omissions.ts';
import { callerProxy } from './run-route-test.ts';

const text = `
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
spec: {clusterIP: 10.0.0.1, ports: [{name: http, port: 80}, {name: http-admin, port: 81}]}
---
apiVersion: v1
kind: Service
metadata: {name: stock, namespace: shop}
spec: {clusterIP: 10.0.0.2, ports: [{name: http, port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: pay, namespace: shop}
spec: {clusterIP: 10.0.0.3, ports: [{name: http, port: 8080}]}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: cart, namespace: shop, creationTimestamp: "2024-01-01T00:00:00Z"}
spec:
  hosts: [cart]
  http:
  - match: [{uri: {prefix: /s}}]
    route: [{destination: {host: stock}}]
  - match: [{uri: {prefix: /y}}]
    route: [{destination: {host: pay}}]
  - match: [{uri: {prefix: /p}}]
    route: [{destination: {host: cart, port: {number: 81}}}]
  - route: [{destination: {host: cart}, weight: 60}, {destination: {host: cart, port: {number: 81}}, weight: 40}]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: later, namespace: shop, creationTimestamp: "2025-01-01T00:00:00Z"}
spec: {hosts: [cart.shop.svc.cluster.local], http: [{route: [{destination: {host: stock}}]}]}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: elsewhere, namespace: shop}
spec: {hosts: [pay.example], gateways: [istio-system/gw], http: [{route: [{destination: {host: stock}}]}]}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: mine, namespace: shop}
spec: {host: cart}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: theirs, namespace: other}
spec: {host: cart.shop.svc.cluster.local}
`;

const stream = parseStream(text);
const { config } = decode(stream);
const push = createPushContext(config);

function ask(url: string) {
  const { proxy, compiled, generated } = callerProxy(push, { namespace: 'shop', labels: { app: 'web' } }, new Map());
  return { trace: routeRequest(compiled, dial(push, proxy, { method: 'GET', url, headers: [] })), generated };
}

const nameOf = ({ source }: { source: { document: number } }) => {
  const { metadata } = (stream.documents[source.document]?.value ?? {}) as { metadata?: { name?: string } };
  return metadata?.name;
};

describe('what was left out', () => {
  it('comes sorted by its bearing on the asked host', () => {
    const { trace, generated } = ask('http://cart/');
    const sorted = relevantOmissions(generated.omissions, trace, 'cart', objectIndex(config));
    expect(new Set(sorted.rules.map(nameOf))).toEqual(new Set(['later']));
    expect(sorted.destinationRules.map(nameOf)).toEqual(['theirs']);
    expect(sorted.others.map(nameOf)).toEqual(['elsewhere']);
  });

  it('counts where it speaks of the host as written', () => {
    const { trace, generated } = ask('http://pay.example/');
    expect(
      relevantOmissions(generated.omissions, trace, 'pay.example:80', objectIndex(config)).rules.map(nameOf),
    ).toEqual(['elsewhere']);
  });
});

describe('a port', () => {
  const portsOf = (url: string) => {
    const { trace } = ask(url);
    return trace.destinations.map((share) => destinationPort(share, push, stream.documents));
  };

  it('is that of the URL, else of its scheme', () => {
    expect(dialledPort('http://cart:81/')).toMatch(/^Port 81 stands in the URL/);
    expect(dialledPort('https://cart/a:1')).toMatch(/https dials 443/);
    expect(dialledPort('cart')).toMatch(/http dials 80/);
  });

  it('of a destination is written, or the only one of the service, or that of the request', () => {
    expect(portsOf('http://cart/s')).toEqual([expect.stringContaining('80 is the only one')]);
    expect(portsOf('http://cart/y')).toEqual([expect.stringContaining('request, 80, which the service does not have')]);
    expect(portsOf('http://cart/p')).toEqual(['Port 81 is written in the rule.']);
    expect(portsOf('http://cart/')).toEqual([
      expect.stringContaining('request, 80'),
      'Port 81 is written in the rule.',
    ]);
    expect(portsOf('http://pay:8080/')).toEqual([null]);
  });
});
