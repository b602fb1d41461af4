import type { Cluster, ClusterLoadAssignment, Listener, ProxyConfig } from './config.ts';
import { camelCased, json, jsonList, number, text, type Json } from './dump/json-fields.ts';
import { readCluster, readEndpoints } from './dump/read-clusters.ts';
import { readListener } from './dump/read-listener.ts';
import { readRouteConfiguration } from './dump/read-routes.ts';
import { createUnmodelled, type Unmodelled } from './dump/unmodelled.ts';

/** What Envoy's admin interface tells of a running proxy, as far as it is followed here. */
export type ConfigDump = {
  readonly config: ProxyConfig;
  /** The id of the proxy, as `sidecar~10.0.0.1~web-0.shop~shop.svc.cluster.local`; null where the dump does not say. */
  readonly node: string | null;
  /** Major and minor version of the Envoy. */
  readonly version: readonly [major: number, minor: number] | null;
  /** What is not followed, by the part that has it; parts are compared by identity. */
  readonly unmodelled: ReadonlyMap<object, readonly string[]>;
  /** What of the dump plays no part, in sentences. */
  readonly leftOut: readonly string[];
  /** Whether the dump tells endpoints that were discovered (`?include_eds`); where not, every such cluster is taken to have one. */
  readonly endpoints: 'told' | 'assumed';
};

/**
 * Reads a `config_dump` of Envoy's admin interface (`/config_dump`, `/config_dump?include_eds`, `istioctl proxy-config all -o json`), names in either
 * spelling, old versions too. Null for anything else; what is odd in a dump is passed over.
 */
export function readConfigDump(value: unknown): ConfigDump | null {
  const sections = jsonList(camelCased(json(value)['configs']));
  const section = (name: string) => sections.filter((one) => text(one['@type'])?.endsWith(`.${name}`));
  const [listeners, routes, clusters] = [
    section('ListenersConfigDump'),
    section('RoutesConfigDump'),
    section('ClustersConfigDump'),
  ];
  if (listeners.length + routes.length + clusters.length === 0) return null;
  const unmodelled = createUnmodelled();
  const taken = takenListeners(listeners, unmodelled);
  const readClusters = inDump(clusters, clusterFields, 'cluster').map((one) => ({
    cluster: readCluster(one, unmodelled),
    service: text(json(one['edsClusterConfig'])['serviceName']),
  }));
  const told = inDump(section('EndpointsConfigDump'), endpointFields, 'endpointConfig').map(readEndpoints);
  const isTold = section('EndpointsConfigDump').some((one) => jsonList(one['dynamicEndpointConfigs']).length > 0);
  const node = json(json(section('BootstrapConfigDump')[0]?.['bootstrap'])['node']);
  return {
    config: {
      listeners: taken.listeners,
      routes: inDump(routes, routeFields, 'routeConfig').map((one) => readRouteConfiguration(one, unmodelled)),
      clusters: readClusters.map(({ cluster }) => cluster),
      endpoints: readClusters.flatMap((one) => (one.cluster.type === 'EDS' ? endpointsOf(one, told, isTold) : [])),
    },
    node: text(node['id']) ?? null,
    version: versionOf(node),
    unmodelled: unmodelled.of,
    leftOut: taken.leftOut,
    endpoints: isTold ? 'told' : 'assumed',
  };
}

/** Static parts first: of two with one name the discovered one counts. Route configurations that stand in a listener are read there. */
const listenerFields = ['staticListeners', 'dynamicActiveListeners', 'dynamicListeners'];
const routeFields = ['dynamicRouteConfigs'];
const clusterFields = ['staticClusters', 'dynamicActiveClusters'];
const endpointFields = ['staticEndpointConfigs', 'dynamicEndpointConfigs'];

function inDump(sections: readonly Json[], fields: readonly string[], name: string): Json[] {
  const entries = sections.flatMap((section) => fields.flatMap((field) => jsonList(section[field])));
  return entries.flatMap((entry): readonly Json[] => jsonList([json(entry['activeState'] ?? entry)[name]]));
}

/** The listeners that take requests of the proxy's own workload or, at a gateway, of clients. */
function takenListeners(
  sections: readonly Json[],
  unmodelled: Unmodelled,
): { readonly listeners: Listener[]; readonly leftOut: string[] } {
  const all = inDump(sections, listenerFields, 'listener');
  const outbound = all.filter((one) => one['trafficDirection'] !== 'INBOUND' && one['name'] !== 'virtualInbound');
  const listeners = outbound.flatMap((one) => readListener(one, unmodelled) ?? []);
  const inbound = all.length - outbound.length;
  const internal = outbound.length - listeners.length;
  return {
    listeners,
    leftOut: [
      ...(inbound > 0 ? [`${inbound} inbound listeners: what comes to the workload is not asked here.`] : []),
      ...(internal > 0 ? [`${internal} listeners without an address of their own.`] : []),
    ],
  };
}

function endpointsOf(
  { cluster, service }: { readonly cluster: Cluster; readonly service: string | undefined },
  told: readonly ClusterLoadAssignment[],
  isTold: boolean,
): ClusterLoadAssignment[] {
  if (!isTold) return [{ cluster: cluster.name, groups: [{ hosts: ['assumed:0'] }] }];
  const found = told.find((one) => one.cluster === (service ?? cluster.name));
  return found ? [{ ...found, cluster: cluster.name }] : [];
}

function versionOf(node: Json): readonly [number, number] | null {
  const version = json(json(node['userAgentBuildVersion'])['version']);
  const major = number(version['majorNumber']);
  const minor = number(version['minorNumber']);
  return major === undefined || minor === undefined ? null : [major, minor];
}
