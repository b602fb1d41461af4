import { parseDuration, protobufDuration } from '../../istio/duration.ts';
import { type Field } from '../../istio/field.ts';
import { isObject } from '../../istio/sanitize.ts';
import { plannedBackendHost } from '../backend-host.ts';
import { readStep } from '../read-step.ts';
import type { HeaderMatch, PlannedSubset, StepAction } from '../rollout-plan.ts';
import type { RuleKind } from '../rule-kind.ts';
import { planValue } from '../step-value.ts';
import type { Converted } from './converted.ts';
import { at, listAt, tellUnknown, textAt, wholeAt } from './foreign-field.ts';

/**
 * A Canary of Flagger as the value of a RolloutPlan document; null where it is none. Flagger's own Services (`-primary`, `-canary`) are the versions, its
 * interval the pause after each step, its promotion at the end a step to 100 (flagger pkg/controller/scheduler.go). What a plan does not know, such as
 * metrics and webhooks, is in `lost`.
 */
export function importFlaggerCanary(value: unknown): Converted | null {
  if (!isFlaggerCanary(value)) return null;
  const root: Field = { value, source: { document: 0, path: [] }, problems: [] };
  const lost: string[] = [];
  const spec = at(root, 'spec');
  const service = at(spec, 'service');
  const analysis = isObject(at(spec, 'analysis').value) ? at(spec, 'analysis') : at(spec, 'canaryAnalysis');
  tellUnknown(spec, ['provider', 'targetRef', 'service', 'analysis', 'canaryAnalysis'], lost);
  tellUnknown(at(spec, 'targetRef'), ['apiVersion', 'kind', 'name'], lost);
  tellUnknown(service, ['name', 'port'], lost);
  const known = [
    'interval',
    'threshold',
    'iterations',
    'match',
    'mirror',
    'mirrorWeight',
    'maxWeight',
    'stepWeight',
    'stepWeights',
  ];
  tellUnknown(analysis, known, lost);
  tellUnlike(spec, service, analysis, lost);
  const apex = textAt(service, 'name') ?? textAt(spec, 'targetRef', 'name') ?? 'canary';
  const target = textAt(spec, 'targetRef', 'name');
  if (target !== null && target !== apex) lost.push(`The workload is called ${target}; a plan does not know it.`);
  const namespace = textAt(root, 'metadata', 'namespace') ?? 'default';
  const kind: RuleKind = (textAt(spec, 'provider') ?? '').startsWith('gatewayapi:') ? 'httpRoute' : 'http';
  const versionOf = kind === 'http' ? version : backend(namespace);
  const [primary, canary] = [versionOf('primary', apex), versionOf('canary', apex)];
  const steps = stepsOf(analysis, [primary, canary], lost);
  const plan = {
    name: textAt(root, 'metadata', 'name') ?? apex,
    namespace,
    rule: { kind, namespace, name: apex, which: null },
    subsets: [primary, canary],
    managedRoutes: [],
    steps,
  };
  return { value: planValue(plan), lost };
}

/** What a plan reads in its own way, and would hand over again otherwise. */
function tellUnlike(spec: Field, service: Field, analysis: Field, lost: string[]): void {
  const provider = textAt(spec, 'provider');
  if (provider !== null && provider !== 'istio' && !provider.startsWith('gatewayapi:'))
    lost.push(`The provider is ${provider}; the plan moves a VirtualService of Istio.`);
  const workload = textAt(spec, 'targetRef', 'kind');
  if (workload !== null && workload !== 'Deployment')
    lost.push(`The workload is a ${workload}; a plan does not know it.`);
  const port = at(service, 'port').value;
  if (port !== undefined) lost.push('A plan takes the port from the Service; spec.service.port is left out.');
  const threshold = wholeAt(analysis, 'threshold');
  if (threshold !== null && threshold !== 1)
    lost.push(`A plan does not know how many checks may fail; the threshold of ${threshold} is left out.`);
  const iterations = wholeAt(analysis, 'iterations') ?? 0;
  if (iterations > 1) lost.push(`The ${iterations} iterations become one pause of that length.`);
}

function isFlaggerCanary(value: unknown): boolean {
  const { apiVersion, kind } = isObject(value) ? value : {};
  return kind === 'Canary' && typeof apiVersion === 'string' && apiVersion.startsWith('flagger.app/');
}

function version(name: 'primary' | 'canary', apex: string): PlannedSubset {
  return { name, destination: { host: `${apex}-${name}` }, labels: null };
}

