import { describe, expect, it } from 'vitest';
import { createWorkspace } from './create-workspace.ts';
import { saveTestEdit } from './save-test.ts';
import type { Ask, Workspace } from './workspace.ts';

const rules = (http: string) => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: cart, namespace: shop}
spec:
  hosts: [cart.shop.svc.cluster.local, out.example]
  http:
${http}
---
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
spec: {selector: {app: cart}, ports: [{name: http, port: 80}]}
`;
const to = (weight: number) => `{destination: {host: cart}, weight: ${weight}}`;

const cases: Record<string, { text: string; ask?: Partial<Ask> }> = {
  'a destination that a rule names twice': { text: rules(`  - {route: [${to(30)}, ${to(70)}]}`) },
  thirds: {
    text: rules(`  - {route: [${to(1)}, {destination: {host: a}, weight: 1}, {destination: {host: b}, weight: 1}]}`),
  },
  'a fault that only some requests meet': {
    text: rules(`  - {fault: {abort: {httpStatus: 503, percentage: {value: 50}}}, route: [${to(1)}]}`),
  },
  'a fault that every request meets': {
    text: rules(`  - {fault: {abort: {httpStatus: 503, percentage: {value: 100}}}, route: [${to(1)}]}`),
  },
  'a redirect': { text: rules('  - {redirect: {uri: /elsewhere, redirectCode: 307}}') },
  'a request that no rule takes': { text: rules(`  - {match: [{uri: {exact: /a}}], route: [${to(1)}]}`) },
  'a rule with a name': { text: rules(`  - {name: all, route: [${to(1)}]}`) },
  'headers in two cases': {
    text: rules(`  - {match: [{headers: {x-tester: {exact: 'yes'}}}], route: [${to(1)}]}`),
    ask: {
      headers: [
        ['X-Tester', 'yes'],
        ['x-tester', 'yes'],
        ['', 'unfinished'],
      ],
    },
  },
  'a header that YAML would read as a number': {
    text: rules(`  - {match: [{headers: {x-tester: {exact: '010'}}}], route: [${to(1)}]}`),
    ask: { method: 'POST', headers: [['x-tester', '010']] },
  },
  'a host that nothing declares, where only what is declared may be reached': {
    text: `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: default, namespace: shop}
spec: {outboundTrafficPolicy: {mode: REGISTRY_ONLY}}
`,
    ask: { url: 'http://unknown.example/' },
  },
  'a host that nothing declares': {
    text: rules(`  - {route: [${to(1)}]}`),
    ask: { url: 'http://unknown.example/' },
  },
};

function save(workspace: Workspace): void {
  const edit = saveTestEdit(workspace.store.getState());
  if (typeof edit === 'string') throw new Error(edit);
  expect(workspace.dispatch(edit)).toBeNull();
}

describe('a request that is saved as a test', () => {
  it.each(Object.entries(cases))('passes: %s', (_, { text, ask }) => {
    const caller = { namespace: 'shop', labels: {} };
    const workspace = createWorkspace({ text, title: 'test', ask: { caller, url: 'http://cart/', ...ask } });
    save(workspace);
    const [tested] = workspace.store.getState().tests;
    expect(tested?.document.problems).toEqual([]);
    expect(tested?.results.map(({ differences }) => differences)).toEqual([[]]);
    expect(saveTestEdit(workspace.store.getState())).toBe('The request and this answer are a test already.');
  });

  it('stands behind the others, under a name of its own', () => {
    const text = rules(`  - {route: [${to(1)}]}`);
    const caller = { namespace: 'shop', labels: {} };
    const workspace = createWorkspace({ text, title: 'test', ask: { caller, url: 'http://cart/' } });
    save(workspace);
    workspace.ask({ headers: [['x-tester', 'yes']] });
    save(workspace);
    const [tested] = workspace.store.getState().tests;
    expect(tested?.results.map(({ test, differences }) => [test.name, differences])).toEqual([
      ['GET cart/', []],
      ['GET cart/ 2', []],
    ]);
  });

  it('holds on to where it goes and what is answered', () => {
    const expected = (name: string) => {
      const { text, ask } = cases[name] ?? { text: '' };
      const caller = { namespace: 'shop', labels: {} };
      const workspace = createWorkspace({ text, title: 'test', ask: { caller, url: 'http://cart/', ...ask } });
      save(workspace);
      return workspace.store.getState().tests[0]?.results[0]?.test.expect;
    };
    const host = 'cart.shop.svc.cluster.local';
    expect(expected('a destination that a rule names twice')).toMatchObject({
      destinations: [{ host, port: 80, weight: 100 }],
    });
    expect(expected('a redirect')).toMatchObject({ destinations: [], status: 307 });
    expect(expected('a rule with a name')).toMatchObject({ route: 'all', virtualHost: `${host}:80` });
    expect(expected('a fault that every request meets')).toMatchObject({ status: 503, flags: ['FI'] });
    expect(expected('a fault that only some requests meet')).toMatchObject({ fault: { abort: { percent: 50 } } });
  });
});
