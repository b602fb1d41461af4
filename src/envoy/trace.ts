import type { Cluster, ConfigSource, FilterChain, Listener, Route, VirtualHost } from './config.ts';

/** One condition of a route, asked of one request. */
export type ConditionVerdict = {
  /** What was asked, in Envoy's terms. */
  readonly kind: 'path' | 'header' | 'queryParameter' | 'metadata';
  /** Header or parameter name; "path" for the path. */
  readonly name: string;
  /** The expectation in words: `exact "/a"`, `prefix "/a"`, `regex "…"`, `present`, with `not ` in front where inverted. */
  readonly expected: string;
  /** What the request has; null where it has nothing by that name. */
  readonly actual: string | null;
  readonly matched: boolean;
};

export type RouteVerdict = {
  readonly route: Route;
  readonly index: number;
  readonly matched: boolean;
  /** Every condition, also those after the first that failed; [] for routes behind the winner, which nobody asked. */
  readonly conditions: readonly ConditionVerdict[];
  readonly asked: boolean;
};

/** A destination that the request can reach; `percent` is its effective share, 0..100. */
export type DestinationShare = {
  readonly cluster: string;
  readonly percent: number;
  /** What an answer through it is like when upstreams answer 200. */
  readonly outcome: Outcome;
  readonly source: ConfigSource | null;
};

/** The request as the upstream sees it. */
export type UpstreamRequest = {
  readonly method: string;
  readonly path: string;
  readonly authority: string;
  /** Lower-case names; complete but for the headers that the cases leave out (conformance/README). A repeated header is joined by ",". */
  readonly headers: Readonly<Record<string, string>>;
};

export type Outcome = {
  /** HTTP status, or null when there is no HTTP answer (`connection` then says how it ended) or the traffic is plain TCP. */
  readonly status: number | null;
  readonly flags: readonly string[];
  readonly details: string | null;
  readonly connection: 'ok' | 'reset' | 'refused';
  readonly upstream: UpstreamRequest | null;
  /** Headers that the proxy adds to or changes in the answer, lower-case names. */
  readonly responseHeaders: Readonly<Record<string, string>>;
  readonly body: string | null;
};

export type FaultSummary = {
  readonly delay: { readonly percent: number; readonly fixedDelay: string } | null;
  readonly abort: {
    readonly percent: number;
    readonly httpStatus: number | null;
    readonly grpcStatus: number | null;
  } | null;
};

/** All that one proxy does with one request; every stage names what it chose. */
export type Trace = {
  readonly listener: Listener | null;
  readonly filterChain: FilterChain | null;
  /** Why the connection ended up there: one sentence each, in order. */
  readonly notes: readonly string[];
  /** The path after normalisation, as it is matched. */
  readonly path: string;
  readonly routeConfiguration: string | null;
  readonly virtualHost: VirtualHost | null;
  /** The domain of the virtual host that the Host matched. */
  readonly domain: string | null;
  readonly verdicts: readonly RouteVerdict[];
  readonly route: Route | null;
  readonly destinations: readonly DestinationShare[];
  readonly mirrors: readonly {
    readonly cluster: string;
    readonly percent: number;
    readonly source: ConfigSource | null;
  }[];
  readonly fault: FaultSummary | null;
  /** What every draw gives; null where the draws differ (then look at `destinations`). Faults strictly between 0 and 100 % are left out, those of 0 or 100 are in. */
  readonly outcome: Outcome | null;
  /** The clusters of `destinations`, in the same order; null: the configuration has none by that name. */
  readonly clusters: readonly (Cluster | null)[];
  /** Everything that a draw among the destinations can give, in their order; a single entry where nothing is drawn. */
  readonly draws: readonly Draw[];
};

/** What one draw gives; `percent` is how often it is drawn. */
export type Draw = { readonly percent: number; readonly outcome: Outcome };
