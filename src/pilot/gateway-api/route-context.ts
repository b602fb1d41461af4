import type { ConfigObject, IstioConfig } from '../../istio/config.ts';
import type { Source } from '../../istio/source.ts';
import type { VirtualService } from '../../istio/virtual-service.ts';
import type { Omission } from '../generate.ts';

/** The kinds of routes of the Gateway API that Istio converts. */
export type RouteKind = 'HTTPRoute' | 'GRPCRoute' | 'TCPRoute' | 'TLSRoute';

/** What the conversion of one route looks at and where it tells what it left out. */
export type RouteContext = {
  readonly config: GatewayApiConfig;
  readonly serviceExists: (name: string, namespace: string) => boolean;
  readonly kind: RouteKind;
  readonly namespace: string;
  /** Whether backends of other namespaces need a ReferenceGrant: at gateways they do, in the mesh they do not (istio-semantics R11.5). */
  readonly enforceGrants: boolean;
  readonly omissions: Omission[];
};

/** The objects that the conversion rests on. */
export type GatewayApiConfig = Pick<
  IstioConfig,
  | 'kubernetesGateways'
  | 'httpRoutes'
  | 'grpcRoutes'
  | 'tcpRoutes'
  | 'tlsRoutes'
  | 'referenceGrants'
  | 'namespaces'
  | 'services'
  | 'serviceEntries'
  | 'others'
>;

export type VirtualServiceConfig = ConfigObject<'VirtualService', VirtualService>;

/** Records that a part is not converted as written. */
export function reportInvalid({ omissions }: RouteContext, source: Source, message: string): void {
  omissions.push({ source, reason: 'invalid', message, culprit: null });
}
