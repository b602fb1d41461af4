import type { Source } from '../istio/source.ts';

export type Lane = 'callers' | 'hosts' | 'rules' | 'destinations' | 'workloads';

/** What is wrong or special about a card; colour is never the only sign. */
export type CardState =
  | 'normal'
  | 'ghost'
  | 'stale'
  | 'refused'
  | 'shadowed'
  | 'not-for-caller'
  | 'assumed'
  | 'implicit';

type Card = {
  /** Stable across edits as far as names allow: `rule:VirtualService/shop/cart/http/canary`. */
  readonly id: string;
  readonly lane: Lane;
  /** null for what nothing in the text declares (the implicit 404, an assumed service). */
  readonly source: Source | null;
  readonly state: CardState;
  /** One sentence where `state` needs one. */
  readonly reason: string | null;
  readonly culprit: Source | null;
};

export type Chip = {
  readonly label: string;
  readonly value: string;
  readonly negated: boolean;
  readonly source: Source | null;
};
/** A match entry: its chips are AND'ed; no chips = an empty match. */
export type MatchRow = {
  readonly source: Source;
  readonly chips: readonly Chip[];
  readonly name: string | null;
  readonly alarm: boolean;
};
export type ActionIcon =
  | 'rewrite'
  | 'redirect'
  | 'direct-response'
  | 'delay'
  | 'abort'
  | 'timeout'
  | 'retries'
  | 'mirror'
  | 'headers'
  | 'cors'
  | 'delegate';
export type Action = { readonly icon: ActionIcon; readonly label: string; readonly source: Source };

export type CallerCard = Card & {
  readonly type: 'caller';
  readonly title: string;
  readonly detail: string;
  readonly kind: 'sidecar' | 'gateway';
};
export type HostCard = Card & {
  readonly type: 'host';
  readonly title: string;
  readonly kind: 'host' | 'gateway';
  readonly detail: string;
  /** The VirtualService that owns it, where one does. */
  readonly owner: string | null;
  /** The host's other owners-to-be, passed over. */
  readonly ruleCount: number;
};
export type RuleCard = Card & {
  readonly type: 'rule';
  readonly protocol: 'http' | 'tls' | 'tcp';
  /** 1-based place among the VirtualService's rules of this protocol; null for implicit rules. */
  readonly order: number | null;
  readonly title: string;
  /** No rows: the rule has no match at all (everything else). */
  readonly rows: readonly MatchRow[];
  readonly actions: readonly Action[];
  readonly weights: readonly WeightRow[];
  readonly total: number;
};
/** One destination of a rule. `weight` as written, `percent` the effective share. */
export type WeightRow = {
  readonly source: Source | null;
  readonly label: string;
  readonly weight: number | null;
  readonly percent: number;
  readonly target: string;
};
export type DestinationCard = Card & {
  readonly type: 'destination';
  readonly host: string;
  readonly subset: string | null;
  readonly port: number | null;
  readonly labels: Readonly<Record<string, string>>;
  /** Connection pool, outlier detection, load balancing: a word each. */
  readonly policies: readonly { readonly label: string; readonly source: Source }[];
};
export type WorkloadCard = Card & {
  readonly type: 'workload';
  readonly title: string;
  readonly detail: string;
  readonly endpoints: number;
};
export type GraphNode = CallerCard | HostCard | RuleCard | DestinationCard | WorkloadCard;

export type GraphEdge = {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** Row of the `from` card that it leaves from, where the card has rows of weights. */
  readonly fromRow: number | null;
  readonly kind: 'call' | 'rule' | 'destination' | 'mirror' | 'workload' | 'delegate';
  readonly percent: number | null;
  readonly source: Source | null;
  readonly state: CardState;
};

export type RoutingGraph = { readonly nodes: readonly GraphNode[]; readonly edges: readonly GraphEdge[] };

/** Where a card stands, in canvas units. */
export type Placed = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
export type GraphLayout = {
  readonly positions: ReadonlyMap<string, Placed>;
  readonly lanes: readonly { readonly lane: Lane; readonly x: number; readonly width: number }[];
  readonly width: number;
  readonly height: number;
};
