import type { IstioConfig } from '../istio/config.ts';
import type { BackendRef, ParentReference, RouteFilter } from '../istio/gateway-api.ts';
import { backendKind, parentKind } from '../istio/gateway-api-reference.ts';
import type { Destination, VirtualService } from '../istio/virtual-service.ts';
import { CLUSTER_DOMAIN } from '../istio/service-host.ts';
import { isWildcard, resolveShortname } from '../istio/host.ts';
import type { Protocol } from './service.ts';

/** A host that a rule takes to be a service, and what the rule says of it. */
export type HostMention = {
  readonly host: string;
  readonly namespace: string;
  readonly port: number | null;
  readonly protocol: Protocol;
};

/** Every host that VirtualServices, DestinationRules and routes of the Gateway API take to be a service, in their order; patterns name none. */
export function hostMentions(config: IstioConfig): HostMention[] {
  const all = [
    ...config.virtualServices.flatMap(({ metadata, spec }) => virtualServiceMentions(spec, metadata.namespace)),
    ...config.destinationRules.flatMap(({ metadata, spec }) => {
      const ports = (spec.trafficPolicy?.portLevelSettings ?? []).map(({ port }) => port?.number);
      return [undefined, ...ports].map((port) => mention(spec.host, port, 'HTTP', metadata.namespace));
    }),
    ...config.httpRoutes.flatMap((route) => routeMentions(route, 'HTTP')),
    ...config.grpcRoutes.flatMap((route) => routeMentions(route, 'GRPC')),
    ...config.tcpRoutes.flatMap((route) => routeMentions(route, 'TCP')),
    ...config.tlsRoutes.flatMap((route) => routeMentions(route, 'TLS')),
  ];
  return all.filter(({ host }) => host !== '' && !isWildcard(host));
}

function virtualServiceMentions(spec: VirtualService, namespace: string): HostMention[] {
  const { http = [], tls = [], tcp = [] } = spec;
  const to = ({ host, port }: Destination, protocol: Protocol) => mention(host, port?.number, protocol, namespace);
  const routes = http.flatMap(({ route = [], mirror, mirrors = [] }) =>
    [route, mirrors].flatMap((list) => list.map(({ destination }) => destination)).concat(mirror ?? []),
  );
  return [
    ...ownHosts(spec, namespace),
    ...routes.map((destination) => to(destination, 'HTTP')),
    ...tls.flatMap(({ route = [] }) => route.map(({ destination }) => to(destination, 'TLS'))),
    ...tcp.flatMap(({ route = [] }) => route.map(({ destination }) => to(destination, 'TCP'))),
  ];
}

/** A VirtualService of the mesh speaks of services where its hosts are names of the cluster; ports that its matches ask for are theirs. */
function ownHosts({ hosts = [], gateways = ['mesh'], ...rules }: VirtualService, namespace: string): HostMention[] {
  if (!gateways.includes('mesh')) return [];
  const sections: [Protocol, readonly { match?: readonly { port?: number }[] }[] | undefined][] = [
    ['HTTP', rules.http],
    ['TLS', rules.tls],
    ['TCP', rules.tcp],
  ];
  return hosts.filter(isClusterName).flatMap((host) =>
    sections.flatMap(([protocol, section = []]) => {
      const ports = section.flatMap(({ match = [] }) => match.map(({ port }) => port));
      return section.length > 0 ? [undefined, ...ports].map((port) => mention(host, port, protocol, namespace)) : [];
    }),
  );
}

type Route = {
  readonly metadata: { readonly namespace: string };
  readonly spec: {
    parentRefs?: ParentReference[];
    rules?: { backendRefs?: BackendRef[]; filters?: RouteFilter[] }[];
  };
};

/** Backends, mirrors and Services that a route is bound to. */
function routeMentions({ metadata, spec }: Route, protocol: Protocol): HostMention[] {
  const { parentRefs = [], rules = [] } = spec;
  const parents = parentRefs.filter((parent) => parentKind(parent) === 'Service');
  const backends = rules.flatMap(({ backendRefs = [], filters = [] }) =>
    backendRefs.concat(filters.flatMap(({ requestMirror }) => requestMirror?.backendRef ?? [])),
  );
  return [...parents, ...backends.filter((backend) => backendKind(backend) === 'Service')].map(
    ({ name, namespace = metadata.namespace, port }) => mention(name, port, protocol, namespace),
  );
}

function mention(name: string, port: number | undefined, protocol: Protocol, namespace: string): HostMention {
  const host = resolveShortname(name, namespace);
  return { host, namespace: namespaceOf(host) ?? namespace, port: port ?? null, protocol };
}

function isClusterName(host: string): boolean {
  return !host.includes('.') || namespaceOf(host) !== null;
}

/** The namespace in a Service's full name. */
function namespaceOf(host: string): string | null {
  return host.endsWith(`.svc.${CLUSTER_DOMAIN}`) ? (host.split('.')[1] ?? null) : null;
}
