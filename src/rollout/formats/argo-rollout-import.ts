import { type Field } from '../../istio/field.ts';
import { isObject } from '../../istio/sanitize.ts';
import { plannedBackendHost } from '../backend-host.ts';
import type { YamlPath } from '../../yaml/yaml-path.ts';
import { readStep, stepsWithoutRouting } from '../read-step.ts';
import type { PlannedRule, PlannedSubset, StepAction } from '../rollout-plan.ts';
import { planValue } from '../step-value.ts';
import { gatewayApiPlugin } from './argo-gateway-api.ts';
import { readPluginRule } from './argo-gateway-api-import.ts';
import type { Converted, UnwrittenPlan } from './converted.ts';
import { at, listAt, tellUnknown, textAt, wholeAt } from './foreign-field.ts';

/**
 * A Rollout of Argo Rollouts with canary steps, and Istio's traffic routing or that of the plugin for the Gateway API, as the value of a RolloutPlan document;
 * null where it is none. Argo's promotion at the end (everything to the canary, no managed route any more) becomes steps. Every field of the Rollout that a
 * plan does not know is in `lost`.
 */
export function importArgoRollout(value: unknown): Converted | null {
  const root: Field = { value, source: { document: 0, path: [] }, problems: [] };
  const canary = at(root, 'spec', 'strategy', 'canary');
  const routing = at(canary, 'trafficRouting');
  const istio = at(routing, 'istio');
  const plugin = at(routing, 'plugins', gatewayApiPlugin);
  if (!isArgoRollout(value) || (!isObject(istio.value) && !isObject(plugin.value))) return null;
  const lost: string[] = [];
  tellUnknown(at(root, 'spec'), ['strategy'], lost);
  tellUnknown(at(root, 'spec', 'strategy'), ['canary'], lost);
  tellUnknown(canary, ['trafficRouting', 'steps', 'stableService', 'canaryService'], lost);
  const namespace = textAt(root, 'metadata', 'namespace') ?? 'default';
  const isByIstio = isObject(istio.value);
  tellUnknown(routing, [isByIstio ? 'istio' : 'plugins', 'managedRoutes'], lost);
  tellUnknown(istio, ['virtualService', 'virtualServices', 'destinationRule'], lost);
  const rule = isByIstio ? readRule(istio, namespace, lost) : readPluginRule(plugin, namespace, lost);
  const subsets = isByIstio
    ? readSubsets(canary, at(istio, 'destinationRule'), lost)
    : readServices(canary).map((name) => backend(name, namespace));
  const steps = listAt(canary, 'steps').map((step) => readStep(step, subsets, rule.kind));
  for (const { source, message } of root.problems)
    lost.push(`${stepLeftOut(source.path)}${source.path.join('.')}: ${message}`);
  for (const step of steps)
    if (step.type === 'other' && step.name === 'experiment' && JSON.stringify(step.value ?? null).includes('"weight":'))
      lost.push('An experiment with weights moves requests by itself; the plan does not count them.');
  const most = wholeAt(routing, 'maxTrafficWeight');
  if (most !== null && most !== 100)
    lost.push(`Weights are parts of ${most} there and of 100 in a plan: setWeight says another share here.`);
  const plan: UnwrittenPlan = {
    name: textAt(root, 'metadata', 'name') ?? 'rollout',
    namespace,
    rule,
    subsets,
    managedRoutes: differingOrder(
      listAt(routing, 'managedRoutes').flatMap((route) => textAt(route, 'name') ?? []),
      steps,
    ),
    steps: promoted(steps.filter(isRead), subsets[1]?.name ?? 'canary'),
  };
  return { value: planValue(plan), lost };
}

function isArgoRollout(value: unknown): value is Readonly<Record<string, unknown>> {
  const { apiVersion, kind } = isObject(value) ? value : {};
  return kind === 'Rollout' && typeof apiVersion === 'string' && apiVersion.startsWith('argoproj.io/');
}

