import type { ObjectMeta } from '../../istio/config.ts';

/** Istio's own marks on the Gateways and VirtualServices that it makes out of the Gateway API (pkg/config/constants). */
export const ROUTE_SEMANTICS = 'internal.istio.io/route-semantics';
export const PARENTS = 'internal.istio.io/parents';
/** Hostnames of the Services behind a converted Gateway, comma separated: it listens on their ports instead of having a selector. */
export const GATEWAY_SERVICE = 'internal.istio.io/gateway-service';

/**
 * Whether an object was made out of the Gateway API: then `prefix` counts whole path segments, a redirect derives its port, a
 * destination with an empty host answers 500, and an identical match needs no name (pilot/pkg/model/virtualservice.go:UseGatewaySemantics).
 */
export function usesGatewaySemantics(metadata: ObjectMeta): boolean {
  return metadata.annotations[ROUTE_SEMANTICS] === 'gateway';
}
