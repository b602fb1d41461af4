import { describe, expect, it } from 'vitest';
import { textAtStep } from '../rollout/text-at-step.ts';
import { planFindings } from './plan-findings.ts';
import { readText } from './read-text.ts';
import { plansOf } from './scrub.ts';

const manifests = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: pay, namespace: bank}
spec: {host: pay, subsets: [{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}]}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: pay, namespace: bank}
spec:
  hosts: [pay]
  http:
  - name: health
    match: [{uri: {prefix: /healthz}}]
    route: [{destination: {host: pay, subset: v1}}]
  - name: main
    route: [{destination: {host: pay, subset: v1}}]
`;

const plan = (steps: string, name = 'pay-v2', rule = 'main') => `---
apiVersion: signalbox/v1
kind: RolloutPlan
metadata: {name: ${name}, namespace: bank}
spec:
  rule: {virtualService: pay, http: ${rule}}
  subsets: [v1, v2]
  steps: ${steps}
`;

function read(text: string) {
  const { stream, decoded } = readText(text);
  const plans = plansOf({ stream, decoded });
  const findings = planFindings(decoded.config, plans);
  return {
    stream,
    config: decoded.config,
    plans,
    said: findings.map(({ severity, message }) => `${severity}: ${message}`),
  };
}

const header = '{setHeaderRoute: {name: NAME, match: [{headerName: x-a, headerValue: {exact: b}}]}}';

describe('findings about plans', () => {
  it('are none where all is well', () => {
    expect(read(manifests + plan('[{setWeight: 5}]')).said).toEqual([]);
  });

  it('name the step that cannot be read', () => {
    expect(read(manifests + plan('[{setWeight: 5}, {setWieght: 20}]')).said).toEqual([
      'error: Step 2: A step is one of setWeight, pause, setHeaderRoute, setMirrorRoute.',
    ]);
  });

  it('tell of plans that get in each other’s way', () => {
    const two = manifests + plan('[{setWeight: 5}]') + plan('[{setWeight: 9}]', 'other') + plan('[{setWeight: 9}]');
    expect(read(two).said).toEqual([
      'warning: The plan `bank/pay-v2` moves the same rule; the routes and weights of one do not go with the other.',
      'warning: Another RolloutPlan `bank/pay-v2` stands further up; only that one can be chosen.',
    ]);
  });

  it('tell of a route with the name of somebody’s rule, and no step overwrites that', () => {
    const { stream, config, plans, said } = read(manifests + plan(`[${header.replace('NAME', 'health')}]`));
    const message =
      'The rule “health” of VirtualService bank/pay is not one that this plan sets; a route of the plan needs another name.';
    expect(said).toEqual([`warning: ${message}`]);
    for (const step of [0, 1]) {
      const at = plans[0] && textAtStep(stream, config, plans[0], step);
      expect(at).toMatchObject({ ok: false, refusal: { message } });
    }
  });

  it('leave a route alone that the plan has set, also when it is set otherwise now', () => {
    const before = read(manifests + plan(`[${header.replace('NAME', 'testers')}]`));
    const at = before.plans[0] && textAtStep(before.stream, before.config, before.plans[0], 1);
    if (!at?.ok) throw new Error('the step cannot be made');
    const after = read(at.text.replace('headerValue: {exact: b}', 'headerValue: {exact: other}'));
    expect(after.said).toEqual([]);
    const again = after.plans[0] && textAtStep(after.stream, after.config, after.plans[0], 1);
    expect(again?.ok && again.text).toContain('exact: other');
    const start = after.plans[0] && textAtStep(after.stream, after.config, after.plans[0], 0);
    expect(start?.ok && start.text).not.toContain('name: testers\n');
  });

  it('tell of names that mean two rules, or the plan’s own', () => {
    const twice = manifests.replace('name: health', 'name: main');
    expect(read(twice + plan('[{setWeight: 5}]')).said[0]).toContain('has 2 rules named main');
    const own = read(manifests + plan(`[${header.replace('NAME', 'main')}]`));
    expect(own.said[0]).toContain("The plan's own rule is named main");
  });
});
