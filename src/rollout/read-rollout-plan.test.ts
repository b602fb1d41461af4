import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from '../istio/decode.ts';
import { scalarText } from '../yaml/scalar-text.ts';
import { parseStream } from '../yaml/stream.ts';
import { deployedSteps } from './deployed-step.ts';
import { planWarnings } from './plan-warnings.ts';
import { readRolloutPlans } from './read-rollout-plan.ts';
import { stepState } from './step-state.ts';
import { stepWords } from './step-words.ts';
import { takeAway } from './take-away.ts';

function readSpec(spec: string) {
  const text = `apiVersion: signalbox/v1\nkind: RolloutPlan\nmetadata: {name: p, namespace: books}\nspec:\n${spec.replace(/^/gm, '  ')}`;
  const [plan] = readRolloutPlans(decode(parseStream(text)).config.others);
  if (!plan) throw new Error('no plan');
  return plan;
}

const head = 'rule: {virtualService: reviews}\nsubsets: [v1, v2, v3]\n';
const stepsOf = (steps: string) => readSpec(`${head}steps:\n${steps}`);
const problemsOf = (steps: string) =>
  stepsOf(steps).problems.map(({ message, source }) => `${source.path.join('.')}: ${message}`);

describe('a RolloutPlan', () => {
  it('takes a mere weight for the canary’s, and names for several', () => {
    const plan = stepsOf('- setWeight: 5\n- setWeight: {v2: 10, v3: 20}\n- setWeight: {v1: 60, v2: 40}\n');
    expect(plan.problems).toEqual([]);
    expect([1, 2, 3].map((step) => stepState(plan, step).weights.map(({ weight }) => weight))).toEqual([
      [95, 5, 0],
      [70, 10, 20],
      [60, 40, 0],
    ]);
  });

  it('takes durations as Argo does', () => {
    const plan = stepsOf(
      '- pause: {duration: 30}\n- pause: {duration: "30"}\n- pause: {duration: 1h30m}\n- pause: {}\n',
    );
    expect(plan.steps.map((step) => (step.type === 'pause' ? step.duration : ''))).toEqual([
      '30s',
      '30s',
      '1h30m',
      null,
    ]);
  });

  it('keeps the places of steps that it cannot read, and tells why', () => {
    const plan = stepsOf('- setWeight: 5\n- dance: {}\n- setWeight: 10\n- analysis: {}\n');
    expect(plan.steps.map(({ type }) => type)).toEqual(['setWeight', 'other', 'setWeight', 'other']);
    expect(plan.steps[2]?.source.path).toEqual(['spec', 'steps', 2]);
    expect(plan.problems).toHaveLength(1);
  });

  it.each([
    ['- setWeight: 101', 'spec.steps.0.setWeight: A whole number from 0 to 100'],
    ['- setWeight: {v2: 60, v3: 60}', 'spec.steps.0.setWeight: These weights come to 120'],
    ['- setWeight: {v1: 50, v2: 40}', 'spec.steps.0.setWeight: These weights come to 90, and the stable'],
    ['- setWeight: {v9: 5}', 'spec.steps.0.setWeight.v9: The plan has no subset v9'],
    ['- setWeight: {constructor: 5}', 'spec.steps.0.setWeight.constructor: The plan has no subset constructor'],
    ['- pause: {duration: soon}', 'spec.steps.0.pause.duration: A duration'],
    ['- pause: {for: 5m}', 'spec.steps.0.pause.for: There is no field for'],
    ['- setHeaderRoute: {match: []}', 'spec.steps.0.setHeaderRoute.name: A text'],
    [
      '- setHeaderRoute: {name: a, match: [{headerName: x, headerValue: {exact: a, prefix: b}}]}',
      'spec.steps.0.setHeaderRoute.match.0.headerValue: One of',
    ],
    ['- setMirrorRoute: {name: a, match: [{}]}', 'spec.steps.0.setMirrorRoute.match.0: A match needs'],
    ['- constructor: {}', 'spec.steps.0: A step is one of'],
    ['- {setWeight: 5, pause: {}}', 'spec.steps.0: A step is one of'],
    ['- just text', 'spec.steps.0: A step is one of'],
  ])('tells what is wrong with %s', (step, problem) => {
    expect(problemsOf(step)).toEqual([expect.stringContaining(problem)]);
  });

  it('needs two subsets of different names', () => {
    const messages = readSpec('rule: {virtualService: reviews}\nsubsets: [v1, v1]').problems.map(
      ({ message }) => message,
    );
    expect(messages).toEqual([
      'There is a subset v1 already.',
      'A plan needs two subsets: the stable one first, then the canary.',
    ]);
  });

  it('reads a mix of requests in the words of a RoutingTest', () => {
    const { requests, problems } = readSpec(
      `${head}requests:\n- {from: {gateway: {namespace: istio-system}}, request: {url: "http://a/", headers: [[a, 1], [a, 2]]}}\n- {share: -1, request: {}}`,
    );
    expect(requests).toMatchObject([
      {
        name: 'request 1',
        share: 1,
        from: { gateway: { namespace: 'istio-system', labels: {} } },
        request: {
          method: 'GET',
          url: 'http://a/',
          headers: [
            ['a', '1'],
            ['a', '2'],
          ],
        },
      },
    ]);
    expect(problems.length).toBeGreaterThan(0);
  });

  it('takes the headers of the mix as they are written, whatever YAML makes of them', () => {
    const text = `apiVersion: signalbox/v1
kind: RolloutPlan
metadata: {name: p}
spec:
  requests:
  - {from: {}, request: {url: "http://a/", headers: {x-code: 010, x-beta: yes, y: 1.0}}}
  - {from: {}, request: {url: "http://a/", headers: [[x-code, 010], [x-beta, "yes"], [x-beta, null]]}}
`;
    const stream = parseStream(text);
    const plans = readRolloutPlans(decode(stream).config.others, scalarText(stream));
    expect(plans[0]?.requests.map(({ request }) => request.headers)).toEqual([
      [
        ['x-code', '010'],
        ['x-beta', 'yes'],
        ['y', '1.0'],
      ],
      [
        ['x-code', '010'],
        ['x-beta', 'yes'],
        ['x-beta', ''],
      ],
    ]);
  });

  it('never stops anything, whatever stands in it', () => {
    const rules = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: reviews, namespace: books}
spec: {hosts: [reviews], http: [{route: [{destination: {host: reviews, subset: v1}}]}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: reviews, namespace: books}
spec: {parentRefs: [{kind: Service, group: "", name: reviews}], rules: [{backendRefs: [{name: v1, port: 80}]}]}
`;
    const stream = parseStream(rules);
    const { config } = decode(stream);
    const [template] = config.virtualServices;
    if (!template) throw new Error('no rule');
    const odd = fc.anything({ maxDepth: 2 });
    const step = fc.oneof(
      odd,
      fc.dictionary(fc.constantFrom('setWeight', 'pause', 'setHeaderRoute', 'setMirrorRoute', 'toString'), odd),
      fc.record({ setHeaderRoute: fc.record({ name: odd, match: fc.array(odd) }) }),
    );
    const spec = fc.oneof(
      odd,
      fc.record({
        rule: fc.oneof(
          odd,
          fc.constantFrom<unknown>(
            { virtualService: 'reviews' },
            { httpRoute: 'reviews' },
            { virtualService: 'reviews', tcp: 0 },
          ),
          fc.dictionary(fc.constantFrom('virtualService', 'http', 'tcp', 'tls', 'grpcRoute', 'httpRoute', 'rule'), odd),
        ),
        subsets: fc.oneof(
          odd,
          fc.constant(['v1', 'v2']),
          fc.array(fc.oneof(odd, fc.record({ name: fc.string(), host: odd, kind: odd, port: odd }))),
        ),
        managedRoutes: odd,
        steps: fc.oneof(odd, fc.array(step)),
        requests: fc.oneof(odd, fc.array(odd)),
      }),
    );
    fc.assert(
      fc.property(spec, (value) => {
        const object = {
          ...template,
          kind: 'RolloutPlan',
          apiVersion: 'signalbox/v1',
          spec: value,
          source: { document: 7, path: [] },
        };
        const [plan] = readRolloutPlans([object]);
        if (!plan) throw new Error('no plan');
        deployedSteps(stream, config, plan);
        planWarnings(config, plan);
        takeAway(stream, config, plan);
        expect(plan.steps.map((one) => typeof stepWords(one, plan))).not.toContain('undefined');
      }),
      { numRuns: 300 },
    );
  });
});
