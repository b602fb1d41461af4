import type { ConfigSource, ProxyConfig, Route } from '../envoy/config.ts';
import { sourceKey, type Source } from '../istio/source.ts';
import type { Generated, Omission } from '../pilot/generate.ts';
import { memoByParts } from '../pilot/memo-by-parts.ts';
import type { CardState, MatchRow, RuleCard } from './graph.ts';

/** Reasons that put a rule in another one's shadow; all others keep it from this caller. */
const shadows: ReadonlySet<Omission['reason']> = new Set(['host-owned-by-other', 'after-catch-all', 'duplicate']);

/**
 * Marks the rules and match entries of which nothing came into the caller's configuration, with pilot's reason and culprit. A rule may be
 * left out at one port and there at another: only what is nowhere counts. A rule that delegates makes no route itself: it is there where one of those is
 * that it hands over to.
 */
export function markOmissions(
  rules: readonly RuleCard[],
  { config, omissions }: Generated,
  handedTo: (rule: RuleCard) => readonly RuleCard[],
): readonly RuleCard[] {
  const present = sourcesOf(config);
  const reasons = new Map<string, Omission>();
  for (const omission of omissions) {
    const key = sourceKey(omission.source);
    if (!reasons.has(key)) reasons.set(key, omission);
  }
  return rules.map((rule) => {
    if (!rule.source || !rule.owner || rule.state !== 'normal') return rule;
    if (isPresent(present, rule.source)) return markRows(rule, present, reasons);
    if (handedTo(rule).some(({ source }) => source && isPresent(present, source))) return rule;
    const omission = reasonFor(rule, rule.source, reasons);
    if (!omission) return rule;
    const state: CardState = shadows.has(omission.reason) ? 'shadowed' : 'not-for-caller';
    return { ...rule, state, reason: omission.message, culprit: omission.culprit };
  });
}

function markRows(rule: RuleCard, present: Present, reasons: ReadonlyMap<string, Omission>): RuleCard {
  let changed = false;
  const rows = rule.rows.map((row): MatchRow => {
    if (row.omitted !== null || isPresent(present, row.source)) return row;
    const omission = reasons.get(sourceKey(row.source));
    if (!omission) return row;
    changed = true;
    return { ...row, omitted: omission.message };
  });
  return changed ? { ...rule, rows } : rule;
}

/** The reason given for the rule itself, for one of its entries, or for what it stands in. */
function reasonFor(rule: RuleCard, source: Source, reasons: ReadonlyMap<string, Omission>): Omission | null {
  const own = reasons.get(sourceKey(source));
  if (own) return own;
  for (const row of rule.rows) {
    const found = reasons.get(sourceKey(row.source));
    if (found) return found;
  }
  for (let length = source.path.length - 1; length >= 0; length--) {
    const found = reasons.get(sourceKey({ document: source.document, path: source.path.slice(0, length) }));
    if (found) return found;
  }
  return null;
}

/** By document: the keys of everything that a route or chain of the configuration came from, and of all that those stand in. */
type Present = ReadonlyMap<number, readonly ReadonlySet<string>[]>;

function isPresent(present: Present, source: Source): boolean {
  const lists = present.get(source.document);
  const key = lists && sourceKey(source);
  return lists?.some((keys) => keys.has(key ?? '')) ?? false;
}

function sourcesOf(config: ProxyConfig): Present {
  const present = new Map<number, ReadonlySet<string>[]>();
  const add = (keys: ReadonlyMap<number, ReadonlySet<string>>) => {
    for (const [document, set] of keys) {
      const lists = present.get(document);
      if (!lists) present.set(document, [set]);
      else if (!lists.includes(set)) lists.push(set);
    }
  };
  const inline = config.listeners.flatMap(({ filterChains, defaultFilterChain }) =>
    [...filterChains, ...(defaultFilterChain ? [defaultFilterChain] : [])].flatMap((chain) => {
      add(keysOf([chain, ...(chain.tcp ? [chain.tcp] : [])]));
      return chain.http && typeof chain.http.routes !== 'string' ? [chain.http.routes] : [];
    }),
  );
  for (const { virtualHosts } of [...config.routes, ...inline])
    for (const { routes } of virtualHosts) if (routes) add(keysOfRoutes({ routes }));
  return present;
}

/** Those of one list of routes, which stays while the rules that it was made of do. */
const keysOfRoutes = memoByParts({ routes: 'object' }, ({ routes }: { readonly routes: readonly Route[] }) =>
  keysOf(routes),
);

function keysOf(things: readonly { readonly source?: ConfigSource }[]): ReadonlyMap<number, ReadonlySet<string>> {
  const keys = new Map<number, Set<string>>();
  for (const { source } of things) {
    if (!source) continue;
    const ofDocument = keys.get(source.document) ?? new Set();
    keys.set(source.document, ofDocument);
    addWithParents(ofDocument, source);
  }
  return keys;
}

function addWithParents(keys: Set<string>, { document, path }: ConfigSource): void {
  for (let length = path.length; length > 0; length--) {
    const key = sourceKey({ document, path: path.slice(0, length) });
    if (keys.has(key)) return;
    keys.add(key);
  }
}
