import type { ConfigObject } from '../../istio/config.ts';
import { byText } from '../../istio/by-text.ts';
import type { ParentReference } from '../../istio/gateway-api.ts';
import { parentKind } from '../../istio/gateway-api-reference.ts';
import { sourceInside, type Source } from '../../istio/source.ts';
import { hostSubsetOf, matchesHost, resolveShortname } from '../../istio/host.ts';
import { denialOf, isMeant } from './listener-denial.ts';
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
    .toSorted((a, b) => byText(referenceText(a.ref, context), referenceText(b.ref, context)))
    .flatMap(({ ref, source }) => attach(context, route, ref, source, listeners))
    .toSorted((a, b) => byText(nameOf(a), nameOf(b)));
}

function attach(
  context: RouteContext,
  route: Route,
  ref: ParentReference,
  source: Source,
  listeners: readonly ConvertedListener[],
): Attachment[] {
  const { group = 'gateway.networking.k8s.io', name, namespace = context.namespace } = ref;
  const kind = parentKind(ref);
  if (kind === 'Gateway') {
    const ofGateway = listeners.filter(({ parent }) => parent.name === name && parent.namespace === namespace);
    return attachToGateway(context, route, ref, source, ofGateway);
  }
  if (kind === null) {
    const { kind: written = 'Gateway' } = ref;
    const named = group === '' ? written : `${written} of ${group}`;
    return notAttached(context, source, `Istio binds routes to no ${named}.`);
  }
  const hosts = meshHosts(context, kind, name, namespace);
  if (hosts) return [{ kind: 'mesh', hosts, port: ref.port }];
  return notAttached(context, source, `There is no ${kind} ${namespace}/${name}.`);
}

/** The hosts of a service that a route belongs to; null where there is no such service. */
function meshHosts(
  context: RouteContext,
  kind: 'Service' | 'ServiceEntry',
  name: string,
  namespace: string,
): readonly string[] | null {
  if (kind === 'Service') return context.serviceExists(name, namespace) ? [resolveShortname(name, namespace)] : null;
  const entry = context.config.serviceEntries.find(
    ({ metadata }) => metadata.name === name && metadata.namespace === namespace,
  );
  return entry?.spec.hosts ?? null;
}

function attachToGateway(
  context: RouteContext,
  route: Route,
  ref: ParentReference,
  source: Source,
  listeners: readonly ConvertedListener[],
): Attachment[] {
  const gateway = `Gateway ${ref.namespace ?? context.namespace}/${ref.name}`;
  if (listeners.length === 0) return notAttached(context, source, `There is no ${gateway} that Istio runs.`);
  const meant = listeners.filter((listener) => isMeant(ref, listener));
  if (meant.length === 0) {
    const section = [ref.sectionName, ref.port && `port ${ref.port}`].filter(Boolean).join(', ');
    return notAttached(context, source, `${gateway} has no listener ${section}.`);
  }
  const denials = meant.map((listener) => denialOf(context, route.spec.hostnames ?? [], listener));
  const bound = meant.filter((_, index) => denials[index] === null);
  if (bound.length > 0) return bound.map((listener) => gatewayAttachment(listener, listeners));
  const reasons = meant.map(({ listener }, index) => `${listener.name}: ${denials[index]}`).join('; ');
  return notAttached(context, source, `No listener of ${gateway} takes the route (${reasons}).`);
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

function notAttached({ omissions }: RouteContext, source: Source, message: string): [] {
  omissions.push({ source, reason: 'other-gateway', message, culprit: null });
  return [];
}

function nameOf(attachment: Attachment): string {
  return attachment.kind === 'mesh' ? 'mesh' : attachment.internalName;
}

/** The order in which Istio goes through references. */
function referenceText(ref: ParentReference, { namespace }: RouteContext): string {
  const { group = 'gateway.networking.k8s.io', kind = 'Gateway', name, sectionName = '', port = 0 } = ref;
  return `${group}/${kind}/${name}/${sectionName}/${port}.${ref.namespace ?? namespace}`;
}
