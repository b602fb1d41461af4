import type { Destination } from '../../istio/virtual-service.ts';
import { clusterName } from '../cluster-name.ts';
import type { MeshService } from '../service.ts';

/** The service that a host name means to the proxy on this listener (istio-semantics R4.3). */
export type ServiceLookup = (hostname: string) => MeshService | null;

/**
 * The name of the cluster that a destination means, whether or not there is one (istio-semantics R4.1–R4.4; route.go:GetDestinationCluster):
 * its own port, else the only one of the service, else the listener's.
 */
export function destinationCluster(destination: Destination, lookup: ServiceLookup, listenPort: number): string {
  const { host, subset = '', port } = destination;
  // What a backend that is not there became in the Gateway API's conversion.
  if (host === '') return 'UnknownService';
  const service = lookup(host);
  const only = service?.ports.length === 1 ? service.ports[0]?.port : undefined;
  return clusterName({ host: service?.externalName ?? host, port: port?.number ?? only ?? listenPort, subset });
}
