import type { HashPolicy } from '../envoy/config.ts';
import type { ConsistentHashLB, PortTrafficPolicy } from '../istio/destination-rule.ts';
import type { Destination } from '../istio/virtual-service.ts';
import { destinationRuleFor, type DestinationRuleContext } from './destination-rules.ts';
import { protobufDuration } from './duration.ts';
import { memoByParts } from './memo-by-parts.ts';
import type { ServicesByHost } from './merge-services.ts';
import type { Proxy } from './proxy.ts';
import type { MeshService } from './service.ts';

/** What routes hash by, as one proxy sees the DestinationRules. */
export type HashPolicies = {
  readonly hashPolicyOf: (destination: Destination) => HashPolicy | null;
  readonly serviceHashPolicyOf: (service: MeshService, port: number) => HashPolicy | null;
};

/** The hash policies for a proxy; the same functions while DestinationRules and services stay, so that routes made with them can be kept. */
export const hashPolicies = memoByParts(
  { destinationRules: 'object', mesh: 'object', proxy: 'object', servicesByHost: 'object' },
  ({ destinationRules, mesh, proxy, servicesByHost }: HashPoliciesContext): HashPolicies => {
    const context = { config: { destinationRules }, mesh };
    return {
      hashPolicyOf: (destination) => destinationHashPolicy(context, proxy, servicesByHost, destination),
      serviceHashPolicyOf: (service, port) => serviceHashPolicy(context, proxy, service, port),
    };
  },
);

type HashPoliciesContext = DestinationRuleContext['config'] &
  Pick<DestinationRuleContext, 'mesh'> & { readonly proxy: Proxy; readonly servicesByHost: ServicesByHost };

/**
 * What a VirtualService's route to a destination hashes by, or null (istio-semantics R8.18; route.go:HashForHTTPDestination): the subset's settings for
 * the port, the subset, the rule's settings for the port, the rule. Settings for a port count only where the destination writes the port.
 *
 * @param servicesByHost the services that the proxy sees: for others no DestinationRule counts.
 */
export function destinationHashPolicy(
  push: DestinationRuleContext,
  proxy: Proxy,
  servicesByHost: ServicesByHost,
  { host, subset, port }: Destination,
): HashPolicy | null {
  const service = servicesByHost.get(host);
  const rule = service ? destinationRuleFor(push, proxy, service) : null;
  if (!rule) return null;
  const policy = rule.trafficPolicy?.value;
  const ofSubset = rule.subsets.find(({ value }) => value.name === subset)?.value.trafficPolicy;
  const hash =
    hashForPort(ofSubset?.portLevelSettings, port?.number) ??
    ofSubset?.loadBalancer?.consistentHash ??
    hashForPort(policy?.portLevelSettings, port?.number) ??
    policy?.loadBalancer?.consistentHash;
  return hash ? hashPolicy(hash) : null;
}

/** What the route of a service without a VirtualService hashes by: the settings for the port, else the rule (route.go:hashForService). */
export function serviceHashPolicy(
  push: DestinationRuleContext,
  proxy: Proxy,
  service: MeshService,
  port: number,
): HashPolicy | null {
  const policy = destinationRuleFor(push, proxy, service)?.trafficPolicy?.value;
  const hash = hashForPort(policy?.portLevelSettings, port) ?? policy?.loadBalancer?.consistentHash;
  return hash ? hashPolicy(hash) : null;
}

function hashForPort(
  settings: readonly PortTrafficPolicy[] | undefined,
  port: number | undefined,
): ConsistentHashLB | undefined {
  if (port === undefined) return undefined;
  return settings?.find((candidate) => candidate.port?.number === port)?.loadBalancer?.consistentHash;
}

/** Envoy's hash policy for Istio's; null where no key is named (route.go:ConsistentHashToHashPolicy). */
function hashPolicy(hash: ConsistentHashLB): HashPolicy | null {
  const { httpHeaderName, httpCookie, useSourceIp, httpQueryParameterName } = hash;
  if (httpHeaderName !== undefined) return { header: { headerName: httpHeaderName } };
  if (httpCookie) return { cookie: cookie(httpCookie) };
  if (useSourceIp !== undefined) return { connectionProperties: useSourceIp ? { sourceIp: true } : {} };
  return httpQueryParameterName === undefined ? null : { queryParameter: { name: httpQueryParameterName } };
}

/** A cookie without a lifetime is only read; one of 0 is made for the session (istio-semantics R8.17). */
function cookie({ name, path, ttl, attributes }: NonNullable<ConsistentHashLB['httpCookie']>): HashPolicy['cookie'] {
  const lifetime = ttl === undefined ? null : protobufDuration(ttl);
  return {
    name,
    ...(lifetime !== null && { ttl: lifetime }),
    ...(path && { path }),
    ...(attributes?.length && { attributes }),
  };
}
