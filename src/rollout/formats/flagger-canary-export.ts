import type { IstioConfig } from '../../istio/config.ts';
import { parseDuration } from '../../istio/duration.ts';
import { resolveShortname } from '../../istio/host.ts';
import { serviceOfHost } from '../../istio/service-host.ts';
import { declaredService } from '../declared-service.ts';
import { plannedRule } from '../planned-rule.ts';
import type { PlannedRule, PlannedSubset, RolloutPlan, StepAction } from '../rollout-plan.ts';
import { ruleKinds, type RuleKind } from '../rule-kind.ts';
import type { Exported } from './converted.ts';

type HeaderRoute = StepAction & { readonly type: 'setHeaderRoute' };
type MirrorRoute = StepAction & { readonly type: 'setMirrorRoute' };

/**
 * A plan as a Canary of Flagger (`flagger.app/v1beta1`). Flagger either raises weights, after an interval of mirroring if asked to, or sends a header's
 * requests to the canary (A/B); it waits the same interval after each step and goes on by metrics. What it cannot say is in `lost`.
 */
export function exportFlaggerCanary(plan: RolloutPlan, config: IstioConfig): Exported {
  const provider = providers[plan.rule.kind];
  if (provider === undefined) return { value: null, lost: [refusalOf(plan.rule)] };
  const lost: string[] = ['The plan does not know what tells a good canary: give spec.analysis its metrics.'];
  const [stable, canary, ...others] = plan.subsets;
  const to = canary?.name ?? 'canary';
  for (const { name } of others)
    lost.push(`Flagger knows a primary and a canary; the weights of ${name} are left out.`);
  const apex = apexOf(plan, config);
  if (serviceName(stable) !== `${apex}-primary` || serviceName(canary) !== `${apex}-canary`)
    lost.push(
      `Flagger makes the Services ${apex}-primary and ${apex}-canary itself; the versions of the plan become those.`,
    );
  if (plan.rule.name !== apex || plan.rule.which !== null)
    lost.push(`Flagger writes ${provider.object} ${apex} of its own; the rules of ${plan.rule.name} are not in it.`);
  if (plan.requests.length > 0) lost.push('The mix of requests is left out.');
  const service = { name: apex, ...portOf(apex, plan, config, lost), ...parentsOf(plan, config, lost) };
  const value = {
    apiVersion: 'flagger.app/v1beta1',
    kind: 'Canary',
    metadata: { name: plan.name, namespace: plan.namespace },
    spec: {
      provider: provider.name,
      targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: apex },
      service,
      analysis: { interval: intervalOf(plan, lost), threshold: 1, ...analysisOf(plan, to, lost) },
    },
  };
  return { value, lost };
}

/** The rules that Flagger can write: Istio's for HTTP, and HTTPRoutes (flagger docs/tutorials/gatewayapi-progressive-delivery). */
const providers: Readonly<Partial<Record<RuleKind, { readonly name: string; readonly object: string }>>> = {
  http: { name: 'istio', object: 'a VirtualService' },
  httpRoute: { name: 'gatewayapi:v1', object: 'an HTTPRoute' },
};

function refusalOf({ kind }: PlannedRule): string {
  const { object, list } = ruleKinds[kind];
  const rule = object === 'VirtualService' ? `a ${list} rule of a VirtualService` : `a ${object}`;
  return `Flagger writes HTTP rules of VirtualServices, and HTTPRoutes; there is no Canary for ${rule}.`;
}

function serviceName(version: PlannedSubset | undefined): string | undefined {
  const host = version?.destination.host;
  return (host === undefined ? null : serviceOfHost(host))?.name ?? host;
}

/** Where the HTTPRoute that Flagger writes is bound: the parents and the hostnames of the plan's. */
function parentsOf(plan: RolloutPlan, config: IstioConfig, lost: string[]): object {
  if (plan.rule.kind !== 'httpRoute') return {};
  const { namespace, name } = plan.rule;
  const route = config.httpRoutes.find(({ metadata }) => metadata.name === name && metadata.namespace === namespace);
  const { parentRefs, hostnames } = route?.spec ?? {};
  if (!parentRefs) lost.push('The parents of the HTTPRoute are not known; give spec.service.gatewayRefs.');
  return { ...(hostnames ? { hosts: hostnames } : {}), ...(parentRefs ? { gatewayRefs: parentRefs } : {}) };
}

/** The Service in front of both versions. */
function apexOf(plan: RolloutPlan, config: IstioConfig): string {
  const found = plannedRule(config, plan);
  const ruleHost = found.ok ? found.destinations[0]?.host : undefined;
  const host = plan.subsets[0]?.destination.host ?? ruleHost ?? plan.rule.name;
  return (host.split('.')[0] ?? host).replace(/-primary$/, '');
}

