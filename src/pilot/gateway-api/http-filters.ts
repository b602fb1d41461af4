import type { RouteFilter } from '../../istio/gateway-api.ts';
import { sourceInside, type Source } from '../../istio/source.ts';
import type { Headers, HTTPRoute } from '../../istio/virtual-service.ts';
import { convertBackend } from './backend.ts';
import { convertCors } from './cors-filter.ts';
import { headerOperations } from './header-modifier.ts';
import { convertRedirect } from './redirect-filter.ts';
import { convertRewrite } from './rewrite-filter.ts';
import { reportInvalid, type RouteContext } from './route-context.ts';

type FilteredParts = Pick<HTTPRoute, 'headers' | 'redirect' | 'rewrite' | 'mirrors' | 'corsPolicy'>;

/**
 * What the filters of a rule make of a route; of filters of one kind the last counts, but for mirrors. Null: one of them cannot be converted, and
 * the whole route is left out (conversion.go:convertHTTPRoute).
 */
export function convertFilters(
  context: RouteContext,
  filters: readonly RouteFilter[],
  rule: Source,
): FilteredParts | null {
  const parts: FilteredParts = {};
  for (const [index, filter] of filters.entries()) {
    const source = sourceInside(rule, 'filters', index);
    const applied = applyHeaders(context, parts, filter, source) ?? applyFilter(context, parts, filter, source);
    if (!applied) return null;
  }
  return parts;
}

/** The header filters of one backend; null: the whole route is left out. */
export function convertBackendFilters(
  context: RouteContext,
  filters: readonly RouteFilter[],
  backend: Source,
): { headers?: Headers } | null {
  const parts: FilteredParts = {};
  for (const [index, filter] of filters.entries()) {
    const source = sourceInside(backend, 'filters', index);
    const applied = applyHeaders(context, parts, filter, source) ?? unsupported(context, filter, source);
    if (!applied) return null;
  }
  return parts;
}

/** True where the filter is applied, false where it is refused, null where it is no header filter. */
function applyHeaders(
  context: RouteContext,
  parts: FilteredParts,
  filter: RouteFilter,
  source: Source,
): boolean | null {
  const direction = { RequestHeaderModifier: 'request', ResponseHeaderModifier: 'response' }[filter.type];
  if (direction === undefined) return null;
  const modifier = direction === 'request' ? filter.requestHeaderModifier : filter.responseHeaderModifier;
  if (!modifier) return true;
  const operations = headerOperations(modifier);
  if (operations) parts.headers = { ...parts.headers, [direction]: operations };
  else
    reportInvalid(
      context,
      source,
      'A header value has characters that no header may have: the whole route is left out.',
    );
  return operations !== null;
}

function applyFilter(context: RouteContext, parts: FilteredParts, filter: RouteFilter, source: Source): boolean {
  const isHttp = context.kind === 'HTTPRoute';
  switch (filter.type) {
    case 'RequestMirror':
      return applyMirror(context, parts, filter, source);
    case 'RequestRedirect':
      if (isHttp && filter.requestRedirect) parts.redirect = convertRedirect(filter.requestRedirect);
      return isHttp || unsupported(context, filter, source);
    case 'URLRewrite': {
      const rewrite = isHttp && filter.urlRewrite ? convertRewrite(filter.urlRewrite) : null;
      if (rewrite) parts.rewrite = rewrite;
      return isHttp || unsupported(context, filter, source);
    }
    case 'CORS':
      if (isHttp && filter.cors) parts.corsPolicy = convertCors(filter.cors);
      return isHttp || unsupported(context, filter, source);
    default:
      return unsupported(context, filter, source);
  }
}

/** A mirror that cannot be used is dropped alone in an HTTPRoute; in a GRPCRoute it takes the whole route with it. */
function applyMirror(
  context: RouteContext,
  parts: FilteredParts,
  { requestMirror }: RouteFilter,
  source: Source,
): boolean {
  if (!requestMirror) return true;
  const { backendRef, fraction, percent } = requestMirror;
  const { destination, problem } = convertBackend(context, backendRef);
  if (!destination || problem !== null) {
    const consequence = context.kind === 'HTTPRoute' ? 'the mirror' : 'the whole route';
    reportInvalid(context, source, `${problem}: ${consequence} is left out.`);
    return context.kind === 'HTTPRoute';
  }
  const value = fraction ? (100 * fraction.numerator) / (fraction.denominator ?? 100) : percent;
  parts.mirrors = [
    ...(parts.mirrors ?? []),
    { destination, ...(value !== undefined && { percentage: { value } }), source },
  ];
  return true;
}

function unsupported(context: RouteContext, { type }: RouteFilter, source: Source): false {
  reportInvalid(context, source, `Istio has no filter ${type} here: the whole route is left out.`);
  return false;
}
