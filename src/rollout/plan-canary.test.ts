import { describe, expect, it } from 'vitest';
import { decode } from '../istio/decode.ts';
import { renderYaml } from '../yaml/render-yaml.ts';
import { parseStream } from '../yaml/stream.ts';
import { planCanary, presetWeights } from './plan-canary.ts';
import { plannedRule } from './planned-rule.ts';
import { readRolloutPlans } from './read-rollout-plan.ts';
import { textAtStep } from './text-at-step.ts';
import { writtenRules } from './written-rule.ts';

function planned(rules: string, index: number, canary?: string) {
  const text = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: reviews, namespace: books}
spec:
  hosts: [reviews]
  http:
${rules}`;
  const rule = writtenRules(decode(parseStream(text)).config)[index];
  if (!rule) throw new Error('no rule');
  const value = planCanary(
    rule,
    canary === undefined ? undefined : { destination: { host: 'reviews', subset: canary }, labels: null },
  );
  if (!value) return null;
  const stream = parseStream(`${text}---\n${renderYaml(value)}`);
  const { config } = decode(stream);
  const [plan] = readRolloutPlans(config.others);
  if (!plan) throw new Error('no plan');
  return { plan, config, stream };
}

describe('a planned canary', () => {
  it('takes the heaviest destination for stable, and the preset weights that lie ahead', () => {
    const result = planned(
      `  - name: all
    route:
    - {destination: {host: reviews, subset: v2}, weight: 10}
    - {destination: {host: reviews, subset: v1}, weight: 90}
`,
      0,
    );
    expect(result?.plan.problems).toEqual([]);
    expect(result?.plan.subsets.map(({ name }) => name)).toEqual(['v1', 'v2']);
    const weights = result?.plan.steps.flatMap((step) => (step.type === 'setWeight' ? step.weights['v2'] : []));
    expect(weights).toEqual([10, 25, 50, 100]);
    const added = planned('  - {name: all, route: [{destination: {host: reviews, subset: v1}}]}\n', 0, 'v2');
    const fromNothing = added?.plan.steps.flatMap((step) => (step.type === 'setWeight' ? step.weights['v2'] : []));
    expect(fromNothing).toEqual(presetWeights);
  });

  it('leaves their shares to further versions for as long as there is room', () => {
    const result = planned(
      `  - name: all
    route:
    - {destination: {host: reviews, subset: v1}, weight: 7}
    - {destination: {host: reviews, subset: v2}, weight: 2}
    - {destination: {host: reviews, subset: v3}, weight: 1}
`,
      0,
    );
    expect(result?.plan.problems).toEqual([]);
    expect(result?.plan.steps.flatMap((step) => (step.type === 'setWeight' ? [step.weights] : []))).toEqual([
      { v2: 20, v3: 10 },
      { v2: 25, v3: 10 },
      { v2: 50, v3: 10 },
      { v2: 100 },
    ]);
    if (!result) throw new Error('no plan');
    // The text is at the first step as it stands.
    expect(textAtStep(result.stream, result.config, result.plan, 1)).toMatchObject({ ok: true, edits: [] });
  });

  it('finds its rule again, by index where it has no name', () => {
    const result = planned(
      '  - {name: a, route: [{destination: {host: x}}]}\n  - route: [{destination: {host: reviews, subset: v1}}]\n',
      1,
      'v2',
    );
    if (!result) throw new Error('no plan');
    expect(plannedRule(result.config, result.plan)).toMatchObject({ ok: true, index: 1 });
    expect(textAtStep(result.stream, result.config, result.plan, 1)).toMatchObject({ ok: true });
  });

  it('tells hosts and subsets apart, also of one name', () => {
    const result = planned(
      `  - route:
    - {destination: {host: reviews, subset: v1}, weight: 70}
    - {destination: {host: ratings, subset: v1}, weight: 20}
    - {destination: {host: plain}, weight: 10}
`,
      0,
    );
    if (!result) throw new Error('no plan');
    expect(result.plan.subsets).toEqual([
      { name: 'v1', destination: { subset: 'v1' }, labels: null },
      { name: 'v1-2', destination: { host: 'ratings', subset: 'v1' }, labels: null },
      { name: 'plain', destination: { host: 'plain' }, labels: null },
    ]);
    expect(textAtStep(result.stream, result.config, result.plan, 1)).toMatchObject({ ok: true });
  });

  it('is none without a second version', () => {
    expect(planned('  - route: [{destination: {host: reviews, subset: v1}}]\n', 0)).toBeNull();
    expect(planned('  - redirect: {uri: /}\n', 0, 'v2')).toBeNull();
  });
});
