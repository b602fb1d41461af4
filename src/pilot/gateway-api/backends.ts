import type { BackendRef } from '../../istio/gateway-api.ts';
import { sourceInside, type Source } from '../../istio/source.ts';
import type { RouteDestination } from '../../istio/virtual-service.ts';
import { convertBackend } from './backend.ts';
import { reportInvalid, type RouteContext } from './route-context.ts';

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
    const consequence = destination ? 'its share is answered with 500' : 'the whole route is left out';
    if (problem !== null) reportInvalid(context, source, `${problem}: ${consequence}.`);
    return destination ? { destination, source, ref, ...(weighted.length > 1 && { weight: ref.weight ?? 1 }) } : [];
  });
  return destinations.length === weighted.length ? destinations : null;
}
