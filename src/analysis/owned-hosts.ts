import { groupByEach } from '../istio/group-by.ts';
import { sourceInside } from '../istio/source.ts';
import { usesGatewaySemantics } from '../pilot/gateway-api/gateway-semantics.ts';
import type { PushContext } from '../pilot/push-context.ts';
import { MESH_GATEWAY } from '../pilot/virtual-service-names.ts';
import { orderedVirtualServices, virtualServicesOf, type VirtualServiceObject } from '../pilot/virtual-services.ts';
import type { Finding } from './finding.ts';
import { makeFinding } from './make-finding.ts';

/** Hosts for which sidecars of the same namespace use another VirtualService: in the mesh they are not merged (istio-semantics R2.10, R2.11; IST0109). */
export function ownedHosts(push: PushContext): Finding[] {
  return sharedHosts(virtualServicesOf(push).virtualServices).flatMap(([host, sharing]) =>
    sharing.flatMap((object) => {
      const order = orderedVirtualServices(push, object.metadata.namespace, MESH_GATEWAY);
      const owner = order.find(({ spec }) => spec.hosts?.includes(host));
      return owner && owner !== object && order.includes(object) ? [ownedBy(owner, object, host)] : [];
    }),
  );
}

/** Hosts that more than one VirtualService of the mesh names. */
function sharedHosts(objects: readonly VirtualServiceObject[]): [string, VirtualServiceObject[]][] {
  const inMesh = objects.filter(
    ({ spec, metadata }) => spec.gateways?.includes(MESH_GATEWAY) && !usesGatewaySemantics(metadata),
  );
  return [...groupByEach(inMesh, ({ spec }) => spec.hosts ?? [])].filter(([, sharing]) => sharing.length > 1);
}

function ownedBy(owner: VirtualServiceObject, { source, spec }: VirtualServiceObject, host: string): Finding {
  const name = `VirtualService \`${owner.metadata.namespace}/${owner.metadata.name}\``;
  return makeFinding({
    code: 'rule.host-owned',
    severity: 'warning',
    message: `In the mesh ${name} has the host \`${host}\` already; the rules here are not used for it.`,
    source: sourceInside(source, 'spec', 'hosts', spec.hosts?.indexOf(host) ?? 0),
    related: [{ source: owner.source, message: `${name} is used` }],
  });
}
