import type { Caller } from '../istio/caller.ts';
import type { ReadProblem } from '../istio/field.ts';
import type { Source } from '../istio/source.ts';
import type { TestRequest } from '../istio/test-request.ts';
import type { Destination, StringMatch } from '../istio/virtual-service.ts';
import type { RuleKind } from './rule-kind.ts';

/**
 * A canary plan: `apiVersion: signalbox/v1, kind: RolloutPlan`. Steps are Argo Rollouts' (`setWeight`, `pause`, `setHeaderRoute`,
 * `setMirrorRoute`), generalised to more than two versions:
 *
 * ```yaml
 * apiVersion: signalbox/v1
 * kind: RolloutPlan
 * metadata: {name: reviews-v2, namespace: books}
 * spec:
 *   rule: {virtualService: reviews, http: everyone}   # namespace: the plan's own unless given; http: a rule's name or its index from 0
 *   #     {virtualService: mongo, tcp: 0}             # or `tls`; these rules have no names
 *   #     {httpRoute: reviews, rule: everyone}        # or `grpcRoute`, `tlsRoute`, `tcpRoute`
 *   subsets: [v1, v2]                                 # the first is stable and takes what the others leave; the second is the canary
 *   steps:
 *   - setHeaderRoute: {name: testers, match: [{headerName: x-tester, headerValue: {exact: "true"}}]}
 *   - pause: {}                                       # until somebody goes on
 *   - setWeight: 5                                    # of the canary; of several: {v2: 5, v3: 10}; subsets not named get nothing
 *   - pause: {duration: 10m}
 *   - setMirrorRoute: {name: dark, percentage: 50, match: [{method: {exact: GET}}], subset: v2}
 *   - setMirrorRoute: {name: dark}                    # without match: the route goes
 *   - setWeight: 100
 *   requests:                                         # optional: the mix that expected traffic is reckoned for
 *   - {name: browse, share: 95, from: {namespace: books, labels: {app: shop}}, request: {url: "http://reviews:9080/"}}
 * ```
 */
export type RolloutPlan = {
  readonly name: string;
  readonly namespace: string;
  readonly rule: PlannedRule;
  /** The first is the stable one, the second the canary; at least two in a plan without problems. */
  readonly subsets: readonly PlannedSubset[];
  /** Names of managed routes in the order they shall stand in; those not listed follow in the order of the steps. */
  readonly managedRoutes: readonly string[];
  /** One per item of `spec.steps`, also where an item cannot be read (type `other`), so that indices are those of the text. */
  readonly steps: readonly RolloutStep[];
  /** The declared mix of requests, for expected traffic. */
  readonly requests: readonly MixedRequest[];
  readonly problems: readonly ReadProblem[];
  /** The document. */
  readonly source: Source;
};

/** The rule whose destinations the plan moves. */
export type PlannedRule = {
  readonly kind: RuleKind;
  readonly namespace: string;
  /** The VirtualService or the route that has the rule. */
  readonly name: string;
  /** The rule's name, or its index from 0; null: the only rule with destinations. Of `tls` and `tcp` it is the index. */
  readonly which: string | number | null;
};

/**
 * A version by the name that weights use. In the text a mere name stands for the subset of that name; in the Gateway API, where a version is a
 * backend, for the Service of that name.
 */
export type PlannedSubset = {
  readonly name: string;
  /**
   * Absent parts are those of the rule's stable destination; a `host` of its own goes without a subset unless one is given. The host of a backend is
   * always there, in full.
   */
  readonly destination: Partial<Destination>;
  /** Labels of the pods, for a subset that the DestinationRule does not have yet; null: it has it. */
  readonly labels: Readonly<Record<string, string>> | null;
};

export type RolloutStep = StepAction & { readonly source: Source };

export type StepAction =
  /** Percent of every subset that is named; the stable one takes the rest to 100. */
  | { readonly type: 'setWeight'; readonly weights: Readonly<Record<string, number>> }
  /** `duration` such as "10m" (mere numbers are read as seconds), null: until somebody goes on. */
  | { readonly type: 'pause'; readonly duration: string | null }
  /** `match` null: the route is removed. `subset`: who gets the testers. The http rule named `name` belongs to the plan, as Argo's managed routes do. */
  | {
      readonly type: 'setHeaderRoute';
      readonly name: string;
      readonly match: readonly HeaderMatch[] | null;
      readonly subset: string;
    }
  | {
      readonly type: 'setMirrorRoute';
      readonly name: string;
      readonly match: readonly RouteMatch[] | null;
      readonly percentage: number;
      readonly subset: string;
    }
  /** A step that changes no routing, such as Argo's `analysis`, or one that cannot be read: kept, passed over. */
  | { readonly type: 'other'; readonly name: string; readonly value: unknown };

/** One header, as Argo writes it; any entry of a list will do (argo-rollouts istio.go:createHeaderRoute makes a match entry of each). */
export type HeaderMatch = { readonly headerName: string; readonly headerValue: StringMatch };

/** Conditions of a mirror route, as Argo writes them; all of an entry must hold, any entry of a list will do. */
export type RouteMatch = {
  readonly method?: StringMatch;
  readonly path?: StringMatch;
  readonly headers?: Readonly<Record<string, StringMatch>>;
};

/** One kind of request of the mix. `share` is its part of all shares; caller and request are those of a RoutingTest. */
export type MixedRequest = {
  readonly name: string;
  readonly share: number;
  readonly from: Caller;
  readonly request: TestRequest;
  readonly source: Source;
};
