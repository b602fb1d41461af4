import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { routeRequest } from '../envoy/route-request.ts';
import { decode } from '../istio/decode.ts';
import type { StringMatch } from '../istio/virtual-service.ts';
import { dial } from '../pilot/dial.ts';
import { createPushContext } from '../pilot/push-context.ts';
import { callerProxy } from '../routetest/run-route-test.ts';
import { planYamlEdits } from '../yaml/plan-yaml-edits.ts';
import { renderYaml } from '../yaml/render-yaml.ts';
import { parseStream } from '../yaml/stream.ts';
import { applyTextEdits } from '../yaml/text-edit.ts';
import { deployedSteps } from './deployed-step.ts';
import { plannedRule } from './planned-rule.ts';
import { allRuleKinds, rulesOf, sendsToBackends, type RuleKind } from './rule-kind.ts';
import { ruleFixtures } from './rules-of-every-kind.ts';
import { exportArgoRollout } from './formats/argo-rollout-export.ts';
import { importArgoRollout } from './formats/argo-rollout-import.ts';
import type { UnwrittenPlan } from './formats/converted.ts';
import { exportFlaggerCanary } from './formats/flagger-canary-export.ts';
import { importFlaggerCanary } from './formats/flagger-canary-import.ts';
import { planEdits, type PlanEdit } from './plan-edits.ts';
import { readRolloutPlans } from './read-rollout-plan.ts';
import type { RolloutPlan, RolloutStep, StepAction } from './rollout-plan.ts';
import { managedRouteNames, stepState, type ManagedRoute } from './step-state.ts';
import { planValue } from './step-value.ts';
import { textAtStep } from './text-at-step.ts';

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 4 });
const stringMatch: fc.Arbitrary<StringMatch> = fc.oneof(
  word.map((exact) => ({ exact })),
  word.map((prefix) => ({ prefix })),
  word.map((regex) => ({ regex })),
);
const headerMatches = fc.array(
  word.chain((name) => stringMatch.map((headerValue) => ({ headerName: `x-${name}`, headerValue }))),
  { minLength: 1, maxLength: 2 },
);

/** What a mirror route can ask for, by the kind of its rule. */
const conditions = {
  http: {
    method: fc.constantFrom<StringMatch>({ exact: 'GET' }, { prefix: 'P' }, { regex: 'P.T' }),
    path: fc.constantFrom<StringMatch>({ prefix: '/' }, { prefix: '/a' }),
  },
  httpRoute: {
    method: fc.constantFrom<StringMatch>({ exact: 'GET' }, { exact: 'POST' }),
    path: fc.constantFrom<StringMatch>({ prefix: '/' }, { prefix: '/a' }, { exact: '/a' }, { prefix: '/a/b/' }),
  },
  grpcRoute: {
    path: fc.constantFrom<StringMatch>({ prefix: '/' }, { prefix: '/svc/' }, { exact: '/svc/get' }),
  },
} as const;

function routeMatches(kind: keyof typeof conditions) {
  const headers = fc.dictionary(word, stringMatch, { minKeys: 1, maxKeys: 2 });
  return fc.array(
    fc.record({ ...conditions[kind], headers }, { requiredKeys: [] }).filter((match) => Object.keys(match).length > 0),
    { minLength: 1, maxLength: 2 },
  );
}

const pause: fc.Arbitrary<StepAction> = fc
  .constantFrom(null, '10s', '5m', '1h30m')
  .map((duration) => ({ type: 'pause', duration }));

/** Steps of a plan with these subsets; names of header and mirror routes are never those of the other sort, and rules of connections have none. */
function stepOf(canaries: readonly string[], kind: RuleKind = 'http'): fc.Arbitrary<StepAction> {
  const share = Math.floor(100 / canaries.length);
  const subset = fc.constantFrom(...canaries);
  const other = fc.constant<StepAction>({
    type: 'other',
    name: 'analysis',
    value: { templates: [{ templateName: 'rate' }] },
  });
  const weight = fc
    .tuple(...canaries.map((name) => fc.integer({ min: 0, max: share }).map((weight) => [name, weight] as const)))
    .map((weights): StepAction => ({ type: 'setWeight', weights: Object.fromEntries(weights) }));
  if (kind !== 'http' && kind !== 'httpRoute' && kind !== 'grpcRoute') return fc.oneof(weight, pause, other);
  return fc.oneof(
    weight,
    pause,
    fc
      .tuple(fc.constantFrom('testers', 'staff'), fc.option(headerMatches), subset)
      .map(([name, match, to]): StepAction => ({ type: 'setHeaderRoute', name, match, subset: to })),
    fc
      .tuple(fc.constantFrom('dark', 'copy'), fc.option(routeMatches(kind)), fc.integer({ min: 0, max: 100 }), subset)
      .map(([name, match, percentage, to]): StepAction => ({
        type: 'setMirrorRoute',
        name,
        match,
        percentage: match ? percentage : 100,
        subset: to,
      })),
    other,
  );
}

