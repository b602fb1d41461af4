import type { IstioConfig } from '../istio/config.ts';
import { isSameSource, type Source } from '../istio/source.ts';
import { freeName } from '../istio/free-name.ts';
import { planCanary } from '../rollout/plan-canary.ts';
import { plannedRule } from '../rollout/planned-rule.ts';
import { secondVersion } from '../rollout/second-version.ts';
import { ruleAround, type WrittenRule } from '../rollout/written-rule.ts';
import { planKey, plansOf } from './scrub.ts';
import { selectedPlace } from './selected-place.ts';
import type { Workspace, WorkspaceState } from './workspace.ts';

/** Shows the plan of a rule on the timeline; where it has none yet, makes one as one undo step. Says why where none can be made. */
export function startCanary(workspace: Workspace, rule: Source): void {
  workspace.scrub(null);
  const { stream, decoded } = workspace.store.getState();
  const { config } = decoded;
  const plans = plansOf({ stream, decoded });
  const existing = plans.find((plan) => {
    const found = plannedRule(config, plan);
    return found.ok && isSameSource(found.source, rule);
  });
  const written = existing ? null : ruleAround(config, rule);
  const value = written && newPlan(config, written, new Set(plans.map(planKey)));
  if (!existing && !value) {
    workspace.notify(
      'A canary needs a second version: add a destination, a subset or a Service of it first.',
      'refusal',
      rule,
    );
    return;
  }
  if (existing) workspace.selectSource(existing.source, 'panel');
  else if (workspace.dispatch({ type: 'addDocument', value }) !== null) return;
  workspace.setPanel('rollout');
}

/** The rule to plan for where none is pointed at: the selected one, else the one on the request's way. */
export function ruleAtHand(
  state: Pick<WorkspaceState, 'decoded' | 'stream' | 'selection' | 'graph' | 'verdict'>,
): Source | null {
  const place = selectedPlace(state);
  const selected = place && ruleAround(state.decoded.config, place);
  if (selected) return selected.source;
  const onTheWay = state.graph.nodes.find(
    (card) => card.type === 'rule' && card.weights.length > 0 && state.verdict?.path.has(card.id),
  );
  return onTheWay?.source ?? null;
}

/**
 * The value of a new plan's document for a rule, under a name that no other plan has; a lone destination is joined by another version that the rule does
 * not name. Null where there is no second version.
 */
export function newPlan(config: IstioConfig, rule: WrittenRule, taken: ReadonlySet<string> = new Set()): unknown {
  const { namespace } = rule.object.metadata;
  const value = planCanary(rule, secondVersion(config, rule) ?? undefined);
  return value && { ...value, metadata: { name: freePlanName(value['metadata'], namespace, taken), namespace } };
}

function freePlanName(metadata: unknown, namespace: string, taken: ReadonlySet<string>): string {
  const wanted = typeof metadata === 'object' && metadata && 'name' in metadata ? String(metadata.name) : 'canary';
  return freeName(wanted, (name) => taken.has(planKey({ namespace, name })));
}
