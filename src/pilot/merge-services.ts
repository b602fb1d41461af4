import type { MeshService } from './service.ts';

/** The services that a proxy sees, by name. */
export type ServicesByHost = ReadonlyMap<string, MeshService>;

/**
 * The services of a proxy with further ones; the same map where these bring nothing new. Of one name a Service of Kubernetes is taken, else the one that came first; a second one that is of the same kind
 * lends it its further ports (pilot/pkg/model/sidecar.go:appendSidecarServices). ServiceEntries of one namespace share their endpoints whatever becomes
 * of the rest, since these are kept by name and namespace alone.
 */
export function withServices(known: ServicesByHost, further: readonly MeshService[]): ServicesByHost {
  let services: Map<string, MeshService> | null = null;
  for (const service of further) {
    const before = (services ?? known).get(service.hostname);
    const after = before ? merged(before, service) : service;
    if (after === before) continue;
    services ??= new Map(known);
    services.set(service.hostname, after);
  }
  return services ?? known;
}

/** The first service itself where the second adds nothing to it. */
function merged(known: MeshService, service: MeshService): MeshService {
  if (known.registry !== 'Kubernetes' && service.registry === 'Kubernetes') return service;
  if (known === service || known.registry !== service.registry || known.namespace !== service.namespace) return known;
  const ports = isAlike(known, service) ? joinedPorts(known, service) : known.ports;
  const endpoints = joinedEndpoints(known, service);
  return ports === known.ports && endpoints === known.endpoints ? known : { ...known, ports, endpoints };
}

function joinedPorts({ ports }: MeshService, other: MeshService): MeshService['ports'] {
  const further = other.ports.filter(({ port }) => !ports.some((own) => own.port === port));
  return further.length > 0 ? ports.concat(further) : ports;
}

/** sidecar.go:canMergeServices. */
function isAlike(a: MeshService, b: MeshService): boolean {
  return (
    a.resolution === b.resolution &&
    sameEntries(a.labels, b.labels) &&
    a.exportTo.length === b.exportTo.length &&
    a.exportTo.every((target) => b.exportTo.includes(target))
  );
}

function sameEntries(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

/** Endpoints that both have, as two views of one service do, count once. */
function joinedEndpoints({ endpoints }: MeshService, other: MeshService): MeshService['endpoints'] {
  const further = other.endpoints.filter((endpoint) => !endpoints.includes(endpoint));
  return further.length > 0 ? endpoints.concat(further) : endpoints;
}
