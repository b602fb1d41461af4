const admin = 'type.googleapis.com/envoy.admin.v3';

/** What a gateway's proxy would dump: one host, two routes, a filter that nobody follows. */
export const gatewayDump = JSON.stringify({
  configs: [
    {
      '@type': `${admin}.ListenersConfigDump`,
      dynamic_listeners: [
        {
          name: '0.0.0.0_8080',
          active_state: {
            listener: {
              name: '0.0.0.0_8080',
              address: { socket_address: { address: '0.0.0.0', port_value: 8080 } },
              filter_chains: [
                {
                  filters: [
                    {
                      name: 'envoy.filters.network.http_connection_manager',
                      typed_config: {
                        rds: { route_config_name: 'http.8080' },
                        http_filters: [{ name: 'envoy.filters.http.ext_authz' }, { name: 'envoy.filters.http.router' }],
                      },
                    },
                  ],
                },
              ],
            },
          },
        },
      ],
    },
    {
      '@type': `${admin}.RoutesConfigDump`,
      dynamic_route_configs: [
        {
          route_config: {
            name: 'http.8080',
            virtual_hosts: [
              {
                name: 'live.example:80',
                domains: ['live.example'],
                routes: [
                  {
                    name: 'stream',
                    match: { prefix: '/stream' },
                    route: { cluster: 'outbound|80|v2|live.tv.svc.cluster.local' },
                  },
                  { name: 'rest', match: { prefix: '/' }, direct_response: { status: 418 } },
                ],
              },
            ],
          },
        },
      ],
    },
    {
      '@type': `${admin}.ClustersConfigDump`,
      dynamic_active_clusters: [{ cluster: { name: 'outbound|80|v2|live.tv.svc.cluster.local', type: 'EDS' } }],
    },
  ],
});
