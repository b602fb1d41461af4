import type { Route } from '../../envoy/config.ts';
import { sourceInside, type Source } from '../../istio/source.ts';
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
      const route = translateRoute(entry, context);
      routes.push(route);
      if (isCatchAllRoute(route)) catchAll = entry;
    }
  }
  return { routes, omissions };
}

function entriesOf({ spec, source }: VirtualServiceObject): Entry[] {
  return (spec.http ?? []).flatMap((rule, index): Entry[] => {
    const ruleSource = rule.source ?? sourceInside(source, 'spec', 'http', index);
    if (!rule.match?.length) return [{ rule, ruleSource, match: null, source: ruleSource }];
    return rule.match.map((match, number) => ({
      rule,
      ruleSource,
      match,
      source: match.source ?? sourceInside(ruleSource, 'match', number),
    }));
  });
}

function afterCatchAll({ source }: Entry, catchAll: Entry): Omission {
  const message = 'An earlier entry takes every request, so Istio does not send this one.';
  return { source, reason: 'after-catch-all', message, culprit: catchAll.source };
}

function translateRoute(entry: Entry, context: HttpRoutesContext): Route {
  const { rule, match, source } = entry;
  const prefixSemantics = usesGatewaySemantics(context.virtualService.metadata) ? 'segments' : 'text';
  const envoyMatch = routeMatch(match, prefixSemantics);
  const name = match?.name ? `${rule.name ?? ''}.${match.name}` : (rule.name ?? '');
  const filters = filterConfig(rule);
  return {
    ...(name && { name }),
    match: envoyMatch,
    ...actionOf(entry, { ...context, prefixSemantics }, envoyMatch),
    ...(filters && { typedPerFilterConfig: filters }),
    source,
  };
}

/** Redirect before direct response before forwarding (istio-semantics R5.0). */
function actionOf(
  { rule, ruleSource }: Entry,
  context: ForwardContext & Pick<HttpRoutesContext, 'isTls'>,
  match: Route['match'],
): Omit<Route, 'match'> {
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
