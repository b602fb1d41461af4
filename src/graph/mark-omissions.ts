import type { ConfigSource, ProxyConfig, Route } from '../envoy/config.ts';
import { sourceKey, type Source } from '../istio/source.ts';
import type { Generated, Omission } from '../pilot/generate.ts';
import { memoByParts } from '../pilot/memo-by-parts.ts';
import type { CardState, MatchRow, RuleCard } from './graph.ts';

/** Reasons that put a rule in another one's shadow; all others keep it from this caller. */
const shadows: ReadonlySet<Omission['reason']> = new Set(['host-owned-by-other', 'after-catch-all', 'duplicate']);

/**
 * Marks the rules and match entries of which nothing came into the caller's configuration, with pilot's reason and culprit. A rule may be
 * left out at one port and there at another: only what is nowhere counts.
 */
export function markOmissions(rules: readonly RuleCard[], { config, omissions }: Generated): RuleCard[] {
  const present = sourcesOf(config);
  const reasons = new Map<string, Omission>();
  for (const omission of omissions) {
    const key = sourceKey(omission.source);
    if (!reasons.has(key)) reasons.set(key, omission);
  }
  return rules.map((rule) => {
    if (!rule.source || !rule.owner || rule.state !== 'normal') return rule;
    if (present.has(sourceKey(rule.source))) return markRows(rule, present, reasons);
    const omission = reasonFor(rule, rule.source, reasons);
    if (!omission) return rule;
    const state: CardState = shadows.has(omission.reason) ? 'shadowed' : 'not-for-caller';
    return { ...rule, state, reason: omission.message, culprit: omission.culprit };
  });
}

function markRows(rule: RuleCard, present: ReadonlySet<string>, reasons: ReadonlyMap<string, Omission>): RuleCard {
  let changed = false;
  const rows = rule.rows.map((row): MatchRow => {
    const key = sourceKey(row.source);
    const omission = row.omitted === null && !present.has(key) ? reasons.get(key) : undefined;
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

/** The keys of everything that a route or chain of the configuration came from, and of all that those stand in. */
function sourcesOf(config: ProxyConfig): ReadonlySet<string> {
  const keys = new Set<string>();
  const add = (source: ConfigSource | undefined) => addWithParents(keys, source);
  const inline = config.listeners.flatMap(({ filterChains, defaultFilterChain }) =>
    [...filterChains, ...(defaultFilterChain ? [defaultFilterChain] : [])].flatMap((chain) => {
      add(chain.source);
      add(chain.tcp?.source);
      return chain.http && typeof chain.http.routes !== 'string' ? [chain.http.routes] : [];
    }),
  );
  for (const { virtualHosts } of [...config.routes, ...inline]) {
    for (const { routes } of virtualHosts) for (const key of keysOf({ routes })) keys.add(key);
  }
  return keys;
}

/** Those of one list of routes, which stays while the rules that it was made of do. */
const keysOf = memoByParts({ routes: 'object' }, ({ routes }: { readonly routes: readonly Route[] }) => {
  const keys = new Set<string>();
  for (const { source } of routes) addWithParents(keys, source);
  return keys;
});

function addWithParents(keys: Set<string>, source: ConfigSource | undefined): void {
  if (!source) return;
  for (let length = source.path.length; length > 0; length--) {
    const key = sourceKey({ document: source.document, path: source.path.slice(0, length) });
    if (keys.has(key)) return;
    keys.add(key);
  }
}
