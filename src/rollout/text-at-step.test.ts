import { describe, expect, it } from 'vitest';
import { decode } from '../istio/decode.ts';
import { parseStream } from '../yaml/stream.ts';
import { deployedSteps } from './deployed-step.ts';
import { readRolloutPlans } from './read-rollout-plan.ts';
import { textAtStep } from './text-at-step.ts';

const manifests = `# the reviews of the shop
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: reviews, namespace: books}
spec:
  host: reviews
  subsets:
  - {name: v1, labels: {version: v1}}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: reviews, namespace: books}
spec:
  hosts: [reviews]
  http:
  - name: mobile   # never touched
    match:
    - uri: {prefix: /m/}
    route:
    - destination: {host: reviews, subset: v1}
  - name: everyone
    match:
    - uri: {prefix: /reviews}
    timeout: 2s
    route:
    - destination: {host: reviews, subset: v1}   # the old one
`;

const plan = `---
apiVersion: signalbox/v1
kind: RolloutPlan
metadata: {name: reviews-v2, namespace: books}
spec:
  rule: {virtualService: reviews, http: everyone}
  subsets:
  - v1
  - {name: v2, labels: {version: v2}}
  steps:
  - setHeaderRoute: {name: testers, match: [{headerName: x-tester, headerValue: {exact: "true"}}]}
  - pause: {}
  - setMirrorRoute: {name: dark, percentage: 50, match: [{method: {exact: GET}, path: {prefix: /}}]}
  - setWeight: 5
  - pause: {duration: 10m}
  - setMirrorRoute: {name: dark}
  - setWeight: 100
  - setHeaderRoute: {name: testers}
`;

/** A workspace with the first of its plans. */
function open(text: string) {
  const stream = parseStream(text);
  const { config } = decode(stream);
  const [first] = readRolloutPlans(config.others);
  if (!first) throw new Error('no plan');
  return { stream, config, plan: first };
}

function textAt(text: string, step: number): string {
  const workspace = open(text);
  const result = textAtStep(workspace.stream, workspace.config, workspace.plan, step);
  if (!result.ok) throw new Error(result.refusal.message);
  return result.text;
}

function deployed(text: string): readonly number[] {
  const workspace = open(text);
  return deployedSteps(workspace.stream, workspace.config, workspace.plan);
}

/** The lines of `after` that `before` has not. */
function newLines(before: string, after: string): string[] {
  const known = before.split('\n');
  return after.split('\n').filter((line) => !known.includes(line));
}

const whole = manifests + plan;

describe('the text at a step', () => {
  it('is as it stands at the start', () => {
    expect(textAt(whole, 0)).toBe(whole);
    expect(deployed(whole)).toEqual([0]);
  });

  it('puts the testers before the rule, with its conditions and policies, and defines the subset', () => {
    expect(textAt(whole, 1)).toContain('version: v1}}\n  - {name: v2, labels: {version: v2}}\n---');
    expect(newLines(whole, textAt(whole, 1)).join('\n')).toBe(`  - name: testers
    - uri:
        prefix: /reviews
      headers:
        x-tester:
          exact: "true"
    - destination:
        host: reviews
        subset: v2`);
    const [, testers] = open(textAt(whole, 1)).config.virtualServices[0]?.spec.http ?? [];
    expect(testers?.timeout).toBe('2s');
  });

  it('mirrors the requests of a mirror route without moving them', () => {
    const http = open(textAt(whole, 3)).config.virtualServices[0]?.spec.http ?? [];
    expect(http.map(({ name }) => name)).toEqual(['mobile', 'testers', 'dark', 'everyone']);
    expect(http[2]).toEqual({
      name: 'dark',
      match: [{ uri: { prefix: '/reviews' }, method: { exact: 'GET' } }],
      route: [{ destination: { host: 'reviews', subset: 'v1' } }],
      mirror: { host: 'reviews', subset: 'v2' },
      mirrorPercentage: { value: 50 },
      timeout: '2s',
    });
  });

  it('changes only digits from one weight to the next', () => {
    const at5 = textAt(whole, 6);
    expect(newLines(at5, textAt(at5, 7))).toEqual(['      weight: 0', '      weight: 100']);
  });

  it('keeps every comment and every other rule', () => {
    const text = textAt(whole, 4);
    for (const comment of ['# the reviews of the shop', '# never touched', '# the old one'])
      expect(text).toContain(comment);
  });

  it('keeps the comments of a list beside its items where one is put in front, or taken from there', () => {
    const written = manifests.replace('uri: {prefix: /reviews}', 'uri: {prefix: /reviews}   # the whole shop');
    const rule = `  - name: testers
    match:
    - uri:   # what the testers see
        prefix: /reviews
      headers:
        x-tester:
          exact: "true"
    route:
    - destination:   # straight to the new one
        host: reviews
        subset: v2
    timeout: 2s
`;
    const before = written.replace('  - name: everyone\n', `${rule}  - name: everyone\n`);
    const steps = (list: string) => plan.replace(/match: \[\{headerName: x-tester[^\]]*\]/, `match: [${list}]`);
    const tester = '{headerName: x-tester, headerValue: {exact: "true"}}';
    const another = '{headerName: x-other, headerValue: {exact: "1"}}';
    const match = `    - uri:
        prefix: /reviews
      headers:
        x-other:
          exact: "1"
`;
    const both = before.replace('    match:\n    - uri:   #', `    match:\n${match}    - uri:   #`);
    const defined = (text: string) => text.replace('v1}}\n---', 'v1}}\n  - {name: v2, labels: {version: v2}}\n---');
    expect(textAt(before + steps(`${another}, ${tester}`), 1)).toBe(defined(both) + steps(`${another}, ${tester}`));
    expect(textAt(both + steps(tester), 1)).toBe(defined(before) + steps(tester));
  });

  it('refuses a rule with a destination that the plan does not name', () => {
    const {
      stream,
      config,
      plan: known,
    } = open(
      whole.replace(
        '# the old one\n',
        '\n      weight: 90\n    - destination: {host: reviews, subset: v9}\n      weight: 10\n',
      ),
    );
    const result = textAtStep(stream, config, known, 1);
    expect(result).toMatchObject({
      ok: false,
      refusal: { message: 'The rule also sends to reviews v9, of which the plan says nothing.' },
    });
  });
});

describe('the deployed step', () => {
  it('is the one that was written, and the pause behind it', () => {
    expect(deployed(textAt(whole, 1))).toEqual([1, 2]);
    expect(deployed(textAt(whole, 4))).toEqual([4, 5]);
    expect(deployed(textAt(whole, 8))).toEqual([8]);
  });

  it('is none where the weights are no step’s', () => {
    expect(deployed(textAt(whole, 6).replace('weight: 5', 'weight: 6').replace('weight: 95', 'weight: 94'))).toEqual(
      [],
    );
  });

  it('goes by shares, whatever their total', () => {
    expect(deployed(textAt(whole, 6).replace('weight: 5', 'weight: 1').replace('weight: 95', 'weight: 19'))).toEqual([
      6,
    ]);
  });
});