function planOf(names: readonly string[], kind: RuleKind = 'http'): fc.Arbitrary<UnwrittenPlan> {
  const { name, which } = ruleFixtures[kind];
  return fc.array(stepOf(names.slice(1), kind), { minLength: 1, maxLength: 8 }).map((steps) => ({
    name: 'plan',
    namespace: 'books',
    rule: { kind, namespace: 'books', name, which },
    subsets: names.map((version) => ({
      name: version,
      destination: sendsToBackends(kind) ? { host: `${version}.books.svc.cluster.local` } : { subset: version },
      labels: null,
    })),
    managedRoutes: [],
    steps,
  }));
}

function anyPlanOf(kind: RuleKind): fc.Arbitrary<UnwrittenPlan> {
  return fc.oneof(planOf(['v1', 'v2'], kind), planOf(['v1', 'v2', 'v3'], kind));
}

const anyPlan = anyPlanOf('http');

function read(value: unknown): RolloutPlan {
  const [plan] = readRolloutPlans(decode(parseStream(renderYaml(value))).config.others);
  if (!plan) throw new Error('no plan');
  return plan;
}

/** A plan without its places in the text. */
function bare({ name, namespace, rule, subsets, managedRoutes, steps }: RolloutPlan): UnwrittenPlan {
  return { name, namespace, rule, subsets, managedRoutes, steps: steps.map(bareStep) };
}

function bareStep(step: RolloutStep): StepAction {
  const { source: _, ...action } = step;
  return action;
}

const rules = ruleFixtures.http.text;

function open(text: string) {
  const stream = parseStream(text);
  const { config } = decode(stream);
  const [plan] = readRolloutPlans(config.others);
  if (!plan) throw new Error('no plan');
  return { stream, config, plan };
}

/** The text at a step; nothing is asked of plans whose conditions no rule can say. */
function reached(text: string, step: number): string {
  const { stream, config, plan } = open(text);
  const result = textAtStep(stream, config, plan, step);
  fc.pre(result.ok || !/cannot be (?:joined|asked for)/.test(result.refusal.message));
  if (!result.ok) throw new Error(result.refusal.message);
  return result.text;
}

/** The rules of the plan's object that are neither its own nor managed. */
function foreignRules(text: string): unknown {
  const { config, plan } = open(text);
  const found = plannedRule(config, plan);
  if (!found.ok) throw new Error(found.message);
  const managed = managedRouteNames(plan);
  return rulesOf(found.object, found.kind).filter(
    ({ name }, index) => index !== found.index && !(name !== undefined && managed.includes(name)),
  );
}

const config = decode(parseStream('')).config;

describe('plans', () => {
  it.each(allRuleKinds)('for %s rules read back as they were written', (kind) => {
    fc.assert(
      fc.property(anyPlanOf(kind), (plan) => {
        expect(read(planValue(plan)).problems).toEqual([]);
        expect(bare(read(planValue(plan)))).toEqual(plan);
      }),
    );
  });

  it('give exactly 100 percent at every step', () => {
    fc.assert(
      fc.property(anyPlan, fc.nat(9), (plan, step) => {
        const { weights } = stepState(read(planValue(plan)), step);
        expect(weights.reduce((sum, { weight }) => sum + weight, 0)).toBe(100);
        expect(weights.every(({ weight }) => weight >= 0)).toBe(true);
      }),
    );
  });
});

describe.each(allRuleKinds)('texts at steps of a plan for %s', (kind) => {
  const text = anyPlanOf(kind).map((plan) => ruleFixtures[kind].text + renderYaml(planValue(plan)));

  it('are at that step, wherever they come from, with every comment and foreign rule', () => {
    fc.assert(
      fc.property(text, fc.nat(8), fc.nat(8), (start, from, to) => {
        const steps = open(start).plan.steps.length;
        const there = reached(reached(start, from), to);
        expect(deployedSteps(open(there).stream, open(there).config, open(there).plan)).toContain(Math.min(to, steps));
        for (const comment of ['# stays', '# on purpose', '# old']) expect(there).toContain(comment);
        expect(foreignRules(there)).toEqual(foreignRules(start));
      }),
      { numRuns: 60 },
    );
  });

  it('stay as they are written at the start', () => {
    fc.assert(
      fc.property(text, (start) => {
        expect(reached(start, 0)).toBe(start);
      }),
      { numRuns: 20 },
    );
  });

  it('do not change when they are there already', () => {
    fc.assert(
      fc.property(text, fc.nat(8), (start, step) => {
        const there = reached(start, step);
        expect(reached(there, step)).toBe(there);
      }),
      { numRuns: 60 },
    );
  });
});

