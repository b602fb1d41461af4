import type { Destination } from '../istio/virtual-service.ts';
import { backendWords } from './backend-host.ts';
import { weightSteps } from './curves.ts';
import { freeName } from '../istio/free-name.ts';
import type { PlannedSubset, StepAction } from './rollout-plan.ts';
import { rowFormOf } from './row-form.ts';
import type { SecondVersion } from './second-version.ts';
import { ruleKinds, sendsToBackends } from './rule-kind.ts';
import { planValue } from './step-value.ts';
import type { WrittenRule } from './written-rule.ts';

/** The steps of weight that most people begin with. */
export const presetWeights: readonly number[] = [1, 5, 10, 25, 50, 100];

/**
 * The value of a new RolloutPlan document for a rule (for `addDocument`): its destinations as versions, the heaviest one as stable, and the
 * preset weights from the second one's present share on, with a pause between them; further versions keep their shares beside it. Where the rule has but one destination, `canary` is the one to bring in. Null where the rule has no destination or
 * there is no second one.
 */
export function planCanary(
  { kind, object, rule, index, destinations }: WrittenRule,
  canary?: SecondVersion,
): Readonly<Record<string, unknown>> | null {
  const { name, namespace } = object.metadata;
  const parts = rowFormOf(kind).parts(destinations.map(({ weight }) => (weight === null ? {} : { weight })));
  const rows = destinations.map((destination, place) => ({ destination, weight: parts[place] ?? 0 }));
  const sorted = rows.toSorted((a, b) => b.weight - a.weight);
  const [stable, ...others] = sorted.map(({ destination }) => destination);
  if (!stable) return null;
  const added = canary ? [canary.destination] : [];
  const versionOf = sendsToBackends(kind)
    ? (destination: Destination) => plannedBackend(destination, stable, namespace)
    : (destination: Destination) => plannedSubset(destination, stable);
  const labels = others.length === 0 ? (canary?.labels ?? null) : null;
  const subsets = distinct([
    versionOf(stable),
    ...(others.length > 0 ? others : added).map((destination) => ({ ...versionOf(destination), labels })),
  ]);
  const second = subsets[1];
  if (!second) return null;
  const present = others.length > 0 ? sharesOf(sorted) : [];
  const kept = subsets.slice(2).map(({ name: version }, place) => ({ version, share: present[place + 2] ?? 0 }));
  const steps = weightSteps(second.name, weightsFrom(present[1] ?? 0), null).map((step) => beside(step, kept));
  const which = ruleKinds[kind].rules === 'named' ? (rule.name ?? index) : index;
  return planValue({
    name: second.name.startsWith(`${name}-`) ? second.name : `${name}-${second.name}`,
    namespace,
    rule: { kind, namespace, name, which },
    subsets,
    managedRoutes: [],
    steps,
  });
}

/** What each row gets of the requests, in whole percent. */
function sharesOf(rows: readonly { readonly weight: number }[]): readonly number[] {
  const total = rows.reduce((sum, { weight }) => sum + weight, 0);
  return rows.map(({ weight }) => (total === 0 ? 0 : Math.round((weight / total) * 100)));
}

/** The preset weights; where the canary gets a part of the requests already, what it gets and those that lie ahead. */
function weightsFrom(present: number): readonly number[] {
  if (present <= 0) return presetWeights;
  return [present, ...presetWeights.filter((weight) => weight > present)];
}

/** A step in which further versions keep what they have, for as long as the canary leaves it to them. */
function beside(step: StepAction, kept: readonly { readonly version: string; readonly share: number }[]): StepAction {
  if (step.type !== 'setWeight') return step;
  const taken = Object.values(step.weights).reduce((sum, weight) => sum + weight, 0);
  const room = kept.reduce((sum, { share }) => sum + share, 0) <= 100 - taken;
  if (!room) return step;
  return {
    ...step,
    weights: { ...step.weights, ...Object.fromEntries(kept.map(({ version, share }) => [version, share])) },
  };
}

/** A destination of the rule, by its subset's name or, where it has none, its host's. */
function plannedSubset({ host, subset, port }: Destination, stable: Destination): PlannedSubset {
  const hasOwnHost = host !== stable.host || subset === undefined;
  const name = subset ?? host.split('.')[0] ?? host;
  return {
    name,
    destination: { ...(hasOwnHost ? { host } : {}), ...(subset ? { subset } : {}), ...ownPort(port, stable) },
    labels: null,
  };
}

/** A backend of the rule, by its Service's name. */
function plannedBackend({ host, port }: Destination, stable: Destination, namespace: string): PlannedSubset {
  return {
    name: backendWords(host, namespace),
    destination: { host, ...ownPort(port, stable) },
    labels: null,
  };
}

/** A port that is not the stable version's. */
function ownPort(port: Destination['port'], stable: Destination): Pick<Destination, 'port'> {
  return port !== undefined && port.number !== stable.port?.number ? { port } : {};
}

/** Two destinations may have subsets of one name: the later one gets its place behind it. */
function distinct(subsets: readonly PlannedSubset[]): readonly PlannedSubset[] {
  const names = new Set<string>();
  return subsets.map((subset) => {
    const name = freeName(subset.name, (taken) => names.has(taken));
    names.add(name);
    return name === subset.name ? subset : { ...subset, name };
  });
}
