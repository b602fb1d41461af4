import type { ConfigObject } from '../istio/config.ts';
import type { Destination, VirtualService } from '../istio/virtual-service.ts';
import type { PlannedSubset, StepAction } from './rollout-plan.ts';
import { planValue } from './step-value.ts';
import { weightSteps } from './curves.ts';

/** The steps of weight that most people begin with. */
export const presetWeights: readonly number[] = [1, 5, 10, 25, 50, 100];

/**
 * The value of a new RolloutPlan document for the http rule at `rule` (for `addDocument`): its destinations as subsets, the heaviest one as stable, and
 * the preset weights with a pause between them. Where the rule has but one destination, `canary` names the subset to bring in. Null where the rule has
 * no destination or there is no second one.
 */
export function planCanary(
  { metadata, spec }: ConfigObject<'VirtualService', VirtualService>,
  rule: number,
  canary?: string,
): Readonly<Record<string, unknown>> | null {
  const { name: http = rule, route = [] } = spec.http?.[rule] ?? {};
  const rows = route.map((row) => ({ weight: row.weight ?? 0, destination: row.destination }));
  const [stable, ...others] = rows.toSorted((a, b) => b.weight - a.weight).map(({ destination }) => destination);
  if (!stable) return null;
  const first = plannedSubset(stable, stable);
  const known = others.map((destination) => plannedSubset(destination, stable));
  const added = canary === undefined ? [] : [{ name: canary, destination: { subset: canary }, labels: null }];
  const subsets = distinct([first, ...(known.length > 0 ? known : added)]);
  const second = subsets[1];
  if (!second) return null;
  const steps: readonly StepAction[] = weightSteps(second.name, presetWeights, null);
  return planValue({
    name: `${metadata.name}-${second.name}`,
    namespace: metadata.namespace,
    rule: { namespace: metadata.namespace, virtualService: metadata.name, http },
    subsets,
    managedRoutes: [],
    steps,
  });
}

/** A destination of the rule, by its subset's name or, where it has none, its host's. */
function plannedSubset({ host, subset, port }: Destination, stable: Destination): PlannedSubset {
  const hasOwnHost = host !== stable.host || subset === undefined;
  const hasOwnPort = port !== undefined && port.number !== stable.port?.number;
  const name = subset ?? host.split('.')[0] ?? host;
  return {
    name,
    destination: { ...(hasOwnHost ? { host } : {}), ...(subset ? { subset } : {}), ...(hasOwnPort ? { port } : {}) },
    labels: null,
  };
}

/** Two destinations may have subsets of one name: the later one gets its place behind it. */
function distinct(subsets: readonly PlannedSubset[]): readonly PlannedSubset[] {
  const names = new Set<string>();
  return subsets.map((subset) => {
    let { name } = subset;
    for (let place = 2; names.has(name); place++) name = `${subset.name}-${place}`;
    names.add(name);
    return name === subset.name ? subset : { ...subset, name };
  });
}
