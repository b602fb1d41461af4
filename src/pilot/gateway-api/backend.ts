import type { BackendRef } from '../../istio/gateway-api.ts';
import type { Destination } from '../../istio/virtual-service.ts';
import { serviceOfHost } from '../../istio/service-host.ts';
import { resolveShortname } from '../../istio/host.ts';
import { isBackendGranted } from './reference-grants.ts';
import type { RouteContext } from './route-context.ts';

/**
 * A backend as Istio's destination, and what is wrong with it: a destination that cannot be used (an empty host where nothing is known of it)
 * answers 500. Null: the reference is refused, and the whole route with it.
 */
export type Backend = { readonly destination: Destination | null; readonly problem: string | null };

/** Looks a backend up, and its grant where it needs one (conversion.go:buildDestination). */
export function convertBackend(context: RouteContext, ref: BackendRef): Backend {
  const { name, port, kind = 'Service' } = ref;
  const namespace = ref.namespace ?? context.namespace;
  if (context.enforceGrants && namespace !== context.namespace && !isBackendGranted(context, ref)) {
    const problem = `No ReferenceGrant in ${namespace} lets a ${context.kind} of ${context.namespace} use ${name}`;
    return { destination: { host: '' }, problem };
  }
  const refusal = refusalOf(ref);
  if (refusal !== null) return { destination: null, problem: refusal };
  const found = hostOf(context, ref, namespace);
  if (!found) return { destination: { host: '' }, problem: `Istio routes to no backends of kind ${kind}` };
  if (port === undefined) return { destination: null, problem: `The backend ${name} needs a port` };
  const problem = found.exists ? null : `${found.host} does not exist`;
  return { destination: { host: found.host, port: { number: port } }, problem };
}

function refusalOf({ name, namespace, ...ref }: BackendRef): string | null {
  if (isService(ref) && name.includes('.')) return `${name} must be the name of a Service, not a host name`;
  return isHostname(ref) && namespace !== undefined ? 'A backend of kind Hostname has no namespace' : null;
}

type Kind = Pick<BackendRef, 'group' | 'kind'>;

function isService({ group = '', kind = 'Service' }: Kind): boolean {
  return group === '' && kind === 'Service';
}

function isServiceImport({ group, kind }: Kind): boolean {
  return group === 'multicluster.x-k8s.io' && kind === 'ServiceImport';
}

function isHostname({ group, kind }: Kind): boolean {
  return group === 'networking.istio.io' && kind === 'Hostname';
}

/** Null: no kind of backend that Istio knows. */
function hostOf(context: RouteContext, ref: BackendRef, namespace: string): { host: string; exists: boolean } | null {
  const { name } = ref;
  if (isHostname(ref)) return { host: name, exists: hostnameExists(context, name) };
  if (!isService(ref) && !isServiceImport(ref)) return null;
  return { host: resolveShortname(name, namespace), exists: context.serviceExists(name, namespace) };
}

function hostnameExists({ config, serviceExists }: RouteContext, host: string): boolean {
  const service = serviceOfHost(host);
  if (service && serviceExists(service.name, service.namespace)) return true;
  return config.serviceEntries.some(({ spec }) => spec.hosts.includes(host));
}
