import type { MatchField } from '../istio/match-field.ts';
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
  /** Further places of the text that mean this card: the Service behind a host, the DestinationRule around a subset. */
  readonly related: readonly Source[];
};

export type Chip = {
  readonly label: string;
  /** How the value is compared; `is` for what is not a string match. A `present` chip has no value. */
  readonly operator: 'exact' | 'prefix' | 'regex' | 'present' | 'is';
  readonly value: string;
  readonly negated: boolean;
  /** The match field that the chip stands for, as `setCondition` and `removeCondition` name it; null where none can change it. */
  readonly field: MatchField | null;
  readonly source: Source | null;
};
/** A match entry: its chips are AND'ed; no chips = an empty match. */
export type MatchRow = {
  readonly source: Source;
  readonly chips: readonly Chip[];
  readonly name: string | null;
  readonly alarm: boolean;
  /** Why the caller never gets this entry, though it gets others of the rule. */
  readonly omitted: string | null;
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
  /** Whether the request in the request bar comes from here. */
  readonly asking: boolean;
};
export type HostCard = Card & {
  readonly type: 'host';
  readonly title: string;
  readonly kind: 'host' | 'gateway';
  readonly detail: string;
  /** Hosts with the same rules share a card: the further hosts. Of a gateway: its servers. */
  readonly lines: readonly string[];
  /** The fully qualified names of all its hosts; of a gateway: `namespace/name`. */
  readonly names: readonly string[];
  /** The object whose rules it has (`VirtualService books/reviews`), where one does. */
  readonly owner: string | null;
  readonly ruleCount: number;
};
/** The object that a rule belongs to. `rules`: how many of the rule's protocol it has. */
export type RuleOwner = {
  readonly kind: 'VirtualService' | 'HTTPRoute' | 'GRPCRoute' | 'TLSRoute' | 'TCPRoute';
  readonly name: string;
  readonly source: Source;
  readonly rules: number;
};
export type RuleCard = Card & {
  readonly type: 'rule';
  readonly protocol: 'http' | 'tls' | 'tcp';
  /** 1-based place among the rules of this protocol as the object has them, which for Gateway API routes is not the order of asking; null for implicit rules. */
  readonly order: number | null;
  /** null for implicit rules. */
  readonly owner: RuleOwner | null;
  /** A rule of a delegate VirtualService stands in the second column of its lane. */
  readonly delegate: boolean;
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
  /** Whether a rule sends here; defined subsets are drawn all the same. */
  readonly used: boolean;
  /** What a ghost misses. */
  readonly missing: 'host' | 'subset' | 'port' | null;
  /** The DestinationRule of the host, which a missing subset would be added to. */
  readonly destinationRule: Source | null;
  /** Connection pool, outlier detection, load balancing, as they hold here: a word each. */
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
  /** `rule` leads from a host to its first rule, `else` from a rule to the next one that is asked where it does not match. */
  readonly kind: 'call' | 'rule' | 'else' | 'destination' | 'mirror' | 'workload' | 'delegate';
  readonly percent: number | null;
  readonly source: Source | null;
  readonly state: CardState;
  /** Of a `rule` edge into rules of Gateway API routes, which stand in several lists where hosts or listeners share some: those of this one, in order. */
  readonly asks?: readonly string[];
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
