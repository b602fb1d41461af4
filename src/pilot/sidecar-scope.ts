import type { IstioEgressListener, OutboundTrafficPolicy } from '../istio/sidecar.ts';
import { readEgressHosts, importsVirtualService } from './egress-hosts.ts';
import { usesGatewaySemantics } from './gateway-api/gateway-semantics.ts';
import { importedServices, visibleServices } from './imported-services.ts';
import { memoByParts } from './memo-by-parts.ts';
import { withServices, type ServicesByHost } from './merge-services.ts';
import type { Proxy } from './proxy.ts';
import type { PushContext } from './push-context.ts';
import { routedServices } from './routed-services.ts';
import type { MeshService } from './service.ts';
import { sidecarFor, type SidecarObject } from './sidecar-selection.ts';
import { MESH_GATEWAY } from './virtual-service-names.ts';
import { orderedVirtualServices, type VirtualServiceObject } from './virtual-services.ts';

/** What one egress listener of a Sidecar lets a proxy see. A proxy without a Sidecar has one that imports everything. */
export type EgressListener = {
  readonly listener: IstioEgressListener;
  /** Null: for every port that no listener before it names. */
  readonly port: number | null;
  readonly services: readonly MeshService[];
  readonly virtualServices: readonly VirtualServiceObject[];
};

/** What a proxy sees of the mesh (istio-semantics R2.7). */
export type SidecarScope = {
  /** The Sidecar that narrows it; null for none, and always for gateways. */
  readonly sidecar: SidecarObject | null;
  readonly egressListeners: readonly EgressListener[];
  /** Those that have clusters: imported ones and those that imported VirtualServices route to. */
  readonly services: readonly MeshService[];
  readonly servicesByHost: ServicesByHost;
  readonly outboundTrafficPolicy: OutboundTrafficPolicy;
};

const cache = new WeakMap<PushContext, Map<string, SidecarScope>>();

/** The scope of a proxy; computed once per push and kind of proxy. */
export function sidecarScopeOf(push: PushContext, proxy: Proxy): SidecarScope {
  const scopes = cache.get(push) ?? new Map<string, SidecarScope>();
  cache.set(push, scopes);
  const sidecar = proxy.type === 'gateway' ? null : sidecarFor(push, proxy);
  const name = sidecar && `${sidecar.metadata.namespace}/${sidecar.metadata.name}`;
  const key = [proxy.type, proxy.namespace, name].join(' ');
  const known = scopes.get(key);
  if (known) return known;
  const scope = proxy.type === 'gateway' ? gatewayScope(push, proxy) : narrowedScope(push, proxy, sidecar);
  scopes.set(key, scope);
  return scope;
}

/** A gateway sees all that is exported to its namespace (sidecar.go:DefaultSidecarScopeForGateway). */
function gatewayScope(push: PushContext, { namespace }: Proxy): SidecarScope {
  const { outboundTrafficPolicy } = push.mesh;
  const servicesByHost = joined({ known: noServices, further: seenBy({ services: push.services, namespace }) });
  return { sidecar: null, egressListeners: [], ...withList({ servicesByHost }), outboundTrafficPolicy };
}

const importAll: IstioEgressListener = { hosts: ['*/*'] };

/** sidecar.go:convertToSidecarScope. */
function narrowedScope(push: PushContext, { namespace }: Proxy, sidecar: SidecarObject | null): SidecarScope {
  const egress = sidecar?.spec.egress?.length ? sidecar.spec.egress : [importAll];
  const egressListeners = egress.map((listener) => egressListenerOf(push, namespace, listener));
  let servicesByHost = noServices;
  for (const { listener, port, services, virtualServices } of egressListeners) {
    const routed = routedServices(push, namespace, virtualServices, isHttpProxy(listener) ? null : port);
    servicesByHost = withServices(joined({ known: servicesByHost, further: services }), routed);
  }
  return {
    sidecar,
    egressListeners,
    ...withList({ servicesByHost }),
    outboundTrafficPolicy: outboundTrafficPolicyOf(push, sidecar),
  };
}

function egressListenerOf(push: PushContext, namespace: string, listener: IstioEgressListener): EgressListener {
  const port = listener.port?.number ?? null;
  const hosts = readEgressHosts(listener.hosts, namespace);
  return {
    listener,
    port,
    services: importedBy({ services: push.services, listener, namespace }),
    virtualServices: orderedVirtualServices(push, namespace, MESH_GATEWAY).filter(({ metadata, spec }) =>
      importsVirtualService(
        hosts,
        spec.hosts ?? [],
        metadata.namespace,
        usesGatewaySemantics(metadata) ? 'covered' : 'either-way',
      ),
    ),
  };
}

// These do not rest on VirtualServices: while those alone change they stay the same objects, and so does what is made of them.
const noServices: ServicesByHost = new Map();

const importedBy = memoByParts(
  { services: 'object', listener: 'object', namespace: 'scalar' },
  ({ services, listener, namespace }: Visible & { readonly listener: IstioEgressListener }): MeshService[] => {
    const port = isHttpProxy(listener) ? null : (listener.port?.number ?? null);
    return importedServices({ services }, namespace, readEgressHosts(listener.hosts, namespace), port);
  },
);

const seenBy = memoByParts({ services: 'object', namespace: 'scalar' }, ({ services, namespace }: Visible) =>
  visibleServices({ services }, namespace),
);

type Visible = Pick<PushContext, 'services'> & { readonly namespace: string };

const joined = memoByParts(
  { known: 'object', further: 'object' },
  ({ known, further }: { readonly known: ServicesByHost; readonly further: readonly MeshService[] }) =>
    withServices(known, further),
);

/** The services as a map and as a list. */
const withList = memoByParts(
  { servicesByHost: 'object' },
  ({ servicesByHost }: Pick<SidecarScope, 'servicesByHost'>) => ({
    servicesByHost,
    services: [...servicesByHost.values()],
  }),
);

/** A listener for HTTP proxy requests takes those for every port. */
function isHttpProxy({ port }: IstioEgressListener): boolean {
  return port?.protocol?.toUpperCase() === 'HTTP_PROXY';
}

/** A Sidecar's own block without a mode means REGISTRY_ONLY (istio-semantics R10.15). */
function outboundTrafficPolicyOf({ mesh }: PushContext, sidecar: SidecarObject | null): OutboundTrafficPolicy {
  const own = sidecar?.spec.outboundTrafficPolicy;
  return own ? { mode: 'REGISTRY_ONLY', ...own } : mesh.outboundTrafficPolicy;
}