type Asked = { readonly method: string; readonly path: string; readonly headers: Readonly<Record<string, string>> };

function holds({ exact, prefix, regex }: StringMatch, text: string | undefined): boolean {
  if (text === undefined) return false;
  return exact === undefined
    ? prefix === undefined
      ? new RegExp(`^(?:${regex ?? '.*'})$`).test(text)
      : text.startsWith(prefix)
    : exact === text;
}

/** Whether a path meets a condition: in an HTTPRoute a prefix counts whole segments. */
function holdsPath(match: StringMatch, path: string, kind: RuleKind): boolean {
  const prefix = match.prefix?.replace(/\/$/, '');
  if (kind !== 'httpRoute' || prefix === undefined) return holds(match, path);
  return path === prefix || path.startsWith(`${prefix}/`);
}

function takes(route: ManagedRoute, { method, path, headers }: Asked, kind: RuleKind): boolean {
  if (route.type === 'header')
    return route.match.some(({ headerName, headerValue }) => holds(headerValue, headers[headerName]));
  return route.match.some(
    (match) =>
      (!match.method || holds(match.method, method)) &&
      (!match.path || holdsPath(match.path, path, kind)) &&
      Object.entries(match.headers ?? {}).every(([name, value]) => holds(value, headers[name])),
  );
}

/** Shares of the versions as the mesh would give them. */
function routed(text: string, base: string, asked: Asked): Record<string, number> {
  const push = createPushContext(open(text).config);
  const { proxy, compiled } = callerProxy(push, { namespace: 'books', labels: {} }, new Map());
  const request = { ...asked, url: `${base}${asked.path}`, headers: Object.entries(asked.headers) };
  const { destinations } = routeRequest(compiled, dial(push, proxy, request));
  return Object.fromEntries(
    destinations.map(({ cluster, percent }) => {
      const [, , subset, host] = cluster.split('|');
      return [subset || host?.split('.')[0], percent];
    }),
  );
}

/** Requests that are likely to meet conditions of the plan: some of its headers, others beside them. */
function requestOf({ rule, steps }: UnwrittenPlan): fc.Arbitrary<Asked> {
  const wanted = steps.flatMap((step): (readonly [string, StringMatch])[] => {
    if (step.type === 'setHeaderRoute')
      return (step.match ?? []).map(({ headerName, headerValue }) => [headerName, headerValue]);
    return step.type === 'setMirrorRoute'
      ? (step.match ?? []).flatMap(({ headers = {} }) => Object.entries(headers))
      : [];
  });
  const met = fc
    .subarray(wanted)
    .map((entries) =>
      Object.fromEntries(entries.map(([name, { exact, prefix, regex }]) => [name, exact ?? prefix ?? regex ?? ''])),
    );
  const isGrpc = rule.kind === 'grpcRoute';
  return fc.record({
    method: isGrpc ? fc.constant('POST') : fc.constantFrom('GET', 'POST', 'PUT'),
    path: isGrpc
      ? fc.constantFrom('/svc/get', '/svc/put', '/other/get')
      : fc.constantFrom('/', '/a', '/ab', '/a/b', '/a?q=1', '/b'),
    headers: fc
      .tuple(fc.dictionary(word, word, { maxKeys: 2 }), met)
      .map(([others, some]) => Object.assign({}, others, some)),
  });
}