/** In an HTTPRoute the versions are Flagger's Services as backends. */
function backend(namespace: string): typeof version {
  return (name, apex) => ({
    name,
    destination: { host: plannedBackendHost({ host: `${apex}-${name}` }, namespace) },
    labels: null,
  });
}

function stepsOf(analysis: Field, subsets: readonly PlannedSubset[], lost: string[]): readonly StepAction[] {
  const duration = intervalOf(analysis);
  const interval: StepAction = { type: 'pause', duration };
  const end: StepAction = { type: 'setWeight', weights: { canary: 100 } };
  const iterations = wholeAt(analysis, 'iterations') ?? 0;
  if (iterations > 0) {
    const whole: StepAction = { type: 'pause', duration: times(duration, iterations) };
    const match = listAt(analysis, 'match').flatMap((entry) => headerMatch(entry, subsets, lost) ?? []);
    const mirrored = mirrorSteps(analysis, whole);
    const route = { type: 'setHeaderRoute', name: 'ab-test', subset: 'canary' } as const;
    return match.length > 0
      ? [{ ...route, match }, whole, end, { ...route, match: null }]
      : [...(mirrored.length > 0 ? mirrored : [whole]), end];
  }
  if (listAt(analysis, 'match').length > 0)
    lost.push('Without iterations Flagger pays no heed to match; it is left out.');
  const weights = weightsOf(analysis);
  const mirrored = mirrorSteps(analysis, interval);
  return [
    ...(weights.length === 0 && mirrored.length === 0 ? [interval] : mirrored),
    ...weights.flatMap((weight): StepAction[] => [{ type: 'setWeight', weights: { canary: weight } }, interval]),
    ...(weights.at(-1) === 100 ? [] : [end]),
  ];
}

/** Not below ten seconds, a minute where nothing is said (flagger canary.go: GetAnalysisInterval). */
function intervalOf(analysis: Field): string {
  const text = textAt(analysis, 'interval') ?? '1m';
  const length = parseDuration(text);
  if (length === null) return '1m';
  return length < 10e9 ? '10s' : text;
}

function times(duration: string, count: number): string {
  return count === 1 ? duration : protobufDuration((parseDuration(duration) ?? 0) * count);
}

/** One interval in which the canary only gets copies. */
function mirrorSteps(analysis: Field, interval: StepAction): readonly StepAction[] {
  if (at(analysis, 'mirror').value !== true) return [];
  const percentage = wholeAt(analysis, 'mirrorWeight') ?? 100;
  const route = { type: 'setMirrorRoute', name: 'mirror', subset: 'canary' } as const;
  return [
    { ...route, percentage: Math.min(100, percentage || 100), match: [{ path: { prefix: '/' } }] },
    interval,
    { ...route, percentage: 100, match: null },
  ];
}

/** `stepWeights`, or `stepWeight` added up until `maxWeight` is reached or passed. */
function weightsOf(analysis: Field): readonly number[] {
  const listed = listAt(analysis, 'stepWeights').flatMap(({ value }) => (typeof value === 'number' ? value : []));
  const step = wholeAt(analysis, 'stepWeight') ?? 0;
  const weights: number[] = [];
  if (step > 0) {
    const most = Math.min(100, wholeAt(analysis, 'maxWeight') || 100);
    for (let weight = step; weights.length === 0 || (weights.at(-1) ?? 100) < most; weight += step)
      weights.push(Math.min(100, weight));
    return weights;
  }
  return listed.map((weight) => Math.min(100, Math.max(0, Math.round(weight))));
}

/** An entry with a single header condition and nothing else. */
function headerMatch(entry: Field, subsets: readonly PlannedSubset[], lost: string[]): HeaderMatch | null {
  const { headers } = isObject(entry.value) ? entry.value : {};
  const [first, ...others] = isObject(headers) ? Object.entries(headers) : [];
  const isAlone = isObject(entry.value) && Object.keys(entry.value).length === 1 && others.length === 0;
  const match = [{ headerName: first?.[0], headerValue: first?.[1] }];
  const probe: Field = {
    value: { setHeaderRoute: { name: 'ab-test', match } },
    source: entry.source,
    problems: [],
  };
  const step = isAlone ? readStep(probe, subsets, 'http') : null;
  if (step?.type === 'setHeaderRoute' && step.match?.[0]) return step.match[0];
  lost.push(`A header route asks for one header; ${entry.source.path.join('.')} is left out.`);
  return null;
}
