import type { ConfigObject } from '../istio/config.ts';
import type { VirtualService } from '../istio/virtual-service.ts';
import { byAge } from './config-age.ts';
import { mergeDelegates } from './delegates.ts';
import { usesGatewaySemantics } from './gateway-api/gateway-semantics.ts';
import type { Omission } from './generate.ts';
import { memoByParts } from './memo-by-parts.ts';
import type { PushContext } from './push-context.ts';
import { MESH_GATEWAY, withFullNames } from './virtual-service-names.ts';
import { isVisible } from './visibility.ts';

export type VirtualServiceObject = ConfigObject<'VirtualService', VirtualService>;

/** All VirtualServices of the mesh, ready for use: names written out, delegates merged, oldest first. */
export type VirtualServices = {
  readonly virtualServices: readonly VirtualServiceObject[];
  /** Delegates that could not be used. */
  readonly omissions: readonly Omission[];
};

const cache = new WeakMap<PushContext, VirtualServices>();

/** The same object for the same one, so that what was made of it can be kept. */
const fullyNamed = memoByParts({ object: 'object' }, ({ object }: { readonly object: VirtualServiceObject }) =>
  withFullNames(object),
);

/** The VirtualServices of the mesh; computed once per push. */
export function virtualServicesOf(push: PushContext): VirtualServices {
  const known = cache.get(push);
  if (known) return known;
  const named = push.config.virtualServices.map((one) =>
    usesGatewaySemantics(one.metadata) ? one : fullyNamed({ object: one }),
  );
  const sorted = named.toSorted(byAge);
  const made = mergeDelegates(sorted, push.mesh.defaultVirtualServiceExportTo);
  cache.set(push, made);
  return made;
}

/**
 * The VirtualServices that name a gateway (`mesh`, or `namespace/name`) and that proxies of a namespace see, in order of precedence: those kept to
 * their own namespace, those exported to this one by name, then public ones, each oldest first; in the mesh routes of the Gateway API of the proxy's
 * namespace first (istio-semantics R2.5, R2.6, R2.10; pilot/pkg/model/virtualservice.go:SelectVirtualServices, push_context.go:initVirtualServices).
 */
export function orderedVirtualServices(
  push: PushContext,
  proxyNamespace: string,
  gatewayName: string,
): readonly VirtualServiceObject[] {
  const bound = virtualServicesOf(push).virtualServices.filter(({ spec }) => spec.gateways?.includes(gatewayName));
  const inBucket = (bucket: Bucket) => bound.filter((one) => bucketOf(push, one, proxyNamespace) === bucket);
  const [own, named, open] = [inBucket('own'), inBucket('named'), inBucket('public')];
  if (gatewayName !== MESH_GATEWAY) return [...own, ...named, ...consumersFirst(open, proxyNamespace)];
  return [own, named, open].flatMap((bucket) => consumersFirst(bucket, proxyNamespace));
}

/** Where a VirtualService may be used: what it says, else what the mesh says. */
export function exportToOf(push: PushContext, { spec }: VirtualServiceObject): readonly string[] {
  return spec.exportTo?.length ? spec.exportTo : push.mesh.defaultVirtualServiceExportTo;
}

/** How a VirtualService came to be visible: kept to its own namespace, exported by name, or to all. */
type Bucket = 'own' | 'named' | 'public';

function bucketOf(push: PushContext, virtualService: VirtualServiceObject, proxyNamespace: string): Bucket | null {
  const exportTo = exportToOf(push, virtualService);
  const { namespace } = virtualService.metadata;
  if (!isVisible(exportTo, namespace, proxyNamespace)) return null;
  if (exportTo.includes('*')) return 'public';
  return namespace === proxyNamespace ? 'own' : 'named';
}

function consumersFirst(bucket: readonly VirtualServiceObject[], proxyNamespace: string): VirtualServiceObject[] {
  const isConsumer = ({ metadata }: VirtualServiceObject) =>
    usesGatewaySemantics(metadata) && metadata.namespace === proxyNamespace;
  return [...bucket.filter(isConsumer), ...bucket.filter((one) => !isConsumer(one))];
}
