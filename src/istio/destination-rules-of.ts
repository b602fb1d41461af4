import type { ConfigObject, IstioConfig } from './config.ts';
import type { DestinationRule } from './destination-rule.ts';
import { groupBy } from './group-by.ts';
import { hostSubsetOf, isWildcard, resolveShortname } from './host.ts';

type DestinationRuleObject = ConfigObject<'DestinationRule', DestinationRule>;
type RuleIndex = {
  readonly byHost: ReadonlyMap<string, readonly DestinationRuleObject[]>;
  readonly patterns: readonly DestinationRuleObject[];
};

const indexes = new WeakMap<IstioConfig['destinationRules'], RuleIndex>();

/** The DestinationRules that are about a full host name: those that name it first, then those whose pattern covers it. Which of them a proxy sees is another question. */
export function destinationRulesOf(
  { destinationRules }: Pick<IstioConfig, 'destinationRules'>,
  host: string,
): readonly DestinationRuleObject[] {
  let index = indexes.get(destinationRules);
  if (!index) indexes.set(destinationRules, (index = indexOf(destinationRules)));
  const covering = index.patterns.filter(({ spec }) => hostSubsetOf(host, spec.host));
  return [...(index.byHost.get(host) ?? []), ...covering];
}

function indexOf(rules: IstioConfig['destinationRules']): RuleIndex {
  const named = rules.filter(({ spec }) => !isWildcard(spec.host));
  return {
    byHost: groupBy(named, ({ spec, metadata }) => resolveShortname(spec.host, metadata.namespace)),
    patterns: rules.filter(({ spec }) => isWildcard(spec.host)),
  };
}
