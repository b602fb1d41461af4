import type { ConfigObject } from '../istio/config.ts';
import type { HTTPRouteMatch, HTTPRouteRule, HTTPRouteSpec } from '../istio/gateway-api.ts';
import { sourceInside } from '../istio/source.ts';
import type { Finding } from './finding.ts';
import { makeFinding } from './make-finding.ts';

/**
 * Rules of an HTTPRoute that no request can reach, because a rule of the same route that is asked before takes everything: one whose match is the prefix
 * `/` alone is asked before all matches by an expression, and before a later one of its kind (istio-semantics R11.2, R3.12).
 */
export function unreachableRouteRules({ spec, source }: ConfigObject<'HTTPRoute', HTTPRouteSpec>): Finding[] {
  const rules = spec.rules ?? [];
  const first = rules.findIndex((rule) => matchesOf(rule).some(takesAll));
  if (first < 0) return [];
  return rules.flatMap((rule, index) => {
    const isAsked = matchesOf(rule).some((match) => !isExpression(match) && !(index > first && takesAll(match)));
    if (index === first || isAsked) return [];
    const culprit = sourceInside(source, 'spec', 'rules', first);
    const name = rules[first]?.name;
    return makeFinding({
      code: 'rule.unreachable',
      severity: 'warning',
      message: `No request reaches this rule: rule ${first + 1}${name ? ` “${name}”` : ''} takes everything and is asked before it.`,
      source: sourceInside(source, 'spec', 'rules', index),
      related: [{ source: culprit, message: 'The rule that takes its requests' }],
    });
  });
}

/** A rule without matches has the one that the API gives it. */
function matchesOf({ matches }: HTTPRouteRule): readonly HTTPRouteMatch[] {
  return matches?.length ? matches : [{}];
}

function takesAll({ path, method, headers, queryParams }: HTTPRouteMatch): boolean {
  const isAnyPath = (path?.type ?? 'PathPrefix') === 'PathPrefix' && (path?.value ?? '/') === '/';
  return isAnyPath && method === undefined && !headers?.length && !queryParams?.length;
}

function isExpression({ path }: HTTPRouteMatch): boolean {
  return path?.type === 'RegularExpression';
}