describe.each(allRuleKinds)('the mesh at a step of a plan for %s', (kind) => {
  const asked = anyPlanOf(kind).chain((plan) => fc.tuple(fc.constant(plan), requestOf(plan)));

  it('sends each request where the plan says: the first route that takes it, else by weight', () => {
    fc.assert(
      fc.property(asked, fc.nat(8), ([plan, request], step) => {
        const { text, url } = ruleFixtures[kind];
        const there = reached(text + renderYaml(planValue(plan)), step);
        const { weights, routes } = stepState(read(planValue(plan)), step);
        const path = request.path.split('?')[0] ?? '';
        const taker = routes.find((route) => takes(route, { ...request, path }, kind));
        const expected =
          taker?.type === 'header'
            ? { [taker.subset]: 100 }
            : Object.fromEntries(
                weights.flatMap(({ subset, weight }) => (weight > 0 ? [[subset.name, weight] as const] : [])),
              );
        expect(routed(there, url, request)).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });
});

describe('gestures on the timeline', () => {
  it('do to the text what they do to the list of steps', () => {
    const dice = fc.nat(1000);
    fc.assert(
      fc.property(planOf(['v1', 'v2', 'v3']), stepOf(['v2', 'v3']), dice, dice, dice, (plan, fresh, kind, a, b) => {
        const index = a % plan.steps.length;
        const to = b % plan.steps.length;
        const old = plan.steps[index];
        if (!old) return;
        const gestures: readonly (readonly [PlanEdit, readonly StepAction[]])[] = [
          [{ type: 'insertStep', index, step: fresh }, plan.steps.toSpliced(index, 0, fresh)],
          [{ type: 'setStep', index, step: fresh }, plan.steps.with(index, fresh)],
          [{ type: 'moveStep', from: index, to }, plan.steps.toSpliced(index, 1).toSpliced(to, 0, old)],
          [{ type: 'duplicateStep', index }, plan.steps.toSpliced(index, 0, old)],
          [{ type: 'removeStep', index }, plan.steps.toSpliced(index, 1)],
          [{ type: 'replaceSteps', steps: [fresh, fresh] }, [fresh, fresh]],
        ];
        const [edit, expected] = gestures[kind % gestures.length] ?? [];
        if (!edit || !expected) return;
        const before = open(rules + renderYaml(planValue(plan)));
        const planned = planYamlEdits(before.stream, [planEdits(before.stream, before.plan, edit)]);
        if (!planned.ok) throw new Error(planned.refusal.message);
        const after = open(applyTextEdits(before.stream.text, planned.edits)).plan;
        expect(bare(after).steps).toEqual(expected);
        expect(after.problems).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});

describe('Argo Rollouts', () => {
  const full: StepAction = { type: 'setWeight', weights: { v2: 100 } };
  const off = [
    ...['testers', 'staff'].map((name): StepAction => ({ type: 'setHeaderRoute', name, match: null, subset: 'v2' })),
    ...['dark', 'copy'].map((name): StepAction => ({
      type: 'setMirrorRoute',
      name,
      match: null,
      percentage: 100,
      subset: 'v2',
    })),
  ];

  it('takes a plan of two versions that ends as Argo does, and gives it back the same', () => {
    fc.assert(
      fc.property(planOf(['v1', 'v2']), (open_) => {
        const plan = { ...open_, steps: [...open_.steps, full, ...off] };
        const rollout = exportArgoRollout(read(planValue(plan)), config);
        expect(importArgoRollout(rollout.value)).toEqual({ value: planValue(plan), lost: [] });
      }),
    );
  });

  it.each(allRuleKinds.filter((kind) => kind === 'http' || sendsToBackends(kind)))(
    'gives the same back after the first trip, whatever the plan for %s',
    (kind) => {
      fc.assert(
        fc.property(anyPlanOf(kind), (plan) => {
          const trip = (value: unknown) => importArgoRollout(exportArgoRollout(read(value), config).value)?.value;
          const once = trip(planValue(plan));
          expect(trip(once)).toEqual(once);
        }),
      );
    },
  );
});

describe('Flagger', () => {
  const trip = (value: unknown) => importFlaggerCanary(exportFlaggerCanary(read(value), config).value)?.value;

  it.each(['http', 'httpRoute'] as const)(
    'gives the same back after the first trip, whatever the plan for %s',
    (kind) => {
      fc.assert(
        fc.property(anyPlanOf(kind), (plan) => {
          const once = trip(planValue(plan));
          expect(trip(once)).toEqual(once);
        }),
      );
    },
  );

  it('loses nothing of what the plan took from a Canary', () => {
    const analysis = fc.record(
      {
        interval: fc.constantFrom('5s', '30s', '1m', '1h'),
        iterations: fc.nat(5),
        mirror: fc.boolean(),
        mirrorWeight: fc.integer({ min: 1, max: 100 }),
        stepWeight: fc.nat(40),
        maxWeight: fc.nat(100),
        stepWeights: fc
          .uniqueArray(fc.integer({ min: 1, max: 100 }), { minLength: 1 })
          .map((list) => list.toSorted((a, b) => a - b)),
        match: fc.array(fc.record({ headers: fc.dictionary(word, stringMatch, { minKeys: 1, maxKeys: 2 }) })),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(analysis, (written) => {
        const spec = { targetRef: { name: 'podinfo' }, service: { port: 9898 }, analysis: written };
        const canary = { apiVersion: 'flagger.app/v1beta1', kind: 'Canary', metadata: { name: 'podinfo' }, spec };
        const plan = importFlaggerCanary(canary)?.value;
        expect(trip(plan)).toEqual(plan);
      }),
    );
  });
});
