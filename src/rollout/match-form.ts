import type { HTTPRouteMatch } from '../istio/gateway-api.ts';
import { convertHttpMatch, type GRPCRouteMatch } from '../istio/gateway-api-match.ts';
import type { HTTPMatchRequest } from '../istio/virtual-service.ts';
import { grpcRouteRequest, narrowGrpcRoute } from './narrow-grpc-route.ts';
import { beginsBySegments, narrowHttpRoute } from './narrow-http-route.ts';
import { beginsByLetters, type PathBegins } from './narrow-match.ts';
import type { RouteMatch } from './rollout-plan.ts';
import type { RuleKind } from './rule-kind.ts';

/** A match of a rule of the Gateway API. */
export type GatewayMatch = HTTPRouteMatch | GRPCRouteMatch;

/** How the matches of one kind of route are narrowed and compared. */
export type MatchForm = {
  readonly narrow: (match: GatewayMatch, conditions: readonly RouteMatch[]) => readonly GatewayMatch[] | string;
  /** The match in the words of a VirtualService. */
  readonly requestOf: (match: GatewayMatch) => HTTPMatchRequest;
  readonly begins: PathBegins;
};

/** By kind; rules of other kinds have no matches of requests, or are asked in their order. */
export const matchForms: Readonly<Partial<Record<RuleKind, MatchForm>>> = {
  httpRoute: {
    narrow: (match, conditions) => narrowHttpRoute([match as HTTPRouteMatch], conditions),
    requestOf: (match) => convertHttpMatch(match as HTTPRouteMatch),
    begins: beginsBySegments,
  },
  grpcRoute: {
    narrow: (match, conditions) => narrowGrpcRoute([match as GRPCRouteMatch], conditions),
    requestOf: (match) => grpcRouteRequest(match as GRPCRouteMatch),
    begins: beginsByLetters,
  },
};

/** The matches of a rule, which took effect or is to; without any it takes everything. */
export function matchesIn(rule: object): readonly GatewayMatch[] {
  const { matches } = rule as { readonly matches?: readonly GatewayMatch[] };
  return matches?.length ? matches : [{}];
}