function readRule(istio: Field, ownNamespace: string, lost: string[]): PlannedRule {
  const several = listAt(istio, 'virtualServices');
  const one = at(istio, 'virtualService');
  const chosen = isObject(one.value) ? one : several[0];
  if (several.length > (chosen === one ? 0 : 1)) lost.push('A plan moves one VirtualService; the others are left out.');
  if (!chosen) return { kind: 'http', namespace: ownNamespace, name: '', which: null };
  const connections = (['tls', 'tcp'] as const).find(
    (kind) => listAt(chosen, 'routes').length === 0 && listAt(chosen, `${kind}Routes`).length > 0,
  );
  tellUnknown(chosen, ['name', 'routes', ...(connections ? [`${connections}Routes`] : [])], lost);
  const [name = '', namespace = ownNamespace] = (textAt(chosen, 'name') ?? '').split('.');
  if (connections) {
    lost.push(`A plan names a ${connections} rule by its index, Argo by its match; the first one is taken.`);
    return { kind: connections, namespace, name, which: 0 };
  }
  const [http = null, ...others] = listAt(chosen, 'routes').flatMap(({ value }) =>
    typeof value === 'string' ? value : [],
  );
  for (const route of others) lost.push(`A plan moves one rule; route ${route} is left out.`);
  return { kind: 'http', namespace, name, which: http };
}

/** Two subsets of the DestinationRule's host, else two Services. */
function readSubsets(canary: Field, destinationRule: Field, lost: string[]): readonly PlannedSubset[] {
  if (!isObject(destinationRule.value)) return readServices(canary).map(service);
  if (textAt(canary, 'stableService') ?? textAt(canary, 'canaryService'))
    lost.push('The plan goes by subsets; stableService and canaryService are left out.');
  tellUnknown(destinationRule, ['name', 'stableSubsetName', 'canarySubsetName'], lost);
  return [
    subset(textAt(destinationRule, 'stableSubsetName') ?? 'stable'),
    subset(textAt(destinationRule, 'canarySubsetName') ?? 'canary'),
  ];
}

function readServices(canary: Field): readonly string[] {
  return [textAt(canary, 'stableService') ?? 'stable', textAt(canary, 'canaryService') ?? 'canary'];
}

function subset(name: string): PlannedSubset {
  return { name, destination: { subset: name }, labels: null };
}

function service(host: string): PlannedSubset {
  return { name: host, destination: { host }, labels: null };
}

function backend(name: string, namespace: string): PlannedSubset {
  return { name, destination: { host: plannedBackendHost({ host: name }, namespace) }, labels: null };
}

function stepLeftOut(path: YamlPath): string {
  const index = path[path.indexOf('steps') + 1];
  return typeof index === 'number' && path.includes('steps') ? `Step ${index + 1} is left out. ` : '';
}

/** A step that could not be read has been told already. */
function isRead(step: StepAction): boolean {
  return step.type !== 'other' || stepsWithoutRouting.has(step.name);
}

/** Names of managed routes where their order is not that of the steps anyway. */
function differingOrder(names: readonly string[], steps: readonly StepAction[]): readonly string[] {
  const set = new Set(
    steps.flatMap((step) => (step.type === 'setHeaderRoute' || step.type === 'setMirrorRoute' ? step.name : [])),
  );
  const listed = names.filter((name) => set.has(name));
  return listed.join('\n') === [...set].slice(0, listed.length).join('\n') ? [] : listed;
}

/** After its last step Argo gives everything to the canary and takes its routes away (argo-rollouts rollout/trafficrouting.go). */
function promoted(steps: readonly StepAction[], canary: string): readonly StepAction[] {
  const weight = steps.findLast((step) => step.type === 'setWeight')?.weights[canary];
  const left = new Map<string, StepAction>();
  for (const step of steps) {
    if (step.type !== 'setHeaderRoute' && step.type !== 'setMirrorRoute') continue;
    if (step.match === null) left.delete(step.name);
    else left.set(step.name, removal(step));
  }
  return [
    ...steps,
    ...(weight === 100 ? [] : [{ type: 'setWeight', weights: { [canary]: 100 } } as const]),
    ...left.values(),
  ];
}

function removal(step: StepAction & { type: 'setHeaderRoute' | 'setMirrorRoute' }): StepAction {
  return step.type === 'setHeaderRoute' ? { ...step, match: null } : { ...step, match: null, percentage: 100 };
}
