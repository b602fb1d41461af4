import type { ObjectMeta } from '../istio/config.ts';
import type { Source } from '../istio/source.ts';
import type { DestinationReference } from './directory.ts';
import type { GraphEdge, RuleCard, RuleOwner } from './graph.ts';

/** All rules of one object, with where they are asked and where they lead. */
export type RuleSet = {
  readonly owner: Omit<RuleOwner, 'rules'>;
  readonly metadata: ObjectMeta;
  /** Hosts as written and as read, with the place of each; none for a delegate. */
  readonly hosts: readonly { readonly written: string; readonly name: string; readonly source: Source }[];
  /** `mesh`, `namespace/name` of a Gateway, or `kubernetes:namespace/name` of a Gateway API gateway. */
  readonly gateways: readonly { readonly name: string; readonly source: Source }[];
  readonly rules: readonly RuleCard[];
  /** Edges from the rules to destinations. */
  readonly edges: readonly GraphEdge[];
  /** What the rules send to, by card id. */
  readonly destinations: ReadonlyMap<string, DestinationReference>;
  /** Rules that hand over to another VirtualService, by that one's `namespace/name`. */
  readonly delegations: readonly { readonly rule: RuleCard; readonly to: string }[];
  /** Where rules are asked by how specific they are: their places in `rules` in the order in which they are asked; null: as they stand there. */
  readonly askedOrder: readonly number[] | null;
};

/** The ids of the edges from a rule to its destinations, and the edges. Rows without a share keep their edge: nothing vanishes. */
export function destinationEdges(rule: RuleCard): GraphEdge[] {
  return rule.weights.map((row, index) => ({
    id: `edge:${rule.id}#${index}`,
    from: rule.id,
    to: row.target,
    fromRow: index,
    kind: 'destination',
    percent: row.percent,
    source: row.source,
    state: 'normal',
  }));
}

/** Whether the rules of a set are asked by how specific they are, not in the order of the text. */
export function isRoute(set: RuleSet): boolean {
  return set.askedOrder !== null;
}

/** A set's identity in text, for ids and maps. */
export function setKey(set: RuleSet): string {
  return `${set.owner.kind}/${set.owner.name}/${set.owner.source.document}`;
}

const knownElse = new WeakMap<readonly RuleCard[], readonly GraphEdge[]>();

/** Edges from each rule to the one that is asked where it does not match; the same ones for the same rules. */
export function elseEdges(rules: readonly RuleCard[]): readonly GraphEdge[] {
  let edges = knownElse.get(rules);
  if (!edges) {
    edges = rules.flatMap((rule, index) => {
      const next = rules[index + 1];
      return next?.protocol === rule.protocol ? [edge('else', elseEdgeId(rule.id, next.id), rule.id, next.id)] : [];
    });
    knownElse.set(rules, edges);
  }
  return edges;
}

/** The id of the edge from a rule to the next one. */
export function elseEdgeId(from: string, to: string): string {
  return `else:${from}→${to}`;
}

/** The first rule of each protocol: where requests come in. */
export function firstOfEachProtocol(rules: readonly RuleCard[]): RuleCard[] {
  return rules.filter((rule, index) => rules[index - 1]?.protocol !== rule.protocol);
}

/** An edge between whole cards, without a share. */
export function edge(kind: GraphEdge['kind'], id: string, from: string, to: string): GraphEdge {
  return { id, from, to, fromRow: null, kind, percent: null, source: null, state: 'normal' };
}

/** The VirtualServices that others may delegate to: those without hosts (istio-semantics R7.1), by `namespace/name`. */
export function delegatesByName(sets: readonly RuleSet[]): ReadonlyMap<string, RuleSet> {
  return new Map(sets.filter((set) => set.hosts.length === 0).map((set) => [set.owner.name, set]));
}
