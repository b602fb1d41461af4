import type { BackendRef, ParentReference } from './gateway-api.ts';
import { resolveShortname } from './host.ts';

/** The group that Istio's own kind of backend, Hostname, is of (conversion.go:buildDestination). */
export const HOSTNAME_GROUP = 'networking.istio.io';

/** What a route can be bound to. */
export type ParentKind = 'Gateway' | 'Service' | 'ServiceEntry';

/** What a route can send to. */
export type BackendKind = 'Service' | 'ServiceImport' | 'Hostname';

const parentKinds: Readonly<Record<string, ParentKind>> = {
  'gateway.networking.k8s.io/Gateway': 'Gateway',
  '/Service': 'Service',
  'networking.istio.io/ServiceEntry': 'ServiceEntry',
};

const backendKinds: Readonly<Record<string, BackendKind>> = {
  '/Service': 'Service',
  'multicluster.x-k8s.io/ServiceImport': 'ServiceImport',
  [`${HOSTNAME_GROUP}/Hostname`]: 'Hostname',
};

/** The kind of a route's parent, a Gateway unless it says another group and kind; null: Istio binds routes to no such thing (conversion.go:toInternalParentReference). */
export function parentKind({
  group = 'gateway.networking.k8s.io',
  kind = 'Gateway',
}: ParentReference): ParentKind | null {
  return parentKinds[`${group}/${kind}`] ?? null;
}

/** Whether a parent is a service of the mesh, so that its clients' sidecars use the route (istio-semantics R11.1). */
export function isMeshParent(parent: ParentReference): boolean {
  const kind = parentKind(parent);
  return kind === 'Service' || kind === 'ServiceEntry';
}

/** The kind of a backend, a Service unless it says another group and kind; null: Istio routes to no such thing (conversion.go:buildDestination). */
export function backendKind({ group = '', kind = 'Service' }: Pick<BackendRef, 'group' | 'kind'>): BackendKind | null {
  return backendKinds[`${group}/${kind}`] ?? null;
}

/** The full host name of a backend: a Service of the route's namespace unless it says another, or a Hostname as it is; null where its kind is none. */
export function backendHost(backend: BackendRef, routeNamespace: string): string | null {
  const { name, namespace = routeNamespace } = backend;
  const kind = backendKind(backend);
  if (kind === null) return null;
  return kind === 'Hostname' ? name : resolveShortname(name, namespace);
}
