import type { ConfigObject } from '../istio/config.ts';
import { sourceInside, sourceKey } from '../istio/source.ts';
import type { HTTPMatchRequest, HTTPRoute, VirtualService } from '../istio/virtual-service.ts';
import { withFullNames } from '../pilot/virtual-service-names.ts';
import { addToCoverIndex, emptyCoverIndex, findCover, type CoverIndex } from './cover-index.ts';
import type { Finding } from './finding.ts';
import { makeFinding } from './make-finding.ts';
import { matchConditions } from './match-covers.ts';

type VirtualServiceObject = ConfigObject<'VirtualService', VirtualService>;
/** Where an entry stands that takes requests: the number of the rule and of its match; null for a rule without a match. */
type Place = { readonly rule: number; readonly match: number | null };

/**
 * http rules and match entries that no request can reach, because one that stands before them takes all of theirs (checks.md F-01, F-02;
 * istio-semantics R3.1). A rule that delegates takes nothing for certain: its delegate may let requests through.
 */
export function unreachableRules(object: VirtualServiceObject): Finding[] {
  const { http: rules = [], gateways = [] } = withFullNames(object).spec;
  const index: CoverIndex<Place> = emptyCoverIndex();
  return rules.flatMap((rule, number) => {
    const entries = entriesOf(rule);
    const covers = entries.map(([match, at]) => {
      const conditions = matchConditions(match, gateways);
      const cover = findCover(index, conditions);
      if (!rule.delegate) addToCoverIndex(index, conditions, { rule: number, match: at });
      return cover;
    });
    const isReached = covers.some((cover) => cover === null || cover.rule === number);
    if (!isReached)
      return [
        unreachableRule(
          object,
          rules,
          number,
          covers.flatMap((cover) => cover ?? []),
        ),
      ];
    return covers.flatMap((cover, at) => (cover ? [unreachableMatch(object, rules, number, at, cover)] : []));
  });
}

function entriesOf({ match = [] }: HTTPRoute): [HTTPMatchRequest | null, number | null][] {
  return match.length === 0 ? [[null, null]] : match.map((entry, index) => [entry, index]);
}

function unreachableRule(
  { source }: VirtualServiceObject,
  rules: readonly HTTPRoute[],
  number: number,
  covers: readonly Place[],
): Finding {
  const place = sourceInside(source, 'spec', 'http', number);
  const culprits = [...new Set(covers.map(({ rule }) => rule))];
  const first = Math.min(...culprits);
  const whom = culprits.map((culprit) => named(rules, culprit)).join(' and ');
  const taken = culprits.length > 1 ? `rules ${whom} take` : `rule ${whom} takes`;
  return makeFinding({
    code: 'rule.unreachable',
    severity: 'warning',
    message: `Rule ${named(rules, number)} is never reached: ${taken} all of its requests before it.`,
    source: place,
    related: related(source, rules, covers),
    fixes: [{ label: `Move it before rule ${first + 1}`, edit: { type: 'moveRule', rule: place, to: first } }],
  });
}

function unreachableMatch(
  { source }: VirtualServiceObject,
  rules: readonly HTTPRoute[],
  number: number,
  at: number,
  cover: Place,
): Finding {
  const place = sourceInside(source, 'spec', 'http', number, 'match', at);
  const whom =
    cover.rule === number ? `match ${(cover.match ?? 0) + 1} of this rule` : `rule ${named(rules, cover.rule)}`;
  return makeFinding({
    code: 'match.unreachable',
    severity: 'info',
    message: `Match ${at + 1} of rule ${named(rules, number)} adds nothing: ${whom} takes all of its requests before it.`,
    source: place,
    related: related(source, rules, [cover]),
    fixes: [{ label: 'Remove this match', edit: { type: 'removeMatch', match: place } }],
  });
}

function related(source: Finding['source'], rules: readonly HTTPRoute[], covers: readonly Place[]): Finding['related'] {
  const places = covers.map(({ rule, match }) => {
    const place = sourceInside(source, 'spec', 'http', rule, ...(match === null ? [] : ['match', match]));
    const what = match === null ? 'has no condition' : `match ${match + 1}`;
    return { source: place, message: `Rule ${named(rules, rule)}, ${what}` };
  });
  const byKey = new Map(places.map((place) => [sourceKey(place.source), place]));
  return [...byKey.values()];
}

/** A rule as people speak of it: its number, and its name where it has one. */
function named(rules: readonly HTTPRoute[], number: number): string {
  const name = rules[number]?.name;
  return name ? `${number + 1} \`${name}\`` : String(number + 1);
}
