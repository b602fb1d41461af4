import { nearestName } from '../istio/nearest-name.ts';
import { CLUSTER_DOMAIN, serviceHost, serviceOfHost } from '../istio/service-host.ts';
import type { PushContext } from '../pilot/push-context.ts';

/** The hosts of a push, sorted for guessing. Services of the cluster are known by name and namespace, all others by their whole name. */
type KnownHosts = {
  readonly byName: ReadonlyMap<string, string[]>;
  readonly namesByNamespace: ReadonlyMap<string, string[]>;
  readonly others: readonly string[];
};

const indexes = new WeakMap<PushContext, KnownHosts>();

/**
 * The host that was probably meant by one that nothing declares, or null: `cart.shop` and `cart.shop.svc` are taken literally by Istio (checks.md F-22), a
 * short name means a Service beside the rule only (F-23), and names are mistyped. `namespace` is that of the rule.
 */
export function meantHost(written: string, namespace: string, push: PushContext): string | null {
  let known = indexes.get(push);
  if (!known) indexes.set(push, (known = knownHosts(push)));
  const [name = '', owner = namespace, ...rest] = written.split('.');
  const isOfCluster = `svc.${CLUSTER_DOMAIN}`.startsWith(rest.join('.')) && known.namesByNamespace.has(owner);
  if (!isOfCluster && written.includes('.')) return nearestName(written, known.others);
  const sameName = known.byName.get(name) ?? [];
  const full = serviceHost(name, owner);
  if (sameName.includes(full)) return full;
  if (sameName.length > 0) return sameName[0] ?? null;
  const nearest = nearestName(name, known.namesByNamespace.get(owner) ?? []);
  if (nearest === null) return null;
  return written.includes('.') ? serviceHost(nearest, owner) : nearest;
}

function knownHosts({ servicesByHost }: PushContext): KnownHosts {
  const byName = new Map<string, string[]>();
  const namesByNamespace = new Map<string, string[]>();
  const others: string[] = [];
  for (const host of servicesByHost.keys()) {
    const service = serviceOfHost(host);
    if (!service) others.push(host);
    else {
      addTo(byName, service.name, host);
      addTo(namesByNamespace, service.namespace, service.name);
    }
  }
  return { byName, namesByNamespace, others };
}

function addTo(map: Map<string, string[]>, key: string, value: string): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}
