import { hostSubsetOf, isWildcard } from '../istio/host.ts';
import type { PushContext } from '../pilot/push-context.ts';
import type { MeshService } from '../pilot/service.ts';

const wildcards = new WeakMap<PushContext, readonly MeshService[]>();

/** The services that a full host name means: those of that name, else those whose pattern covers it. */
export function servicesOf(push: PushContext, host: string): readonly MeshService[] {
  const exact = push.servicesByHost.get(host);
  if (exact) return exact;
  let patterns = wildcards.get(push);
  if (!patterns) wildcards.set(push, (patterns = push.services.filter(({ hostname }) => isWildcard(hostname))));
  return patterns.filter(({ hostname }) => hostSubsetOf(host, hostname));
}
