import type { IstioConfig } from '../istio/config.ts';
import { sourceInside } from '../istio/source.ts';
import type { HTTPMatchRequest, HTTPRoute } from '../istio/virtual-service.ts';
import type { Finding } from './finding.ts';

/** http rules that stand behind one that takes every request of every caller: Istio leaves them out (istio-semantics R3.3). */
export function rulesBehindCatchAll({ virtualServices }: IstioConfig): Finding[] {
  return virtualServices.flatMap(({ spec, source }) => {
    const rules = spec.http ?? [];
    const first = rules.findIndex(takesEverything);
    if (first < 0) return [];
    const culprit = sourceInside(source, 'spec', 'http', first);
    return rules.slice(first + 1).map((rule, index): Finding => {
      const place = sourceInside(source, 'spec', 'http', first + 1 + index);
      return {
        code: 'rule.unreachable',
        severity: 'warning',
        message: `Rule ${first + 2 + index}${nameWords(rule)} is never reached: rule ${first + 1}${nameWords(rules[first])} takes every request before it.`,
        source: place,
        at: 'value',
        range: null,
        related: [{ source: culprit, message: `Rule ${first + 1} has no condition` }],
        fixes: [{ label: 'Move it before', edit: { type: 'moveRule', rule: place, to: first } }],
      };
    });
  });
}

function nameWords(rule: HTTPRoute | undefined): string {
  return rule?.name ? ` \`${rule.name}\`` : '';
}

function takesEverything({ match }: HTTPRoute): boolean {
  return !match?.length || match.some(asksNothing);
}

/** Nothing but what every request of every caller has. */
function asksNothing({
  name: _name,
  statPrefix: _statPrefix,
  ignoreUriCase: _case,
  source: _source,
  uri,
  ...rest
}: HTTPMatchRequest): boolean {
  const everyPath = uri === undefined || uri.prefix === '/' || uri.regex === '.*';
  return everyPath && Object.keys(rest).length === 0;
}
