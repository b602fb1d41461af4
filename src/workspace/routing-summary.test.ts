import { describe, expect, it } from 'vitest';
import { createWorkspace } from './create-workspace.ts';
import { routingSummary } from './routing-summary.ts';

const text = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: cart, namespace: shop}
spec: {host: cart, subsets: [{name: v1, labels: {v: "1"}}, {name: v2, labels: {v: "2"}}]}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: cart, namespace: shop}
spec:
  hosts: [cart]
  http:
  - name: testers
    match: [{headers: {x-a|b: {exact: "a\`b"}}}, {uri: {prefix: /t}, method: {exact: GET}}]
    timeout: 2s
    route: [{destination: {host: cart, subset: v2}}]
  - name: all
    route:
    - {destination: {host: cart, subset: v1}, weight: 90}
    - {destination: {host: cart, subset: v2}, weight: 10}
`;
const summary = (now: string, original = text) =>
  routingSummary(createWorkspace({ text: now, original, title: 'Shop *' }).store.getState());

describe('the summary for a pull request', () => {
  it('lists the rules of each host in order, with conditions and shares', () => {
    const said = summary(text);
    expect(said).toContain('## Routing: Shop \\*');
    expect(said).toContain('#### `cart.shop.svc.cluster.local`');
    expect(said).toMatch(
      /\| 1 \| testers \| header x-a\\\|b = `` a`b ``<br>or uri prefix `\/t` and method = `GET` \| `cart v2` \| timeout 2s \|/,
    );
    expect(said).toMatch(/\| 2 \| all \| everything else \| `cart v1` 90 %<br>`cart v2` 10 % \|/);
    expect(said).not.toContain('### Changed');
  });

  it('says what changed, and for whom', () => {
    const said = summary(text.replace('weight: 90', 'weight: 70').replace('weight: 10', 'weight: 30'));
    expect(said).toContain('- VirtualService `shop/cart`: +2 −2 lines');
    expect(said).not.toContain('DestinationRule `shop/cart`:');
    expect(said).toMatch(/\| cart\.shop v1 90 %.* \| cart\.shop v1 70 %/);
  });

  it('asks the tests with their headers as they are written', () => {
    const test = `---
apiVersion: signalbox/v1
kind: RoutingTest
metadata: {name: codes}
spec: {tests: [{from: {namespace: shop}, request: {url: "http://cart/", headers: {x-code: 010}}}]}
`;
    const said = summary(
      text.replace('weight: 90', 'weight: 70').replace('weight: 10', 'weight: 30') + test,
      text + test,
    );
    expect(said).toContain('`GET http://cart/ with x-code: 010`');
  });

  it('says where nobody notices a change', () => {
    expect(summary(text.replace('name: all', 'name: everyone'))).toContain('answered as before');
  });

  it('knows what came and went', () => {
    const other = text.replace(
      'kind: DestinationRule\nmetadata: {name: cart',
      'kind: DestinationRule\nmetadata: {name: new',
    );
    expect(summary(other)).toContain('- DestinationRule `shop/new`: new\n- DestinationRule `shop/cart`: removed');
  });

  it('has something to say of an empty workspace', () => {
    expect(summary('', '')).toContain('No document has rules');
  });
});
