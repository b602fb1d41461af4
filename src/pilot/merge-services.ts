import type { MeshService } from './service.ts';

/**
 * Adds a service to those of a proxy. Of one name a Service of Kubernetes is taken, else the one that came first; a second one that is of the same kind
 * lends it its further ports (pilot/pkg/model/sidecar.go:appendSidecarServices). ServiceEntries of one namespace share their endpoints whatever becomes
 * of the rest, since these are kept by name and namespace alone.
 */
export function addService(services: Map<string, MeshService>, service: MeshService): void {
  const known = services.get(service.hostname);
  if (!known || (known.registry !== 'Kubernetes' && service.registry === 'Kubernetes')) {
    services.set(service.hostname, service);
    return;
  }
  if (known === service || known.registry !== service.registry || known.namespace !== service.namespace) return;
  const missing = service.ports.filter(({ port }) => !known.ports.some((own) => own.port === port));
  const ports = isAlike(known, service) ? known.ports.concat(missing) : known.ports;
  services.set(service.hostname, { ...known, ports, endpoints: joinedEndpoints(known, service) });
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
