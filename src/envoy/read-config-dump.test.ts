import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readConfigDump } from './read-config-dump.ts';
import { compileProxy, routeRequest } from './route-request.ts';

const admin = 'type.googleapis.com/envoy.admin';

/** A sidecar of 2020: names of that time, no endpoints. */
const old = {
  configs: [
    {
      '@type': `${admin}.v2alpha.BootstrapConfigDump`,
      bootstrap: {
        node: {
          id: 'sidecar~10.0.0.9~web-0.shop',
          user_agent_build_version: { version: { major_number: 1, minor_number: 13 } },
        },
      },
    },
    {
      '@type': `${admin}.v2alpha.ListenersConfigDump`,
      dynamic_active_listeners: [
        {
          listener: {
            name: '0.0.0.0_80',
            address: { socket_address: { address: '0.0.0.0', port_value: 80 } },
            deprecated_v1: { bind_to_port: false },
            filter_chains: [
              {
                filters: [
                  {
                    name: 'envoy.http_connection_manager',
                    config: {
                      rds: { route_config_name: '80' },
                      http_filters: [{ name: 'envoy.router' }, { name: 'istio_authn' }],
                    },
                  },
                ],
              },
            ],
          },
        },
        {
          listener: {
            name: 'virtualInbound',
            traffic_direction: 'INBOUND',
            address: { socket_address: { address: '0.0.0.0', port_value: 15006 } },
          },
        },
        {
          listener: {
            name: 'virtualOutbound',
            use_original_dst: true,
            address: { socket_address: { address: '0.0.0.0', port_value: 15001 } },
          },
        },
      ],
    },
    {
      '@type': `${admin}.v2alpha.RoutesConfigDump`,
      dynamic_route_configs: [
        {
          route_config: {
            name: '80',
            virtual_hosts: [
              {
                name: 'cart',
                domains: ['cart'],
                routes: [
                  {
                    name: 'tester',
                    match: { regex: '/a.*', headers: [{ name: 'x-user', prefix_match: 'te' }] },
                    route: { cluster: 'v2', host_rewrite: 'other', rate_limits: [{}] },
                  },
                  { match: { prefix: '/' }, route: { cluster: 'v1' }, per_filter_config: { 'some.filter': {} } },
                ],
              },
            ],
          },
        },
      ],
    },
    {
      '@type': `${admin}.v2alpha.ClustersConfigDump`,
      dynamic_active_clusters: [
        { cluster: { name: 'v1', type: 'EDS' } },
        {
          cluster: { name: 'v2', type: 'STATIC', hosts: [{ socket_address: { address: '10.0.0.2', port_value: 80 } }] },
        },
      ],
    },
  ],
};

function ask(path: string, headers: [string, string][] = []) {
  const dump = readConfigDump(old);
  if (!dump) throw new Error('not read');
  const connection = { address: '10.0.0.1', port: 80, http: true };
  const trace = routeRequest(compileProxy(dump.config), {
    method: 'GET',
    path,
    authority: 'cart',
    headers,
    connection,
  });
  return { dump, trace };
}

describe('an old dump', () => {
  it('answers with matches and rewrites in the names of its time', () => {
    const { trace } = ask('/abc', [['x-user', 'tester']]);
    expect(trace.route?.name).toBe('tester');
    expect(trace.outcome).toMatchObject({ status: 200, upstream: { authority: 'other' } });
    expect(ask('/abc').trace.destinations.map(({ cluster }) => cluster)).toEqual(['v1']);
  });

  it('takes a discovered cluster to have an endpoint where the dump tells none', () => {
    const { dump, trace } = ask('/');
    expect(dump.endpoints).toBe('assumed');
    expect(trace.outcome?.status).toBe(200);
  });

  it('says who it is of, and leaves out what comes to the workload', () => {
    const { dump } = ask('/');
    expect([dump.node, dump.version]).toEqual(['sidecar~10.0.0.9~web-0.shop', [1, 13]]);
    expect(dump.config.listeners.map(({ name }) => name)).toEqual(['0.0.0.0_80', 'virtualOutbound']);
    expect(dump.leftOut).toHaveLength(1);
  });

  it('lists what is not followed at the part that has it', () => {
    const { dump, trace } = ask('/abc', [['x-user', 'tester']]);
    const of = (part: object | null) => (part ? dump.unmodelled.get(part) : null);
    expect(of(trace.route)).toEqual(['route.route.rateLimits']);
    expect(of(trace.filterChain)).toEqual(['istio_authn']);
    expect(of(ask('/').trace.route)).toBeUndefined();
    expect(of(dump.config.routes[0]?.virtualHosts[0]?.routes[1] ?? null)).toEqual(['some.filter']);
  });
});

describe('anything', () => {
  const kinds = ['ListenersConfigDump', 'RoutesConfigDump', 'ClustersConfigDump', 'EndpointsConfigDump'];
  const names = [
    'dynamic_listeners',
    'active_state',
    'listener',
    'filter_chains',
    'filters',
    'typed_config',
    'virtual_hosts',
  ];
  const field = fc.constantFrom(
    ...names,
    'route_config',
    'routes',
    'match',
    'headers',
    'cluster',
    'domains',
    'endpoints',
    'name',
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom(null, 1, 'x', true),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(field, tie('value'), { maxKeys: 4 }),
    ),
  }));

  it('is read without throwing, and what is read can be asked', () => {
    const section = fc.tuple(fc.constantFrom(...kinds), fc.dictionary(field, value, { maxKeys: 4 }));
    fc.assert(
      fc.property(fc.array(section, { maxLength: 3 }), (sections) => {
        const configs = sections.map(([kind, fields]) => ({ ...fields, '@type': `${admin}.v3.${kind}` }));
        const dump = readConfigDump({ configs });
        const connection = { address: '10.0.0.1', port: 80, http: true };
        const request = { method: 'GET', path: '/', authority: 'x', headers: [], connection };
        if (dump) routeRequest(compileProxy(dump.config), request);
      }),
    );
  });

  it('is no dump without sections', () => {
    expect([null, 'x', [], {}, { configs: 1 }, { configs: [{}] }].map(readConfigDump)).toEqual(Array(6).fill(null));
  });
});