function portOf(apex: string, plan: RolloutPlan, config: IstioConfig, lost: string[]): { readonly port?: number } {
  const { namespace } = plan.rule;
  const service = declaredService(config, resolveShortname(apex, namespace));
  const port = plan.subsets[0]?.destination.port?.number ?? service?.spec.ports?.[0]?.port;
  if (port !== undefined) return { port };
  lost.push('The port of the Service is not known; give spec.service.port.');
  return {};
}

/** Flagger's one interval: that of the first pause with a duration. */
function intervalOf({ steps }: RolloutPlan, lost: string[]): string {
  const pauses = steps.filter((step) => step.type === 'pause').map(({ duration }) => duration);
  const [first = '1m', ...others] = pauses.filter((duration) => duration !== null);
  if (others.some((duration) => parseDuration(duration) !== parseDuration(first)))
    lost.push(`Flagger waits the same time after each step: ${first}.`);
  if (pauses.includes(null))
    lost.push('Flagger goes on by itself; a pause until somebody goes on needs a confirm-promotion webhook.');
  if (pauses.length === 0) lost.push('Flagger waits after each step: a minute.');
  const length = parseDuration(first) ?? 0;
  if (length >= 10e9) return first;
  lost.push('Flagger waits ten seconds at least.');
  return '10s';
}

function analysisOf({ rule, steps }: RolloutPlan, canary: string, lost: string[]): Readonly<Record<string, unknown>> {
  const weights = steps.flatMap((step) => (step.type === 'setWeight' ? (step.weights[canary] ?? 0) : []));
  const rising = weights.filter((weight) => weight > 0 && weight < 100);
  if (rising.some((weight, index) => weight <= (rising[index - 1] ?? 0)) || weights.includes(0))
    lost.push('Flagger only raises the weight of the canary.');
  if (weights.at(-1) !== 100) lost.push('Flagger gives everything to the canary’s version in the end.');
  const routes = steps.filter(
    (step) => step.type === 'setHeaderRoute' && step.match !== null,
  ) as readonly HeaderRoute[];
  const mirrors = steps.filter(
    (step) => step.type === 'setMirrorRoute' && step.match !== null,
  ) as readonly MirrorRoute[];
  for (const step of steps) if (step.type === 'other') lost.push(`The step ${step.name} is left out.`);
  const raised = [...new Set([...rising, ...(holdsEverything(steps, canary) ? [100] : [])])].toSorted((a, b) => a - b);
  const testers = testersOf(routes, raised.length > 0, canary, lost);
  if (testers) {
    if (mirrors.length > 0) lost.push('Flagger does not mirror beside an A/B test; the mirror routes are left out.');
    return { iterations: 1, match: testers };
  }
  const mirror = mirrorOf(rule, mirrors, steps, canary, lost);
  return raised.length > 0 ? { ...mirror, stepWeights: raised } : { ...mirror, iterations: 1 };
}

/** Whether the plan waits with everything on the canary: Flagger then looks at that, too, before it promotes. */
function holdsEverything(steps: readonly StepAction[], canary: string): boolean {
  return steps.some(
    (step, index) => step.type === 'setWeight' && step.weights[canary] === 100 && steps[index + 1]?.type === 'pause',
  );
}

/** The matches of an A/B test; null where the plan is none. */
function testersOf(
  routes: readonly HeaderRoute[],
  hasWeights: boolean,
  canary: string,
  lost: string[],
): readonly object[] | null {
  const [first, ...others] = routes;
  if (!first) return null;
  if (hasWeights || first.subset !== canary) {
    lost.push(
      'Flagger either raises weights or sends a header’s requests to the canary; the header routes are left out.',
    );
    return null;
  }
  for (const { name } of others) lost.push(`Flagger knows one header route; ${name} is left out.`);
  return (first.match ?? []).map(({ headerName, headerValue }) => ({ headers: { [headerName]: headerValue } }));
}

/** Flagger mirrors everything for an interval before the first weight. */
function mirrorOf(
  { kind }: PlannedRule,
  mirrors: readonly MirrorRoute[],
  steps: readonly StepAction[],
  canary: string,
  lost: string[],
): Readonly<Record<string, unknown>> {
  const [first, ...others] = mirrors;
  if (!first) return {};
  if (first.subset !== canary) {
    lost.push(`Flagger mirrors to the canary alone; route ${first.name} is left out.`);
    return {};
  }
  for (const { name } of others) lost.push(`Flagger mirrors once; ${name} is left out.`);
  const isEverything = first.match?.some(({ method, path, headers }) => path?.prefix === '/' && !method && !headers);
  if (isEverything !== true)
    lost.push('Flagger mirrors all requests; the conditions of the mirror route are left out.');
  const start = steps.findIndex(({ type }) => type === 'setWeight');
  if (start >= 0 && steps.indexOf(first) > start) lost.push('Flagger mirrors before the first weight.');
  if (first.percentage === 100) return { mirror: true };
  if (kind === 'http') return { mirror: true, mirrorWeight: first.percentage };
  lost.push('Flagger mirrors a part of the requests by Istio alone; in an HTTPRoute it mirrors them all.');
  return { mirror: true };
}
