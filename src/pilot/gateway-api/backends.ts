import type { BackendRef } from '../../istio/gateway-api.ts';
import { sourceInside, type Source } from '../../istio/source.ts';
import type { Destination, RouteDestination } from '../../istio/virtual-service.ts';
import { CLUSTER_DOMAIN, resolveShortname } from '../host.ts';
import { isBackendGranted } from './reference-grants.ts';
import { reportInvalid, type RouteContext } from './route-context.ts';

/**
 * A backend as Istio's destination. An empty host stands for a backend that may not or cannot be used; `problem` says what is wrong with it. No
 * destination at all: the reference is refused, and the whole route with it.
 */
export type Backend = { readonly destination: Destination | null; readonly problem: string | null };

/** The sum of the weights; an absent one counts 1. */
export function weightSum(refs: readonly BackendRef[]): number {
  return refs.reduce((sum, { weight = 1 }) => sum + weight, 0);
}

/**
 * The destinations of a rule: those of weight 0 are left out, a lone one gets everything (istio-semantics R11.5; conversion.go:buildHTTPDestination).
 * Null: one of them is refused, and with it the whole route.
 */
export function convertBackends(
  context: RouteContext,
  refs: readonly BackendRef[],
  rule: Source,
): (RouteDestination & { source: Source; ref: BackendRef })[] | null {
  const weighted = refs.flatMap((ref, index) =>
    ref.weight === 0 ? [] : { ref, source: sourceInside(rule, 'backendRefs', index) },
  );
  const destinations = weighted.flatMap(({ ref, source }) => {
    const { destination, problem } = convertBackend(context, ref);
    if (problem !== null) reportInvalid(context, source, problem);
    return destination ? { destination, source, ref, ...(weighted.length > 1 && { weight: ref.weight ?? 1 }) } : [];
  });
  return destinations.length === weighted.length ? destinations : null;
}

/** One backend (conversion.go:buildDestination). */
export function convertBackend(context: RouteContext, ref: BackendRef): Backend {
  const { name, port } = ref;
  const namespace = ref.namespace ?? context.namespace;
  if (context.enforceGrants && namespace !== context.namespace && !isBackendGranted(context, ref)) {
    return unusable(
      `No ReferenceGrant in ${namespace} lets a ${context.kind} of ${context.namespace} use ${name}: its share is answered with 500.`,
    );
  }
  const found = hostOf(context, ref, namespace);
  if ('refused' in found) return { destination: null, problem: found.refused };
  if (found.host === '')
    return unusable(
      `${ref.kind ?? 'Service'} is no kind of backend that Istio routes to: its share is answered with 500.`,
    );
  if (port === undefined)
    return { destination: null, problem: `The backend ${name} needs a port: the whole route is left out.` };
  const problem = found.exists ? null : `${found.host} does not exist: its share is answered with 500.`;
  return { destination: { host: found.host, port: { number: port } }, problem };
}

function unusable(problem: string): Backend {
  return { destination: { host: '' }, problem };
}

type HostFound = { readonly host: string; readonly exists: boolean } | { readonly refused: string };

function hostOf(
  { config, serviceExists }: RouteContext,
  { group = '', kind = 'Service', name, namespace: written }: BackendRef,
  namespace: string,
): HostFound {
  const host = resolveShortname(name, namespace);
  if (group === '' && kind === 'Service') {
    if (name.includes('.'))
      return { refused: `${name} must be the name of a Service, not a host name: the whole route is left out.` };
    return { host, exists: serviceExists(name, namespace) };
  }
  if (group === 'multicluster.x-k8s.io' && kind === 'ServiceImport')
    return { host, exists: serviceExists(name, namespace) };
  if (group === 'networking.istio.io' && kind === 'Hostname') {
    if (written !== undefined)
      return { refused: 'A backend of kind Hostname has no namespace: the whole route is left out.' };
    return { host: name, exists: isHostname(config, name) || isServiceHost(serviceExists, name) };
  }
  return { host: '', exists: false };
}

function isHostname({ serviceEntries }: RouteContext['config'], name: string): boolean {
  return serviceEntries.some(({ spec }) => spec.hosts.includes(name));
}

function isServiceHost(serviceExists: RouteContext['serviceExists'], host: string): boolean {
  const [name, namespace, ...suffix] = host.split('.');
  return (
    name !== undefined &&
    namespace !== undefined &&
    suffix.join('.') === `svc.${CLUSTER_DOMAIN}` &&
    serviceExists(name, namespace)
  );
}
