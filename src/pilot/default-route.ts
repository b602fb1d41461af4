import type { HashPolicy, Route, VirtualHost } from '../envoy/config.ts';
import { clusterName } from './cluster-name.ts';
import type { MeshSettings } from './mesh-defaults.ts';
import { retryPolicy } from './route/retry-policy.ts';

/** The route of a service that no VirtualService speaks of (istio-semantics R10.1; route.go:BuildDefaultHTTPOutboundRoute). A consistent hash does not change its retries. */
export function defaultRoute(
  { hostname }: { readonly hostname: string },
  port: number,
  mesh: MeshSettings,
  hashPolicy: HashPolicy | null,
): Route {
  const retries = retryPolicy(mesh.defaultHttpRetryPolicy, 'other-hosts');
  return {
    name: 'default',
    match: { prefix: '/' },
    route: {
      cluster: clusterName({ host: hostname, port, subset: '' }),
      timeout: '0s',
      ...(retries && { retryPolicy: retries }),
      ...(hashPolicy && { hashPolicy: [hashPolicy] }),
      maxGrpcTimeout: '0s',
    },
  };
}

/** A virtual host of one route that takes whatever no other one does. */
export function catchAllVirtualHost(name: string, action: Pick<Route, 'route' | 'directResponse'>): VirtualHost {
  return {
    name,
    domains: ['*'],
    routes: [{ name, match: { prefix: '/' }, ...action }],
    includeRequestAttemptCount: true,
  };
}
