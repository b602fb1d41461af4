import type { ParentReference } from '../../istio/gateway-api.ts';
import { matchesHost } from '../../istio/host.ts';
import type { ConvertedListener } from './listeners.ts';
import type { RouteContext } from './route-context.ts';

/** Whether a reference means a listener: all of the Gateway's, unless it names one or a port. */
export function isMeant({ port, sectionName }: ParentReference, { listener }: ConvertedListener): boolean {
  return (port === undefined || port === listener.port) && (sectionName === undefined || sectionName === listener.name);
}

/**
 * Why a listener does not take a route that means it, or null where it does: one hostname must overlap with the listener's, for a namespace that
 * may, and the kind must be one it knows (conversion.go:referenceAllowed).
 */
export function denialOf(
  { kind, namespace }: RouteContext,
  hostnames: readonly string[],
  { listener, hosts, allowedKinds }: ConvertedListener,
): string | null {
  const overlapping = hosts.filter((host) => {
    const name = host.slice(host.indexOf('/') + 1);
    return hostnames.length === 0 || hostnames.some((hostname) => matchesHost(name, hostname));
  });
  if (overlapping.length === 0) return `none of the hostnames is one of ${listener.hostname ?? '*'}`;
  const isOpen = overlapping.some((host) => !host.includes('/') || host.startsWith(`${namespace}/`));
  if (!isOpen) return `it takes no routes of namespace ${namespace}`;
  return allowedKinds.includes(kind) ? null : `it takes no ${kind}`;
}
