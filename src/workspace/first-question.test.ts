import { describe, expect, it } from 'vitest';
import { createWorkspace } from './create-workspace.ts';

/** The first question of a text, and the verdict on it. */
function asked(text: string) {
  const { ask, verdict } = createWorkspace({ text, title: 'test' }).store.getState();
  return { ...ask, destinations: verdict?.trace.destinations.map(({ cluster }) => cluster) };
}

const service = (name: string) => `apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: shop}
spec: {selector: {app: ${name}}, ports: [{name: http, port: 8080}]}
---
`;

const route = (parent: string, more = '') => `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart, namespace: shop}
spec:
  parentRefs: [${parent}]
${more}  rules:
  - matches:
    - path: {value: /api}
      method: POST
      headers: [{name: x-tester, value: "yes"}]
    backendRefs: [{name: cart-v2, port: 8080}]
  - backendRefs: [{name: cart, port: 8080}]
`;

describe('the first question of a workspace with tests', () => {
  it('is the first test, its headers as they are written', () => {
    const { url, headers } = asked(`apiVersion: signalbox/v1
kind: RoutingTest
metadata: {name: codes}
spec: {tests: [{from: {namespace: shop}, request: {url: "http://cart/", headers: {x-code: 010}}}]}
`);
    expect({ url, headers }).toEqual({ url: 'http://cart/', headers: [['x-code', '010']] });
  });
});

describe('the first question', () => {
  it('has what a pattern takes, and no header that nothing is known for', () => {
    const rule = (match: string) => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: cart, namespace: shop}
spec: {hosts: [cart], http: [{match: [${match}], route: [{destination: {host: vip}}]}, {route: [{destination: {host: cart}}]}]}
`;
    const vip = asked(
      rule('{uri: {regex: "/a+/[0-9]+"}, headers: {x-user: {regex: "^(.*;)?(vip)(;.*)?$"}, x-any: {}}}'),
    );
    expect(vip).toMatchObject({ url: 'http://cart/a/1', destinations: ['outbound|80||vip.shop.svc.cluster.local'] });
    expect(vip.headers).toEqual([
      ['x-user', 'vip'],
      ['x-any', ''],
    ]);
    expect(asked(rule('{headers: {x-user: {regex: "(a"}}}')).headers).toEqual([]);
    const pattern = route('{group: "", kind: Service, name: cart, port: 8080}').replace(
      '{value: /api}',
      '{type: RegularExpression, value: "/v[12]"}',
    );
    expect(asked(service('cart') + service('cart-v2') + pattern)).toMatchObject({
      url: 'http://cart:8080/v1',
      method: 'POST',
      headers: [['x-tester', 'yes']],
    });
  });

  it('of an HTTPRoute for a Service comes from inside the mesh, to the port of the parent', () => {
    const text = service('cart') + service('cart-v2') + route('{group: "", kind: Service, name: cart, port: 8080}');
    expect(asked(text)).toMatchObject({
      caller: { namespace: 'shop', labels: {} },
      method: 'POST',
      url: 'http://cart:8080/api',
      headers: [['x-tester', 'yes']],
      destinations: ['outbound|8080||cart-v2.shop.svc.cluster.local'],
    });
  });

  it('of an HTTPRoute at a Gateway comes in by the listener that the parent names', () => {
    const gateway = `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: front, namespace: shop}
spec:
  gatewayClassName: istio
  listeners:
  - {name: plain, port: 80, protocol: HTTP, hostname: "*.example"}
  - {name: other, port: 8080, protocol: HTTP, hostname: "*.example"}
---
`;
    const text = service('cart') + service('cart-v2') + gateway;
    expect(asked(text + route('{name: front, sectionName: other}'))).toMatchObject({
      caller: { gateway: { namespace: 'shop', labels: { 'gateway.networking.k8s.io/gateway-name': 'front' } } },
      url: 'http://www.example:8080/api',
      destinations: ['outbound|8080||cart-v2.shop.svc.cluster.local'],
    });
    const named = route('{name: front}', '  hostnames: [shop.example]\n');
    expect(asked(text + named)).toMatchObject({ url: 'http://shop.example/api' });
  });

  it('of Services alone goes to the first of them, and of nothing is none', () => {
    expect(asked(service('cart')).url).toBe('http://cart:8080/');
    expect(asked('').url).toBe('');
  });
});
