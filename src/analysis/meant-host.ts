import { groupBy } from '../istio/group-by.ts';
import { nearestName } from '../istio/nearest-name.ts';
import { CLUSTER_DOMAIN, serviceHost, serviceOfHost, type ServiceName } from '../istio/service-host.ts';
import type { PushContext } from '../pilot/push-context.ts';

/** The hosts of a push, sorted for guessing. Services of the cluster are known by name and namespace, all others by their whole name. */
type KnownHosts = {
  readonly byName: ReadonlyMap<string, readonly ServiceName[]>;
  readonly byNamespace: ReadonlyMap<string, readonly ServiceName[]>;
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
  const isOfCluster = `svc.${CLUSTER_DOMAIN}`.startsWith(rest.join('.')) && known.byNamespace.has(owner);
  if (!isOfCluster && written.includes('.')) return nearestName(written, known.others);
  const sameName = known.byName.get(name) ?? [];
  const meant = sameName.find((service) => service.namespace === owner) ?? sameName[0];
  if (meant) return serviceHost(meant.name, meant.namespace);
  const beside = known.byNamespace.get(owner) ?? [];
  const nearest = nearestName(
    name,
    beside.map((service) => service.name),
  );
  if (nearest === null) return null;
  return written.includes('.') ? serviceHost(nearest, owner) : nearest;
}

function knownHosts({ servicesByHost }: PushContext): KnownHosts {
  const hosts = [...servicesByHost.keys()];
  const services = hosts.flatMap((host) => serviceOfHost(host) ?? []);
  return {
    byName: groupBy(services, ({ name }) => name),
    byNamespace: groupBy(services, ({ namespace }) => namespace),
    others: hosts.filter((host) => serviceOfHost(host) === null),
  };
}
