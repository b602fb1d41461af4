import { describe, expect, it } from 'vitest';
import { createWorkspace } from './create-workspace.ts';
import { nearMiss } from './near-miss.ts';
import type { Ask } from './workspace.ts';

const text = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: cart, namespace: shop}
spec:
  hosts: [cart.shop.svc.cluster.local]
  http:
  - name: testers
    match: [{uri: {prefix: /api}, headers: {x-tester: {exact: jo}}}]
    route: [{destination: {host: cart}}]
  - name: posts
    match: [{method: {exact: POST}, uri: {exact: /}}]
    route: [{destination: {host: cart}}]
  - name: hidden
    match: [{uri: {prefix: /api}, method: {exact: GET}, headers: {x-tester: {exact: jo}}}]
    route: [{destination: {host: cart}}]
`;

/** What has to change in a question for a rule to take it. */
function offered(rule: string, ask: Partial<Ask>) {
  const caller = { namespace: 'shop', labels: {} };
  const { store } = createWorkspace({ text, title: 'test', ask: { caller, ...ask } });
  const state = store.getState();
  const route = state.verdict?.trace.verdicts.find(({ route: { name } }) => name === rule)?.route;
  if (!route) throw new Error(`${rule} was not asked`);
  return nearMiss(state, route);
}

describe('the nearest question that a rule takes', () => {
  it('changes what the rule asks for and nothing else', () => {
    const found = offered('testers', { url: 'http://cart/x', method: 'PUT', headers: [['x-other', '1']] });
    expect(found?.change).toBe('path /api, header x-tester: jo');
    expect(found?.ask).toMatchObject({ url: 'http://cart/api', method: 'PUT' });
    expect(found?.ask.headers).toEqual([
      ['x-other', '1'],
      ['x-tester', 'jo'],
    ]);
    expect(offered('posts', { url: 'cart' })?.change).toBe('POST instead of GET');
  });

  it('leaves a name and a password, and a header that is being filled in, as they are', () => {
    const found = offered('posts', { url: 'http://me:secret@cart/', headers: [['', '']] });
    expect(found?.change).toBe('POST instead of GET');
    expect(found?.ask).toMatchObject({ url: 'http://me:secret@cart/', headers: [['', '']] });
  });

  it('offers nothing where another rule comes first', () => {
    expect(offered('hidden', { url: 'http://cart/x' })).toBeNull();
  });
});
