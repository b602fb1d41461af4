import type { ConfigObject } from '../../istio/config.ts';
import type { ParentReference } from '../../istio/gateway-api.ts';
import type { GatewayObject } from '../gateway-selection.ts';
import type { Omission } from '../generate.ts';
import { bindHttpRoutes } from './bind-http-routes.ts';
import { convertGrpcRules, convertHttpRules } from './http-rules.ts';
import { bindTcpRoutes, bindTlsRoutes, convertTcpRules, convertTlsRules } from './l4-routes.ts';
import { convertListeners, type ConvertedListener } from './listeners.ts';
import { mergeHttpRoutes } from './merge-http-routes.ts';
import { byRouteAge } from './route-age.ts';
import type { GatewayApiConfig, RouteContext, RouteKind, VirtualServiceConfig } from './route-context.ts';
import { attachmentsOf, type Attachment } from './route-parents.ts';

export type ConvertedGatewayApi = {
  readonly gateways: readonly GatewayObject[];
  readonly virtualServices: readonly VirtualServiceConfig[];
  readonly omissions: readonly Omission[];
};

/**
 * The objects of the Gateway API as the Gateways and VirtualServices that Istio makes of them inside (istio-semantics §11;
 * pilot/pkg/config/kube/gateway). Sources point at what was written; what Istio does not take is told.
 *
 * @param serviceExists whether a Service may be a parent or a backend; by default those that are declared.
 */
export function convertGatewayApi(
  config: GatewayApiConfig,
  serviceExists = declaredServices(config),
): ConvertedGatewayApi {
  const { listeners, omissions } = convertListeners(config);
  const conversion = { config, serviceExists, listeners, omissions };
  const http = config.httpRoutes.flatMap((route) => convertRoute(conversion, route, convertHttpRules, bindHttpRoutes));
  const grpc = config.grpcRoutes.flatMap((route) => convertRoute(conversion, route, convertGrpcRules, bindHttpRoutes));
  const tcp = config.tcpRoutes.flatMap((route) => convertRoute(conversion, route, convertTcpRules, bindTcpRoutes));
  const tls = config.tlsRoutes.flatMap((route) => convertRoute(conversion, route, convertTlsRules, bindTlsRoutes));
  return {
    gateways: listeners.map(({ gateway }) => gateway),
    virtualServices: [...mergeHttpRoutes([...http, ...grpc], byRouteAge), ...tcp, ...tls],
    omissions,
  };
}

type Route = ConfigObject<RouteKind, { parentRefs?: ParentReference[]; hostnames?: string[] }>;
type Conversion = Pick<RouteContext, 'config' | 'serviceExists' | 'omissions'> & {
  readonly listeners: readonly ConvertedListener[];
};

/** The rules are converted once for gateways and once for the mesh, whichever the route is bound to: grants count at gateways alone. */
function convertRoute<R extends Route, Rule, Bound>(
  { listeners, ...shared }: Conversion,
  route: R,
  rulesOf: (context: RouteContext, route: R) => readonly Rule[] | null,
  bind: (
    route: R,
    attachments: readonly Attachment[],
    rules: { atGateways: readonly Rule[]; inMesh: readonly Rule[] },
  ) => Bound[],
): Bound[] {
  const context = { ...shared, kind: route.kind, namespace: route.metadata.namespace, enforceGrants: true };
  const attachments = attachmentsOf(context, route, listeners);
  const isBoundTo = (kind: Attachment['kind']) => attachments.some((attachment) => attachment.kind === kind);
  return bind(route, attachments, {
    atGateways: (isBoundTo('Gateway') && rulesOf(context, route)) || [],
    inMesh: (isBoundTo('mesh') && rulesOf({ ...context, enforceGrants: false }, route)) || [],
  });
}

function declaredServices({ services }: GatewayApiConfig): RouteContext['serviceExists'] {
  const declared = new Set(services.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`));
  return (name, namespace) => declared.has(`${namespace}/${name}`);
}
