import type { Field } from '../../istio/field.ts';
import type { PlannedRule } from '../rollout-plan.ts';
import { allRuleKinds, ruleKinds, sendsToBackends } from '../rule-kind.ts';
import { listAt, tellUnknown, textAt } from './foreign-field.ts';

/**
 * The rule that Argo's plugin for the Gateway API moves: the first route that it names, alone (`httpRoute`) or in a list (`httpRoutes`), of any kind. What
 * a plan has no place for is added to `lost`.
 */
export function readPluginRule(plugin: Field, ownNamespace: string, lost: string[]): PlannedRule {
  const kinds = allRuleKinds.filter(sendsToBackends);
  const namespace = textAt(plugin, 'namespace') ?? ownNamespace;
  const routes = kinds.flatMap((kind) => {
    const { objectField } = ruleKinds[kind];
    const alone = textAt(plugin, objectField);
    const listed = listAt(plugin, `${objectField}s`).map((route) => {
      tellUnknown(route, ['name', 'ruleName', 'useHeaderRoutes'], lost);
      return { kind, namespace, name: textAt(route, 'name') ?? '', which: textAt(route, 'ruleName') };
    });
    const which = textAt(plugin, `${objectField}RuleName`);
    return alone === null ? listed : [{ kind, namespace, name: alone, which }, ...listed];
  });
  const fields = kinds.map((kind) => ruleKinds[kind].objectField);
  tellUnknown(plugin, ['namespace', ...fields.flatMap((name) => [name, `${name}s`, `${name}RuleName`])], lost);
  const [first, ...others] = routes;
  for (const { kind, name } of others)
    lost.push(`A plan moves one route; ${ruleKinds[kind].object} ${name} is left out.`);
  return first ?? { kind: 'httpRoute', namespace, name: '', which: null };
}
