import { describe, expect, it } from 'vitest';
import { decode } from '../istio/decode.ts';
import { parseStream } from '../yaml/stream.ts';
import { dial } from './dial.ts';
import type { Proxy } from './proxy.ts';
import { createPushContext } from './push-context.ts';

const push = createPushContext(
  decode(
    parseStream(`
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
spec: {clusterIP: 10.0.0.1, selector: {app: cart}, ports: [{name: http, port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: store, namespace: shop}
spec: {clusterIP: None, selector: {app: store}, ports: [{name: http, port: 80}]}
---
apiVersion: v1
kind: Pod
metadata: {name: store-0, namespace: shop, labels: {app: store}}
spec: {containers: [{name: app}]}
status: {phase: Running, podIP: 10.1.0.7, conditions: [{type: Ready, status: "True"}]}
---
apiVersion: v1
kind: Service
metadata: {name: old, namespace: shop}
spec: {type: ExternalName, externalName: cart.shop.svc.cluster.local, ports: [{name: http, port: 80}]}
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: ext, namespace: shop}
spec: {hosts: [api.example.org], addresses: [10.9.0.0/24], resolution: NONE, ports: [{number: 80, name: http, protocol: HTTP}]}
---
apiVersion: v1
kind: Service
metadata: {name: ingress, namespace: infra}
spec: {clusterIP: 10.0.0.9, selector: {istio: ingress}, ports: [{name: http, port: 80, targetPort: 8080}]}
`),
  ).config,
);
const sidecar: Proxy = { type: 'sidecar', namespace: 'shop', labels: {} };
const gateway: Proxy = { type: 'gateway', namespace: 'infra', labels: { istio: 'ingress' } };

const ask = (url: string, proxy = sidecar, headers: [string, string][] = []) =>
  dial(push, proxy, { method: 'GET', url, headers });
const addressOf = (url: string, proxy?: Proxy) => ask(url, proxy).connection.address;
const unknown = addressOf('http://nobody.example.org/');

describe('where a connection goes', () => {
  it.each([
    'cart',
    'CART',
    'cart.shop',
    'cart.shop.svc',
    'cart.shop.svc.cluster.local',
    'cart.shop.svc.cluster.local.',
    'old',
  ])('%s is the ClusterIP', (name) => {
    expect(addressOf(`http://${name}/`)).toBe('10.0.0.1');
  });

  it('is nowhere known for names that mean nothing here', () => {
    for (const name of ['cart.bank', 'cart.', 'cart.shop.']) expect(addressOf(`http://${name}/`)).toBe(unknown);
    expect(addressOf('http://cart/', { ...sidecar, namespace: 'bank' })).toBe(unknown);
  });

  it('is a pod of a headless Service, the first address of a range, or the address itself', () => {
    expect(addressOf('http://store/')).toBe('10.1.0.7');
    expect(addressOf('http://store-0.store/')).toBe('10.1.0.7');
    expect(addressOf('http://api.example.org/')).toBe('10.9.0.0');
    expect(addressOf('http://192.0.2.1:8080/')).toBe('192.0.2.1');
    expect(ask('http://[2001:db8::1]:81/').connection).toMatchObject({ address: '2001:db8::1', port: 81 });
  });

  it('is at a gateway the port behind the Service’s', () => {
    expect(ask('http://any.example.org/', gateway).connection.port).toBe(8080);
    expect(ask('http://any.example.org:81/', gateway).connection.port).toBe(81);
  });
});

describe('what is sent', () => {
  it('is the URL as written, split by hand', () => {
    expect(ask('http://Cart:80/a/../b?x=%20#f')).toMatchObject({ authority: 'Cart:80', path: '/a/../b?x=%20#f' });
    expect(ask('http://cart?x=1')).toMatchObject({ authority: 'cart', path: '/?x=1' });
    expect(ask('cart/x')).toMatchObject({ authority: 'cart', path: '/x', connection: { port: 80 } });
  });

  it('has the Host header that is given, and TLS with the name for https', () => {
    expect(
      ask('http://cart/', sidecar, [
        ['HOST', 'other'],
        ['a', 'b'],
      ]),
    ).toMatchObject({
      authority: 'other',
      headers: [['a', 'b']],
    });
    expect(ask('https://Cart/').connection).toMatchObject({ port: 443, tls: { sni: 'Cart' } });
    expect(ask('https://10.0.0.1/').connection.tls).toEqual({});
    expect(ask('http://cart/').connection.tls).toBeUndefined();
  });
});
