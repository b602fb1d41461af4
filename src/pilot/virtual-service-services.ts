import { usesGatewaySemantics } from './gateway-api/gateway-semantics.ts';
import { isWildcard, matchesHost, mostSpecificHostMatch } from '../istio/host.ts';
import { memoByParts } from './memo-by-parts.ts';
import type { ServicesByHost } from './merge-services.ts';
import type { MeshService } from './service.ts';
import { hasRule, type IstioVersion } from './versions.ts';
import type { VirtualServiceObject } from './virtual-services.ts';

/** Which VirtualService a service listens to, by hostname: that of the most specific host; of equal ones the first. */
export type OwnerIndex = ReadonlyMap<string, VirtualServiceObject>;

/** The hosts of a VirtualService: those that are services, and names of nobody. */
export type SeparatedHosts = {
  readonly services: readonly MeshService[];
  readonly names: readonly string[];
  /** Services that a pattern covers but that listen to another VirtualService, with it. */
  readonly lost: readonly { readonly service: MeshService; readonly owner: VirtualServiceObject }[];
};

/** The hosts of a VirtualService as virtual hosts have them (istio-semantics R2.4). */
function virtualHostNames({ spec }: VirtualServiceObject, version: IstioVersion): readonly string[] {
  const hosts = spec.hosts ?? [];
  return hasRule(version, 'lowerCaseHosts') ? hosts.map((host) => host.toLowerCase()) : hosts;
}

/** Computed before conditions on the proxy are asked (istio-semantics R2.13; pilot/pkg/model/sidecar.go:computeWildcardHostVirtualServiceIndex). */
export const ownerIndex = memoByParts({ virtualServices: 'object', services: 'object' }, buildOwnerIndex);

function buildOwnerIndex({ virtualServices, services }: Imported): OwnerIndex {
  const firstByHost = new Map<string, VirtualServiceObject>();
  for (const virtualService of virtualServices) {
    for (const host of virtualService.spec.hosts ?? []) {
      if (!firstByHost.has(host)) firstByHost.set(host, virtualService);
    }
  }
  const patterns = [...firstByHost.keys()].filter(isWildcard);
  const owners = new Map<string, VirtualServiceObject>();
  for (const { hostname } of services) {
    const host = firstByHost.has(hostname) ? hostname : mostSpecificHostMatch(hostname, patterns);
    const owner = host === null ? undefined : firstByHost.get(host);
    if (owner) owners.set(hostname, owner);
  }
  return owners;
}

type Imported = {
  readonly virtualServices: readonly VirtualServiceObject[];
  readonly services: readonly MeshService[];
};

/**
 * Tells the services of a port from mere names among the hosts. A pattern stands for the services that it covers and that listen to no other
 * VirtualService; only where it covers none it is a name of its own (istio-semantics R2.13, R2.14; route.go:separateVSHostsAndServices).
 */
export function separateHosts(
  virtualService: VirtualServiceObject,
  services: ServicesByHost,
  owners: OwnerIndex,
  version: IstioVersion,
): SeparatedHosts {
  const { exact, patterns } = exactAndPatterns({ virtualService, version });
  if (patterns.length === 0) return separateExactHosts({ exact, services });
  // A route of the Gateway API means what it says, not the services under it.
  const covering = usesGatewaySemantics(virtualService.metadata) ? [] : patterns;
  const covered = covering.flatMap((pattern) =>
    [...services.values()].filter(({ hostname }) => matchesHost(hostname, pattern)),
  );
  const coversNone = (pattern: string) =>
    !covering.includes(pattern) || ![...services.keys()].some((hostname) => matchesHost(hostname, pattern));
  return {
    services: [
      ...exact.flatMap((host) => services.get(host) ?? []),
      ...covered.filter(({ hostname }) => owners.get(hostname) === virtualService),
    ],
    names: [...exact.filter((host) => !services.has(host)), ...patterns.filter(coversNone)],
    lost: covered.flatMap((service) => {
      const owner = owners.get(service.hostname);
      return owner && owner !== virtualService ? { service, owner } : [];
    }),
  };
}

const exactAndPatterns = memoByParts(
  { virtualService: 'object', version: 'scalar' },
  ({ virtualService, version }: { readonly virtualService: VirtualServiceObject; readonly version: IstioVersion }) => {
    const hosts = virtualHostNames(virtualService, version);
    return { exact: hosts.filter((host) => !isWildcard(host)), patterns: hosts.filter(isWildcard) };
  },
);

/** Most VirtualServices have no pattern: then nobody else has a say in whose their hosts are. */
const separateExactHosts = memoByParts(
  { exact: 'object', services: 'object' },
  ({ exact, services }: { readonly exact: readonly string[]; readonly services: ServicesByHost }): SeparatedHosts => ({
    services: exact.flatMap((host) => services.get(host) ?? []),
    names: exact.filter((host) => !services.has(host)),
    lost: [],
  }),
);

/** Whether a VirtualService speaks of one of the services at all (httproute.go:selectVirtualServices). */
export function concernsServices(
  virtualService: VirtualServiceObject,
  services: ServicesByHost,
  version: IstioVersion,
): boolean {
  return virtualHostNames(virtualService, version).some((host) => {
    const names = isWildcard(host) ? [...services.keys()] : patternsAmong({ services });
    return services.has(host) || names.some((name) => matchesHost(host, name));
  });
}

/** The names that are patterns: of many thousand services few are, and a plain host need not be compared with the others. */
const patternsAmong = memoByParts({ services: 'object' }, ({ services }: { readonly services: ServicesByHost }) =>
  [...services.keys()].filter(isWildcard),
);
