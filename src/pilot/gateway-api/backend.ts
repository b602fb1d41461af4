import type { BackendRef } from '../../istio/gateway-api.ts';
import { backendHost, backendKind } from '../../istio/gateway-api-reference.ts';
import type { Destination } from '../../istio/virtual-service.ts';
import { serviceOfHost } from '../../istio/service-host.ts';
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
  const host = backendHost(ref, context.namespace);
  if (host === null) return { destination: { host: '' }, problem: `Istio routes to no backends of kind ${kind}` };
  if (port === undefined) return { destination: null, problem: `The backend ${name} needs a port` };
  const problem = exists(context, ref, namespace) ? null : `${host} does not exist`;
  return { destination: { host, port: { number: port } }, problem };
}

function refusalOf(ref: BackendRef): string | null {
  const { name, namespace } = ref;
  const kind = backendKind(ref);
  if (kind === 'Service' && name.includes('.')) return `${name} must be the name of a Service, not a host name`;
  return kind === 'Hostname' && namespace !== undefined ? 'A backend of kind Hostname has no namespace' : null;
}

function exists({ config, serviceExists }: RouteContext, ref: BackendRef, namespace: string): boolean {
  if (backendKind(ref) !== 'Hostname') return serviceExists(ref.name, namespace);
  const service = serviceOfHost(ref.name);
  if (service && serviceExists(service.name, service.namespace)) return true;
  return config.serviceEntries.some(({ spec }) => spec.hosts.includes(ref.name));
}
