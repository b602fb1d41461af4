import { describe, expect, it } from 'vitest';
import { ruleOf } from '../routetest/verdict-words.ts';
import { createWorkspace } from './create-workspace.ts';

const text = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: site, namespace: books}
spec:
  hosts: [site]
  http:
  - name: orders
    match:
    - uri: {prefix: /orders}
    - uri: {prefix: /o}
    delegate: {name: orders}
  - route: [{destination: {host: site}}]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: orders, namespace: books}
spec:
  http:
  - name: cart
    match:
    - uri: {prefix: /orders/cart}
    route: [{destination: {host: cart}}]
  - name: rest
    route: [{destination: {host: orders, subset: v7}}]
`;

const rule = (name: string) => `rule:VirtualService/books/${name}`;

function lit(path: string): readonly string[] {
  const workspace = createWorkspace({ text, title: 'books', ask: { url: `http://site${path}` }, later: () => {} });
  return [...(workspace.store.getState().verdict?.path ?? [])].filter((id) => /^(rule|destination):/.test(id));
}

describe('the way of a request that a rule hands over', () => {
  it('goes through the delegate’s rule to its destination, with or without a match of its own', () => {
    const root = rule('site/http/orders');
    expect(lit('/orders/cart/1')).toEqual(
      expect.arrayContaining([root, rule('orders/http/cart'), 'destination:cart.books.svc.cluster.local']),
    );
    for (const path of ['/orders', '/o/1']) {
      const way = lit(path);
      expect(way).toEqual(expect.arrayContaining([root, rule('orders/http/rest')]));
      expect(way.some((id) => id.startsWith('destination:orders.') && id.endsWith('v7'))).toBe(true);
    }
  });

  it('leads to the rule of the delegate in the text', () => {
    const workspace = createWorkspace({ text, title: 'books', ask: { url: 'http://site/orders' }, later: () => {} });
    const { trace } = workspace.store.getState().verdict ?? {};
    expect(ruleOf(trace?.route?.source)).toEqual({
      source: { document: 1, path: ['spec', 'http', 1] },
      order: 2,
      kind: 'http',
    });
  });
});
