import type { Destination } from '../../istio/virtual-service.ts';
import { clusterName } from '../cluster-name.ts';
import type { MeshService } from '../service.ts';

/** The services that a destination without a port is looked up in, by hostname. */
export type ServiceRegistry = ReadonlyMap<string, MeshService>;

/** Where destinations of the Gateway API without a host lead: no such cluster exists. */
const UNKNOWN_SERVICE = 'UnknownService';

/**
 * The cluster of a destination: its own port, else the only port of its service, else the port that is listened on. Nobody asks whether the cluster
 * exists (istio-semantics R4.1–R4.4; route.go:GetDestinationCluster).
 */
export function destinationCluster(
  { host, subset = '', port }: Destination,
  serviceRegistry: ServiceRegistry,
  listenPort: number,
): string {
  if (host === '') return UNKNOWN_SERVICE;
  const service = serviceRegistry.get(host);
  const [only, ...others] = service?.ports ?? [];
  const ownPort = only && others.length === 0 ? only.port : listenPort;
  return clusterName({ host: service?.externalName ?? host, port: port ? (port.number ?? 0) : ownPort, subset });
}
