import { byText } from '../istio/by-text.ts';
import { groupBy } from '../istio/group-by.ts';
import { hasLabels } from '../istio/labels.ts';
import type { ClusterLoadAssignment, LoadAssignment } from '../envoy/config.ts';
import { isIpAddress } from './ip-address.ts';
import type { Endpoint } from './service.ts';

/** Endpoints of one locality that a port of the service reaches. */
type LocalityGroup = { readonly locality: string; readonly endpoints: readonly PortEndpoint[] };
type PortEndpoint = {
  readonly address: string;
  readonly port: number;
  readonly weight: number;
  readonly ready: boolean;
};

/** The endpoints behind a port that have a subset's labels, by locality. */
export function endpointGroups(
  endpoints: readonly Endpoint[],
  port: number,
  labels: Readonly<Record<string, string>>,
): LocalityGroup[] {
  const selected = endpoints.filter((endpoint) => hasLabels(endpoint.labels, labels));
  return [...groupBy(selected, ({ locality }) => locality ?? '')]
    .map(([locality, members]) => ({ locality, endpoints: members.flatMap((member) => atPort(member, port) ?? []) }))
    .filter((group) => group.endpoints.length > 0)
    .toSorted((a, b) => byText(a.locality, b.locality));
}

function atPort({ address, ports, weight, ready }: Endpoint, port: number): PortEndpoint | null {
  const endpointPort = ports[port];
  return endpointPort === undefined ? null : { address, port: endpointPort, weight: Math.max(1, weight), ready };
}

/** What EDS hands out for a cluster: addresses alone, names would not be resolved (endpoint_builder.go:BuildClusterLoadAssignment). */
export function edsAssignment(cluster: string, groups: readonly LocalityGroup[]): ClusterLoadAssignment {
  const resolved = groups.map(({ locality, endpoints }) => ({
    locality,
    endpoints: endpoints.filter(({ address }) => isIpAddress(address)),
  }));
  return { cluster, groups: resolved.filter(({ endpoints }) => endpoints.length > 0).map(edsGroup) };
}

function edsGroup({ locality, endpoints }: LocalityGroup): ClusterLoadAssignment['groups'][number] {
  const group = { weight: weightOf(endpoints), hosts: endpoints.map(hostOf) };
  return locality === '' ? group : { ...group, locality: localityOf(locality) };
}

/** An endpoint that is not ready is handed out as such: it counts for panic, and gets no traffic (istio-semantics 0.2: PILOT_AUTO_SEND_UNHEALTHY_ENDPOINTS). */
function hostOf({ address, port, ready }: PortEndpoint): string {
  return `${address.includes(':') ? `[${address}]` : address}:${port}${ready ? '' : ' UNHEALTHY'}`;
}

/** The endpoints that a cluster resolved by DNS carries itself. */
export function dnsAssignment(clusterName: string, groups: readonly LocalityGroup[]): LoadAssignment {
  return {
    clusterName,
    endpoints: groups.map(({ locality, endpoints }) => ({
      locality: localityOf(locality),
      lbEndpoints: endpoints.map(({ address, port, weight, ready }) => ({
        endpoint: { address: { socketAddress: { address, portValue: port } } },
        loadBalancingWeight: weight,
        ...(!ready && { healthStatus: 'UNHEALTHY' }),
      })),
      loadBalancingWeight: weightOf(endpoints),
    })),
  };
}

function weightOf(endpoints: readonly PortEndpoint[]): number {
  return endpoints.reduce((sum, { weight }) => sum + weight, 0);
}

/** `region/zone/subzone` in Envoy's words. */
function localityOf(locality: string): Record<string, string> {
  const [region, zone, subZone] = locality.split('/');
  return { ...(region && { region }), ...(zone && { zone }), ...(subZone && { subZone }) };
}
