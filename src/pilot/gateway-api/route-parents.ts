import type { ConfigObject } from '../../istio/config.ts';
import type { ParentReference } from '../../istio/gateway-api.ts';
import { sourceInside, type Source } from '../../istio/source.ts';
import { hostSubsetOf, matchesHost, resolveShortname } from '../host.ts';
import type { ConvertedListener } from './listeners.ts';
import type { RouteContext } from './route-context.ts';

/** What a route is bound to: a listener of a Gateway, or a service in the mesh. */
export type Attachment = GatewayAttachment | MeshAttachment;
export type GatewayAttachment = {
  readonly kind: 'Gateway';
  /** `namespace/name` of the Istio Gateway that the listener became. */
  readonly internalName: string;
  /** The listener's hostname; '' where it has none. */
  readonly hostname: string;
  /** Hostnames of other listeners of the same port and protocol: what they cover more exactly is theirs (istio-semantics R11.8). */
  readonly others: readonly string[];
};
export type MeshAttachment = {
  readonly kind: 'mesh';
  /** The hosts of the service. */
  readonly hosts: readonly string[];
  readonly port: number | undefined;
};

type Route = ConfigObject<string, { parentRefs?: ParentReference[]; hostnames?: string[] }>;

/** Everything that a route's `parentRefs` bind it to; references that bind it to nothing are told (conversion.go:extractParentReferenceInfo). */
export function attachmentsOf(
  context: RouteContext,
  route: Route,
  listeners: readonly ConvertedListener[],
): Attachment[] {
  const refs = (route.spec.parentRefs ?? []).map((ref, index) => ({
    ref,
    source: sourceInside(route.source, 'spec', 'parentRefs', index),
  }));
  return refs
    .toSorted((a, b) => compare(referenceText(a.ref, context), referenceText(b.ref, context)))
    .flatMap(({ ref, source }) => attach(context, route, ref, source, listeners))
    .toSorted((a, b) => compare(nameOf(a), nameOf(b)));
}

function attach(
  context: RouteContext,
  route: Route,
  ref: ParentReference,
  source: Source,
  listeners: readonly ConvertedListener[],
): Attachment[] {
  const { group = 'gateway.networking.k8s.io', kind = 'Gateway' } = ref;
  const namespace = ref.namespace ?? context.namespace;
  if (group === 'gateway.networking.k8s.io' && kind === 'Gateway') {
    const ofGateway = listeners.filter(({ parent }) => parent.name === ref.name && parent.namespace === namespace);
    return attachToGateway(context, route, ref, source, ofGateway);
  }
  const hosts = meshHosts(context, `${group}/${kind}`, ref.name, namespace);
  if (hosts) return [{ kind: 'mesh', hosts, port: ref.port }];
  notAttached(context, source, `There is no ${kind} ${namespace}/${ref.name} that a route could belong to.`);
  return [];
}

/** The hosts of a service that a route belongs to; null where there is no such service. */
function meshHosts(
  { config, serviceExists }: RouteContext,
  groupKind: string,
  name: string,
  namespace: string,
): readonly string[] | null {
  if (groupKind === '/Service') return serviceExists(name, namespace) ? [resolveShortname(name, namespace)] : null;
  if (groupKind !== 'networking.istio.io/ServiceEntry') return null;
  return (
    config.serviceEntries.find(({ metadata }) => metadata.name === name && metadata.namespace === namespace)?.spec
      .hosts ?? null
  );
}

function attachToGateway(
  context: RouteContext,
  route: Route,
  ref: ParentReference,
  source: Source,
  listeners: readonly ConvertedListener[],
): Attachment[] {
  const denials = listeners.map((listener) => ({ listener, denial: denialOf(context, route, ref, listener) }));
  const bound = denials
    .filter(({ denial }) => denial === null)
    .map(({ listener }) => gatewayAttachment(listener, listeners));
  const namespace = ref.namespace ?? context.namespace;
  if (listeners.length === 0)
    notAttached(context, source, `There is no Gateway ${namespace}/${ref.name} that Istio runs.`);
  else if (bound.length === 0) {
    const messages = denials.map(({ listener, denial }) => `${listener.listener.name}: ${denial}`);
    notAttached(
      context,
      source,
      `No listener of Gateway ${namespace}/${ref.name} takes the route (${messages.join('; ')}).`,
    );
  }
  return bound;
}

/** Why a listener does not take a route, or null where it does (conversion.go:referenceAllowed). */
function denialOf(
  context: RouteContext,
  route: Route,
  { port, sectionName }: ParentReference,
  { listener, hosts, allowedKinds }: ConvertedListener,
): string | null {
  if (port !== undefined && port !== listener.port) return `its port is not ${port}`;
  if (sectionName !== undefined && sectionName !== listener.name) return `its name is not ${sectionName}`;
  const { hostnames = [] } = route.spec;
  const overlapping = hosts.filter((host) => {
    const name = host.slice(host.indexOf('/') + 1);
    return (hostnames.length > 0 ? hostnames : ['*']).some((hostname) => matchesHost(name, hostname));
  });
  if (overlapping.length === 0) return `none of the hostnames is one of ${listener.hostname ?? '*'}`;
  const isOpen = overlapping.some((host) => !host.includes('/') || host.startsWith(`${context.namespace}/`));
  if (!isOpen) return `it takes no routes of namespace ${context.namespace}`;
  return allowedKinds.includes(context.kind) ? null : `it takes no ${context.kind}`;
}

function gatewayAttachment(own: ConvertedListener, listeners: readonly ConvertedListener[]): GatewayAttachment {
  const { metadata } = own.gateway;
  const hostname = own.listener.hostname ?? '';
  const others = listeners
    .filter(({ listener }) => listener.port === own.listener.port && listener.protocol === own.listener.protocol)
    .map(({ listener }) => listener.hostname ?? '');
  return {
    kind: 'Gateway',
    internalName: `${metadata.namespace}/${metadata.name}`,
    hostname,
    others: [...new Set(others)].filter((other) => other !== hostname),
  };
}

/** Whether a host of a route is this listener's and not that of a more exact one (conversion.go:hostnameAllowedByIsolation). */
export function isAllowedByIsolation({ hostname, others }: GatewayAttachment, host: string): boolean {
  if (hostname !== '' && !hostname.startsWith('*')) return true;
  if (hostname !== '' && !matchesHost(host, hostname)) return false;
  return !others.some((other) => hostname.length <= other.length && hostSubsetOf(host, other));
}

function notAttached({ omissions }: RouteContext, source: Source, message: string): void {
  omissions.push({ source, reason: 'other-gateway', message, culprit: null });
}

function nameOf(attachment: Attachment): string {
  return attachment.kind === 'mesh' ? 'mesh' : attachment.internalName;
}

/** The order in which Istio goes through references. */
function referenceText(ref: ParentReference, { namespace }: RouteContext): string {
  const { group = 'gateway.networking.k8s.io', kind = 'Gateway', name, sectionName = '', port = 0 } = ref;
  return `${group}/${kind}/${name}/${sectionName}/${port}.${ref.namespace ?? namespace}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
