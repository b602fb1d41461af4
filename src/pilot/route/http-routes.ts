import type { Route } from '../../envoy/config.ts';
import { isSameSource, sourceInside, type Source } from '../../istio/source.ts';
import type { HTTPMatchRequest, HTTPRoute } from '../../istio/virtual-service.ts';
import { isCatchAllRoute } from '../catch-all-route.ts';
import { usesGatewaySemantics } from '../gateway-api/gateway-semantics.ts';
import type { Omission } from '../generate.ts';
import { httpMismatch, type ProxyMatchContext } from '../proxy-match.ts';
import { memoByParts } from '../memo-by-parts.ts';
import type { MeshSettings } from '../mesh-defaults.ts';
import type { VirtualServiceObject } from '../virtual-services.ts';
import { translateCors } from './cors.ts';
import { directResponse } from './direct-response.ts';
import { translateFault } from './fault.ts';
import { forward, type ForwardContext } from './forward.ts';
import { headerOperations } from './header-operations.ts';
import { redirectAction } from './redirect.ts';
import { routeMatch } from './route-match.ts';

/** What the routes of one VirtualService are built for. */
export type HttpRoutesContext = Pick<ForwardContext, 'serviceRegistry' | 'hashPolicyOf'> &
  ProxyMatchContext & {
    readonly mesh: MeshSettings;
    readonly virtualService: VirtualServiceObject;
    /** Whether the connection that brings the requests is TLS. */
    readonly isTls: boolean;
  };

export type HttpRoutes = { readonly routes: readonly Route[]; readonly omissions: readonly Omission[] };

/** A match entry of a rule, or the rule itself where it has none. */
type Entry = {
  readonly rule: HTTPRoute;
  readonly ruleSource: Source;
  readonly match: HTTPMatchRequest | null;
  /** The entry's place in the rule. */
  readonly number: number;
  readonly source: Source;
};

/**
 * The Envoy routes of a VirtualService's `http` rules for one proxy and port: one per match entry, in order, up to the first that takes every
 * request (istio-semantics R3.1–R3.5, R3.12, R3.13; route.go:BuildHTTPRoutesForVirtualService). While all that they rest on stays, so do the routes:
 * of a thousand VirtualServices an edit translates one.
 */
export const translateHttpRoutes = memoByParts(
  {
    virtualService: 'object',
    serviceRegistry: 'object',
    hashPolicyOf: 'object',
    mesh: 'object',
    proxy: 'object',
    gatewayName: 'scalar',
    listenPort: 'scalar',
    isTls: 'scalar',
  },
  translate,
);

function translate(context: HttpRoutesContext): HttpRoutes {
  const prefixSemantics = usesGatewaySemantics(context.virtualService.metadata) ? 'segments' : 'text';
  const { serviceRegistry, hashPolicyOf, mesh, listenPort, isTls, gatewayName } = context;
  const routeContext = {
    serviceRegistry,
    hashPolicyOf,
    mesh,
    listenPort,
    isTls,
    gatewayName,
    prefixSemantics,
  } as const;
  const known = routesOfRules(routeContext);
  const routes: Route[] = [];
  const omissions: Omission[] = [];
  let catchAll: Entry | null = null;
  for (const entry of entriesOf(context.virtualService)) {
    if (catchAll) {
      omissions.push(afterCatchAll(entry, catchAll));
      continue;
    }
    const mismatch = entry.match && httpMismatch(entry.match, context);
    if (mismatch) omissions.push({ source: entry.source, ...mismatch, culprit: null });
    else {
      const route = routeOf(entry, routeContext, known);
      routes.push(route);
      if (isCatchAllRoute(route)) catchAll = entry;
    }
  }
  return { routes, omissions };
}

function entriesOf({ spec, source }: VirtualServiceObject): Entry[] {
  return (spec.http ?? []).flatMap((rule, index): Entry[] => {
    const ruleSource = rule.source ?? sourceInside(source, 'spec', 'http', index);
    if (!rule.match?.length) return [{ rule, ruleSource, match: null, number: 0, source: ruleSource }];
    return rule.match.map((match, number) => ({
      rule,
      ruleSource,
      match,
      number,
      source: match.source ?? sourceInside(ruleSource, 'match', number),
    }));
  });
}

function afterCatchAll({ source }: Entry, catchAll: Entry): Omission {
  const message = 'An earlier entry takes every request, so Istio does not send this one.';
  return { source, reason: 'after-catch-all', message, culprit: catchAll.source };
}

/** What a route rests on besides its entry; and the gateway: Istio tells routes of two Gateways apart, whatever they say (gateway.go:collapseDuplicateRoutes). */
type RouteContext = ForwardContext & Pick<HttpRoutesContext, 'isTls' | 'gatewayName'>;

/** The routes of each rule by its entries, and where the rule stood when they were made. */
type RoutesOfRules = WeakMap<HTTPRoute, { readonly at: Source; readonly routes: Map<number, Route> }>;

/** One for each context: of a thousand rules of one VirtualService an edit translates one. */
const routesOfRules = memoByParts<RouteContext, RoutesOfRules>(
  {
    serviceRegistry: 'object',
    hashPolicyOf: 'object',
    mesh: 'object',
    listenPort: 'scalar',
    isTls: 'scalar',
    gatewayName: 'scalar',
    prefixSemantics: 'scalar',
  },
  () => new WeakMap(),
);

function routeOf(entry: Entry, context: RouteContext, known: RoutesOfRules): Route {
  const { rule, ruleSource, number } = entry;
  let kept = known.get(rule);
  if (!kept || !isSameSource(kept.at, ruleSource)) known.set(rule, (kept = { at: ruleSource, routes: new Map() }));
  let route = kept.routes.get(number);
  if (!route) kept.routes.set(number, (route = translateRoute(entry, context)));
  return route;
}

function translateRoute(entry: Entry, context: RouteContext): Route {
  const { rule, match, source } = entry;
  const envoyMatch = routeMatch(match, context.prefixSemantics);
  const name = match?.name ? `${rule.name ?? ''}.${match.name}` : (rule.name ?? '');
  const filters = filterConfig(rule);
  return {
    ...(name && { name }),
    match: envoyMatch,
    ...actionOf(entry, context, envoyMatch),
    ...(filters && { typedPerFilterConfig: filters }),
    source,
  };
}

/** Redirect before direct response before forwarding (istio-semantics R5.0). */
function actionOf({ rule, ruleSource }: Entry, context: RouteContext, match: Route['match']): Omit<Route, 'match'> {
  const { redirect } = rule;
  if (redirect) {
    const action = redirectAction(redirect, context);
    return { ...(action && { redirect: action }), ...headerOperations(rule.headers) };
  }
  if (rule.directResponse) {
    return { directResponse: directResponse(rule.directResponse), ...headerOperations(rule.headers) };
  }
  return forward(rule, ruleSource, match, context);
}

function filterConfig({ fault, corsPolicy }: HTTPRoute): Route['typedPerFilterConfig'] {
  if (!fault && !corsPolicy) return undefined;
  return {
    ...(fault && { 'envoy.filters.http.fault': translateFault(fault) }),
    ...(corsPolicy && { 'envoy.filters.http.cors': translateCors(corsPolicy) }),
  };
}
