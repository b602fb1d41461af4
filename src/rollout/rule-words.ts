import type { PlannedRule } from './rollout-plan.ts';
import { ruleKinds } from './rule-kind.ts';

/** The object that has a plan's rule: `VirtualService books/reviews`. */
export function objectWords({ kind, namespace, name }: PlannedRule): string {
  return `${ruleKinds[kind].object} ${namespace}/${name}`;
}

/** A kind with its article: an HTTPRoute, a GRPCRoute. */
export function kindWords(object: string): string {
  return `${object.startsWith('H') ? 'an' : 'a'} ${object}`;
}

/** The rule within its object, as the plan says it: `http rule “everyone”`, `tcp rule of index 0`, `rule of index 1`. */
export function ruleWords({ kind, which }: PlannedRule): string {
  const { list } = ruleKinds[kind];
  const rule = list === 'rules' ? 'rule' : `${list} rule`;
  if (which === null) return `${rule} with destinations`;
  return typeof which === 'number' ? `${rule} of index ${which}` : `${rule} “${which}”`;
}

/** A rule as it is called on the screen, counted from 1: `reviews · everyone`, `mongo · tcp rule 1`, `HTTPRoute reviews · rule 2`. */
export function ruleTitle({ kind, name, which }: Pick<PlannedRule, 'kind' | 'name' | 'which'>): string {
  const { object, list } = ruleKinds[kind];
  const owner = object === 'VirtualService' ? name : `${object} ${name}`;
  if (which === null) return owner;
  const rule = list === 'rules' || list === 'http' ? 'rule' : `${list} rule`;
  return `${owner} · ${typeof which === 'number' ? `${rule} ${which + 1}` : which}`;
}

/** Why a route of a plan cannot have the name that it has. */
export function foreignWords(name: string, rule: PlannedRule): string {
  return `The rule “${name}” of ${objectWords(rule)} is not one that this plan sets; a route of the plan needs another name.`;
}
