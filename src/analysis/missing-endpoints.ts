import { hasLabels } from '../istio/labels.ts';
import { destinationRuleFor } from '../pilot/destination-rules.ts';
import { resolveShortname } from '../istio/host.ts';
import type { PushContext } from '../pilot/push-context.ts';
import { findsEndpointsLater, hasAssumedEndpoints, type MeshService } from '../pilot/service.ts';
import type { NamedDestination } from './destinations.ts';
import type { Finding } from './finding.ts';
import { makeFinding } from './make-finding.ts';
import { servicesOf } from './service-lookup.ts';

type Labels = Readonly<Record<string, string>>;

/**
 * A destination that requests are sent to and where no pod is, or none that is ready: the proxy answers 503 (flag UH), a copy is lost. Said only where the
 * workspace declares pods, and not of a weight of 0: such a version may be still to come. `namespace` is that of the rule.
 */
export function missingEndpoints(named: NamedDestination, namespace: string, push: PushContext): Finding | null {
  const { destination, source, role, isIdle } = named;
  const host = resolveShortname(destination.host, namespace);
  const [service, ...others] = servicesOf(push, host);
  if (!service || others.length > 0 || isIdle) return null;
  if (hasAssumedEndpoints(service) || findsEndpointsLater(service)) return null;
  const labels = labelsOf(destination.subset, service, namespace, push);
  if (!labels) return null;
  const endpoints = service.endpoints.filter((endpoint) => hasLabels(endpoint.labels, labels));
  if (endpoints.some(({ ready }) => ready)) return null;
  const words = Object.entries(labels).map(([key, value]) => `\`${key}=${value}\``);
  const which = words.length === 0 ? `of \`${host}\`` : `of \`${host}\` with ${words.join(', ')}`;
  const state = endpoints.length === 0 ? `There is no pod ${which}.` : `No pod ${which} is ready.`;
  const effect = role === 'mirror' ? 'The copies are lost.' : 'The proxy answers 503 (flag `UH`).';
  return makeFinding({
    code: 'reference.endpoints',
    severity: 'warning',
    message: `${state} ${effect}`,
    source,
    related: service.source ? [{ source: service.source, message: 'The service' }] : [],
  });
}

/** The labels of a subset as callers beside the rule have it; null where they have no such subset. */
function labelsOf(
  subset: string | undefined,
  service: MeshService,
  namespace: string,
  push: PushContext,
): Labels | null {
  if (!subset) return {};
  const used = destinationRuleFor(push, { type: 'sidecar', namespace, labels: {} }, service);
  const found = used?.subsets.find(({ value }) => value.name === subset);
  return found ? (found.value.labels ?? {}) : null;
}
