import { describe, expect, it } from 'vitest';
import { createWorkspace } from './create-workspace.ts';
import { loadDump } from './loaded-dump.ts';
import { looksLikeConfigDump } from './looks-like-config-dump.ts';

const text = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: reviews}
spec:
  hosts: [reviews]
  http:
  - match: [{headers: {x-user: {exact: "a"}}}]
    route: [{destination: {host: reviews, subset: v2}}]
  - route: [{destination: {host: reviews, subset: v1}}]
`;

const type = 'type.googleapis.com/envoy.admin.v3';
const manager = { '@type': 'x.HttpConnectionManager', rds: { route_config_name: '80' } };
const listener = {
  name: '0.0.0.0_8080',
  address: { socket_address: { address: '0.0.0.0', port_value: 8080 } },
  filter_chains: [{ filters: [{ name: 'http', typed_config: manager }] }],
};
const routes = [{ name: 'only', match: { prefix: '/live' }, route: { cluster: 'backend' } }];
const dumpText = JSON.stringify({
  configs: [
    { '@type': `${type}.ListenersConfigDump`, dynamic_listeners: [{ active_state: { listener } }] },
    {
      '@type': `${type}.RoutesConfigDump`,
      dynamic_route_configs: [
        { route_config: { name: '80', virtual_hosts: [{ name: 'all', domains: ['*'], routes }] } },
      ],
    },
  ],
});

function workspaceWithDump() {
  const workspace = createWorkspace({ text, title: 'a', ask: { url: 'http://reviews/live' } });
  const loaded = loadDump(dumpText, 'gateway.json');
  if (typeof loaded === 'string') throw new Error(loaded);
  workspace.loadDump(loaded);
  return { workspace, state: () => workspace.store.getState() };
}

describe('a loaded dump', () => {
  it('answers in place of the text, and the verdict says so', () => {
    const { state } = workspaceWithDump();
    expect(state().verdict?.trace.route?.name).toBe('only');
    expect(state().verdict?.basis[0]).toMatchObject({ kind: 'dump' });
    expect(state().verdict?.path.size).toBe(0);
    expect(state().text).toBe(text);
  });

  it('stays loaded while the text is asked, until it is let go', () => {
    const { workspace, state } = workspaceWithDump();
    workspace.setAsks('generated');
    expect(state().verdict?.trace.virtualHost?.name).toBe('reviews.default.svc.cluster.local:80');
    expect(state().dump?.title).toBe('gateway.json');
    workspace.setAsks('dump');
    expect(state().verdict?.trace.virtualHost?.name).toBe('all');
    workspace.loadDump(null);
    expect(state()).toMatchObject({ dump: null, asks: 'generated' });
  });

  it('is told from manifests at a glance', () => {
    expect(looksLikeConfigDump(dumpText)).toBe(true);
    expect([text, '{"kind": "List", "items": []}'].some(looksLikeConfigDump)).toBe(false);
  });

  it('is refused in a sentence where it breaks off or holds nothing', () => {
    expect(loadDump(dumpText.slice(0, -1), 'x')).toMatch(/breaks off/);
    expect(loadDump('{"configs": []}', 'x')).toMatch(/neither/);
  });
});

it('another version of Istio answers at once, tests too', () => {
  const headers = [
    ['x-user', 'a'],
    ['x-user', 'b'],
  ] as const;
  const workspace = createWorkspace({ text, title: 'a', ask: { url: 'http://reviews/', headers } });
  const subset = () => workspace.store.getState().verdict?.trace.destinations[0]?.cluster.split('|')[2];
  expect(subset()).toBe('v2');
  workspace.setVersion('1.30');
  expect(subset()).toBe('v1');
  workspace.setVersion('1.32');
  expect(subset()).toBe('v2');
});
