import type { ConfigObject, ObjectMeta } from '../../istio/config.ts';

/** Istio's own marks on the Gateways and VirtualServices that it makes out of the Gateway API (pkg/config/constants). */
const ROUTE_SEMANTICS = 'internal.istio.io/route-semantics';
export const GATEWAY_SEMANTICS = 'internal.istio.io/gateway-semantics';
export const PARENTS = 'internal.istio.io/parents';
/** Hostnames of the Services behind a converted Gateway, comma separated: it listens on their ports instead of having a selector. */
export const GATEWAY_SERVICE = 'internal.istio.io/gateway-service';
/** Our mark: the name of the Kubernetes Gateway whose proxies Istio deploys itself (upstream tells them by their service account). */
export const DEPLOYED_GATEWAY = 'signalbox/deployed-gateway';

/**
 * Whether a VirtualService was made out of the Gateway API: then `prefix` counts whole path segments, a redirect derives its port, a
 * destination with an empty host answers 500, and an identical match needs no name (pilot/pkg/model/virtualservice.go:UseGatewaySemantics).
 */
export function usesGatewaySemantics(metadata: ObjectMeta): boolean {
  return metadata.annotations[ROUTE_SEMANTICS] === 'gateway';
}

/** The marks of a VirtualService that a route became. */
export function routeAnnotations({ kind, metadata }: ConfigObject<string, unknown>): Record<string, string> {
  return { [ROUTE_SEMANTICS]: 'gateway', [PARENTS]: `${kind}/${metadata.name}.${metadata.namespace}` };
}

/** What a VirtualService is called where people read of it: by its own kind and name, or by those of the routes that it was made of. */
export function namedInText({ name, namespace, annotations }: ObjectMeta): string {
  const parents = annotations[PARENTS];
  if (parents === undefined) return `VirtualService ${namespace}/${name}`;
  const routes = parents.split(',').map((parent) => parent.replace(/^([^/]+)\/(.+)\.([^.]+)$/, '$1 $3/$2'));
  return [...new Set(routes)].join(', ');
}

/** A Gateway as people wrote it: of one of the Gateway API without the listener that it was made of. */
export function gatewayInText(gateway: string): string {
  return gateway.split('~')[0] ?? gateway;
}
