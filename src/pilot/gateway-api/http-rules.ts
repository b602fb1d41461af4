import type { ConfigObject } from '../../istio/config.ts';
import type { BackendRef, GRPCRouteSpec, HTTPRouteSpec, RouteFilter } from '../../istio/gateway-api.ts';
import { convertGrpcMatch, convertHttpMatch } from '../../istio/gateway-api-match.ts';
import { sourceInside, type Source } from '../../istio/source.ts';
import type { HTTPMatchRequest, HTTPRoute, HTTPRouteDestination } from '../../istio/virtual-service.ts';
import { convertBackends, weightSum } from './backends.ts';
import { convertBackendFilters, convertFilters } from './http-filters.ts';
import { reportInvalid, type RouteContext } from './route-context.ts';
import { convertTimeouts } from './timeouts.ts';

type Rule = { readonly name?: string; readonly filters?: RouteFilter[]; readonly backendRefs?: BackendRef[] };
/** One per match of the rule; `null` stands for a rule that is written without any. */
type Matches = readonly (HTTPMatchRequest | null)[];

/** The rules of an HTTPRoute, one route per match; null: the whole route is left out (istio-semantics R11.3; conversion.go:convertHTTPRoute). */
export function convertHttpRules(
  context: RouteContext,
  route: ConfigObject<'HTTPRoute', HTTPRouteSpec>,
): HTTPRoute[] | null {
  return convertRules(route.spec.rules ?? [{}], (rule, index) => {
    const source = sourceInside(route.source, 'spec', 'rules', index);
    // The API's default: a rule that says nothing of matches takes every path.
    const matches = rule.matches?.map((match, number) => ({
      ...convertHttpMatch(match),
      source: sourceInside(source, 'matches', number),
    }));
    return convertRule(context, rule, {
      name: rule.name ?? `${route.metadata.namespace}.${route.metadata.name}.${index}`,
      source,
      matches: orNone(matches ?? [{ ...convertHttpMatch({}), source }]),
      more: convertTimeouts(rule),
    });
  });
}

/** The rules of a GRPCRoute likewise; a rule without matches stays without (conversion.go:convertGRPCRoute). */
export function convertGrpcRules(
  context: RouteContext,
  route: ConfigObject<'GRPCRoute', GRPCRouteSpec>,
): HTTPRoute[] | null {
  return convertRules(route.spec.rules ?? [], (rule, index) => {
    const source = sourceInside(route.source, 'spec', 'rules', index);
    const matches = (rule.matches ?? []).map((match, number) => {
      const converted = convertGrpcMatch(match);
      return converted && { ...converted, source: sourceInside(source, 'matches', number) };
    });
    const empty = matches.indexOf(null);
    if (empty >= 0) {
      reportInvalid(
        context,
        sourceInside(source, 'matches', empty),
        'A method match needs a service or a method: the whole route is left out.',
      );
      return null;
    }
    const name = rule.name ?? `${route.metadata.namespace}.${route.metadata.name}.${index}`;
    return convertRule(context, rule, { name, source, matches: orNone(matches), more: {} });
  });
}

function convertRules<R>(
  rules: readonly R[],
  convert: (rule: R, index: number) => HTTPRoute[] | null,
): HTTPRoute[] | null {
  const converted: HTTPRoute[] = [];
  for (const [index, rule] of rules.entries()) {
    const routes = convert(rule, index);
    if (!routes) return null;
    converted.push(...routes);
  }
  return converted;
}

function orNone(matches: Matches): Matches {
  return matches.length > 0 ? matches : [null];
}

type RuleParts = {
  readonly name: string;
  readonly source: Source;
  readonly matches: Matches;
  readonly more: Partial<HTTPRoute>;
};

function convertRule(
  context: RouteContext,
  rule: Rule,
  { name, source, matches, more }: RuleParts,
): HTTPRoute[] | null {
  const filtered = convertFilters(context, rule.filters ?? [], source);
  const action = filtered && convertAction(context, rule, filtered.redirect !== undefined, source);
  if (!filtered || !action) return null;
  return matches.map((match) => ({ name, ...(match && { match: [match] }), ...filtered, ...more, ...action, source }));
}

/** Where nothing can be reached and nothing is redirected the answer is 500 (istio-semantics R11.5). */
function convertAction(
  context: RouteContext,
  { backendRefs = [] }: Rule,
  redirects: boolean,
  source: Source,
): Pick<HTTPRoute, 'route' | 'directResponse'> | null {
  if (weightSum(backendRefs) === 0 && !redirects) return { directResponse: { status: 500 } };
  const backends = convertBackends(context, backendRefs, source);
  if (!backends) return null;
  const route: HTTPRouteDestination[] = [];
  for (const { ref, ...destination } of backends) {
    const filtered = convertBackendFilters(context, ref.filters ?? [], destination.source);
    if (!filtered) return null;
    route.push({ ...destination, ...filtered });
  }
  return route.length > 0 ? { route } : {};
}
