import type { IstioConfig } from '../istio/config.ts';
import { isInside, isSameSource, type Source } from '../istio/source.ts';
import { fullHostName } from '../rollout/full-host-name.ts';
import { destinationRulesOf } from '../rollout/missing-subsets.ts';
import { planCanary } from '../rollout/plan-canary.ts';
import { plannedRule } from '../rollout/planned-rule.ts';
import { planKey, plansOf } from './scrub.ts';
import { selectedPlace } from './selected-place.ts';
import type { Workspace, WorkspaceState } from './workspace.ts';

/** Shows the plan of an http rule on the timeline; where it has none yet, makes one as one undo step. Says why where none can be made. */
export function startCanary(workspace: Workspace, rule: Source): void {
  workspace.scrub(null);
  const { decoded } = workspace.store.getState();
  const { config } = decoded;
  const plans = plansOf({ decoded });
  const existing = plans.find((plan) => {
    const found = plannedRule(config, plan);
    return found.ok && isSameSource(found.source, rule);
  });
  const value = existing ? null : newPlan(config, rule, new Set(plans.map(planKey)));
  if (!existing && !value) {
    workspace.notify('A canary needs a second version: add a destination or a subset first.', 'refusal', rule);
    return;
  }
  if (existing) workspace.selectSource(existing.source, 'panel');
  else if (workspace.dispatch({ type: 'addDocument', value }) !== null) return;
  workspace.setPanel('rollout');
}

/** The rule to plan for where none is pointed at: the selected one, else the one on the request's way. */
export function ruleAtHand(state: Pick<WorkspaceState, 'stream' | 'selection' | 'graph' | 'verdict'>): Source | null {
  const place = selectedPlace(state);
  const [spec, http, index] = place?.path ?? [];
  if (place && spec === 'spec' && http === 'http' && typeof index === 'number')
    return { document: place.document, path: [spec, http, index] };
  const onTheWay = state.graph.nodes.find(
    (card) => card.type === 'rule' && card.weights.length > 0 && state.verdict?.path.has(card.id),
  );
  return onTheWay?.source ?? null;
}

/**
 * The value of a new plan's document for an http rule, under a name that no other plan has; a lone destination is joined by a subset of its host that the
 * rule does not name. Null where there is no second version.
 */
export function newPlan(config: IstioConfig, rule: Source, taken: ReadonlySet<string> = new Set()): unknown {
  const index = rule.path.at(-1);
  const virtualService = config.virtualServices.find(({ source }) => isInside(rule, source));
  if (!virtualService || typeof index !== 'number') return null;
  const { namespace } = virtualService.metadata;
  const [first] = virtualService.spec.http?.[index]?.route ?? [];
  const rules = first ? destinationRulesOf(config, fullHostName(first.destination.host, namespace)) : [];
  const other = rules.flatMap(({ spec }) => spec.subsets ?? []).find(({ name }) => name !== first?.destination.subset);
  const value = planCanary(virtualService, index, other?.name);
  return value && { ...value, metadata: { name: freeName(value['metadata'], namespace, taken), namespace } };
}

function freeName(metadata: unknown, namespace: string, taken: ReadonlySet<string>): string {
  const wanted = typeof metadata === 'object' && metadata && 'name' in metadata ? String(metadata.name) : 'canary';
  let name = wanted;
  for (let place = 2; taken.has(planKey({ namespace, name })); place++) name = `${wanted}-${place}`;
  return name;
}
