import { describe, expect, it } from 'vitest';
import { routeRequest } from '../envoy/route-request.ts';
import { decode } from '../istio/decode.ts';
import { dial } from '../pilot/dial.ts';
import { createPushContext } from '../pilot/push-context.ts';
import { callerProxy } from '../routetest/run-route-test.ts';
import { parseStream } from '../yaml/stream.ts';
import { deployedSteps } from './deployed-step.ts';
import { planWarnings } from './plan-warnings.ts';
import { readRolloutPlans } from './read-rollout-plan.ts';
import { takeAway } from './take-away.ts';
import { textAtStep } from './text-at-step.ts';

const service = (name: string, address: number) => `apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: books}
spec: {clusterIP: 10.96.1.${address}, selector: {app: ${name}}, ports: [{name: http, port: 9080}]}
---
apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: books, labels: {app: ${name}}}
spec: {containers: [{name: app}]}
status: {podIP: 10.1.0.${address}}
---
`;
const services = service('reviews', 1) + service('reviews-v1', 2) + service('reviews-v2', 3);
const routing = `# the reviews of the shop
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: reviews, namespace: books}
spec:
  parentRefs:
  - {group: "", kind: Service, name: reviews}
  rules:
  - name: everyone   # all of them
    matches:
    - path: {type: PathPrefix, value: /}
    - {path: {type: Exact, value: /reviews}, method: GET}
    filters:
    - {type: RequestMirror, requestMirror: {backendRef: {name: reviews, port: 9080}}}
    - {type: RequestHeaderModifier, requestHeaderModifier: {set: [{name: x-shop, value: books}]}}
    timeouts: {request: 3s}
    backendRefs:
    - name: reviews-v1   # the old one
      port: 9080
`;
const plan = `---
apiVersion: signalbox/v1
kind: RolloutPlan
metadata: {name: reviews-v2, namespace: books}
spec:
  rule: {httpRoute: reviews, rule: everyone}
  subsets: [reviews-v1, reviews-v2]
  steps:
  - setHeaderRoute: {name: testers, match: [{headerName: x-tester, headerValue: {prefix: "a.b"}}]}
  - setMirrorRoute: {name: dark, percentage: 20, match: [{method: {exact: GET}}]}
  - setWeight: 5
  - pause: {}
  - setMirrorRoute: {name: dark}
  - setWeight: 100
  - setHeaderRoute: {name: testers}
`;
const whole = services + routing + plan;

function open(text: string) {
  const stream = parseStream(text);
  const { config } = decode(stream);
  const [first] = readRolloutPlans(config.others);
  if (!first) throw new Error('no plan');
  return { stream, config, plan: first };
}

function resultAt(text: string, step: number) {
  const workspace = open(text);
  return textAtStep(workspace.stream, workspace.config, workspace.plan, step);
}

function textAt(text: string, step: number): string {
  const result = resultAt(text, step);
  if (!result.ok) throw new Error(result.refusal.message);
  return result.text;
}

function refusalAt(text: string, step: number): string {
  const result = resultAt(text, step);
  return result.ok ? '' : result.refusal.message;
}

/** The lines of `after` that `before` has not. */
function newLines(before: string, after: string): string[] {
  const known = before.split('\n');
  return after.split('\n').filter((line) => !known.includes(line));
}

/** What the mesh does with a request of a sidecar. */
function trace(text: string, path: string, headers: Readonly<Record<string, string>> = {}) {
  const push = createPushContext(open(text).config);
  const { proxy, compiled } = callerProxy(push, { namespace: 'books', labels: {} }, new Map());
  const request = { method: 'GET', url: `http://reviews:9080${path}`, headers: Object.entries(headers) };
  return routeRequest(compiled, dial(push, proxy, request));
}

function shares(text: string, path: string, headers?: Readonly<Record<string, string>>) {
  const { destinations } = trace(text, path, headers);
  return Object.fromEntries(
    destinations.map(({ cluster, percent }) => [cluster.split('|')[3]?.split('.')[0], percent]),
  );
}

describe('a plan for a rule of an HTTPRoute', () => {
  it('stands at its start without a change, and moves by the digits of weights', () => {
    expect(open(whole).plan.problems).toEqual([]);
    expect(textAt(whole, 0)).toBe(whole);
    expect(deployedSteps(open(whole).stream, open(whole).config, open(whole).plan)).toEqual([0]);
    const [at3, at6] = [textAt(whole, 3), textAt(whole, 6)];
    expect(at3).toContain('- name: reviews-v1   # the old one');
    expect(newLines(textAt(at3, 5), at6).map((line) => line.trim())).toEqual(['weight: 0', 'weight: 100']);
    expect(shares(at3, '/')).toEqual({ 'reviews-v1': 95, 'reviews-v2': 5 });
    expect(shares(at6, '/')).toEqual({ 'reviews-v2': 100 });
  });

  it('sends testers to the canary by every match of the rule; a prefix is an expression of just its values', () => {
    const text = textAt(whole, 1);
    const [testers] = open(text).config.httpRoutes[0]?.spec.rules ?? [];
    expect(testers).toMatchObject({
      name: 'testers',
      matches: [
        { path: { value: '/' }, headers: [{ type: 'RegularExpression', name: 'x-tester', value: 'a\\.b.*' }] },
        { path: { value: '/reviews' }, method: 'GET', headers: [{ name: 'x-tester' }] },
      ],
      timeouts: { request: '3s' },
      backendRefs: [{ name: 'reviews-v2', port: 9080 }],
    });
    expect(testers?.filters).toHaveLength(2);
    for (const path of ['/', '/reviews', '/other']) {
      expect(shares(text, path, { 'x-tester': 'a.b.c' })).toEqual({ 'reviews-v2': 100 });
      expect(shares(text, path, { 'x-tester': 'a.b' })).toEqual({ 'reviews-v2': 100 });
      expect(shares(text, path, { 'x-tester': 'axb' })).toEqual({ 'reviews-v1': 100 });
      expect(shares(text, path)).toEqual({ 'reviews-v1': 100 });
    }
  });

  it('mirrors in place of a mirror of the rule’s own, and leaves the testers where the plan has them first', () => {
    const text = textAt(whole, 3);
    const rules = open(text).config.httpRoutes[0]?.spec.rules ?? [];
    expect(rules.map(({ name }) => name)).toEqual(['testers', 'dark', 'everyone']);
    expect(rules[1]?.filters?.map(({ type }) => type)).toEqual(['RequestHeaderModifier', 'RequestMirror']);
    const dark = trace(text, '/');
    expect(dark.mirrors.map(({ cluster, percent }) => [cluster.split('|')[3], percent])).toEqual([
      ['reviews-v2.books.svc.cluster.local', 20],
    ]);
    // A GET is the more specific match: it would be asked first but for the match that both take.
    expect(shares(text, '/', { 'x-tester': 'a.b' })).toEqual({ 'reviews-v2': 100 });
  });

  it('does so for a rule without matches, too', () => {
    const text = textAt(whole.replace(/ {4}matches:\n(?: {4}- .*\n){2}/, ''), 3);
    const [testers] = open(text).config.httpRoutes[0]?.spec.rules ?? [];
    const header = { type: 'RegularExpression', name: 'x-tester', value: 'a\\.b.*' };
    expect(testers?.matches).toEqual([{ headers: [header] }, { method: 'GET', headers: [header] }]);
    expect(shares(text, '/', { 'x-tester': 'a.b' })).toEqual({ 'reviews-v2': 100 });
    expect(shares(text, '/')).toEqual({ 'reviews-v1': 95, 'reviews-v2': 5 });
  });

  it('has an answer of 500 for a Service that is not there, and says so before', () => {
    const missing = whole.replace(service('reviews-v2', 3), '');
    const warnings = planWarnings(open(missing).config, open(missing).plan);
    expect(warnings.map(({ message }) => message)).toEqual([
      'There is no Service reviews-v2 in books: its share is answered with 500.',
    ]);
    const draws = trace(textAt(missing, 3), '/').draws.map(({ percent, outcome }) => [percent, outcome.status]);
    expect(draws).toContainEqual([5, 500]);
    const noPort = whole.replace('[reviews-v1, reviews-v2]', '[reviews-v1, {name: reviews-v2, port: 80}]');
    expect(planWarnings(open(noPort).config, open(noPort).plan).map(({ message }) => message)).toEqual([
      'Service reviews-v2 has no port 80: its share is answered with 500.',
    ]);
    const statuses = trace(textAt(noPort, 3), '/').draws.map(({ percent, outcome }) => [
      percent,
      outcome.status,
      outcome.flags,
    ]);
    expect(statuses).toContainEqual([5, 500, ['NC']]);
    const assumed = routing + plan;
    expect(planWarnings(open(assumed).config, open(assumed).plan)).toEqual([]);
  });

  it('is taken away with its Services first, and the idle backend last', () => {
    const { stream, config, plan: known } = open(whole);
    const taken = takeAway(stream, config, known);
    if (!taken.ok) throw new Error(taken.message);
    expect(taken.files.map(({ path }) => path)).toEqual([
      'README.md',
      '00-service-books-reviews-v1.yaml',
      '00-service-books-reviews-v2.yaml',
      'step-01-header-route.yaml',
      'step-02-mirror-route.yaml',
      'step-03-weight-5.yaml',
      'step-05-mirror-route-off.yaml',
      'step-06-weight-100.yaml',
      'step-07-header-route-off.yaml',
      'rollback.yaml',
      '98-http-route.yaml',
    ]);
    expect(taken.files.at(-1)?.text).not.toContain('name: reviews-v1');
    expect(taken.files[0]?.text).toContain(
      'Moves the rule “everyone” of HTTPRoute `books/reviews` from reviews-v1 to reviews-v2.',
    );
    expect(taken.manifests.rollback.text).toContain('# the reviews of the shop');
  });
});

describe('what an HTTPRoute cannot say', () => {
  const withSteps = (steps: string) => whole.replace(/steps:[\s\S]*$/, `steps:\n${steps}`);

  it('is refused at the step, in a sentence', () => {
    expect(refusalAt(withSteps('  - setMirrorRoute: {name: dark, match: [{method: {prefix: P}}]}\n'), 1)).toContain(
      'compares a method as a whole',
    );
    expect(refusalAt(withSteps('  - setMirrorRoute: {name: dark, match: [{method: {exact: GOT}}]}\n'), 1)).toMatch(
      /^The cluster would refuse HTTPRoute books\/reviews: /,
    );
    expect(
      refusalAt(
        withSteps('  - setHeaderRoute: {name: Testers, match: [{headerName: a, headerValue: {exact: b}}]}\n'),
        1,
      ),
    ).toMatch(/^The cluster would refuse /);
  });

  it('is told where more rules than 16 would be', () => {
    const extra = Array.from(
      { length: 15 },
      (_, index) => `  - {matches: [{path: {value: /${index}}}], backendRefs: [{name: reviews-v1, port: 9080}]}\n`,
    );
    const full = whole.replace(plan, extra.join('') + plan);
    expect(open(full).config.httpRoutes).toHaveLength(1);
    expect(refusalAt(full, 0)).toBe('');
    expect(refusalAt(full, 1)).toContain('would refuse');
  });

  it('is another path under a rule that rewrites its prefix', () => {
    const rewriting = withSteps('  - setMirrorRoute: {name: dark, match: [{path: {prefix: /a}}]}\n').replace(
      /matches:\n.*\n.*\n    filters:\n/,
      'matches: [{path: {value: /shop}}]\n    filters:\n    - {type: URLRewrite, urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /}}}\n',
    );
    expect(refusalAt(rewriting.replace('prefix: /a', 'prefix: /shop/a'), 1)).toContain('rewrites the prefix');
    expect(refusalAt(rewriting.replace('prefix: /a', 'prefix: /'), 1)).toBe('');
  });

  it('is a route that leaves other rules their requests, where it is more specific than they: this is told', () => {
    const other =
      '  - {name: mobile, matches: [{path: {value: /}, queryParams: [{name: m, value: "1"}]}], backendRefs: [{name: reviews-v1, port: 9080}]}\n';
    const both = whole.replace(plan, other + plan);
    expect(
      planWarnings(open(both).config, open(both).plan).map(({ type, message }) => [type, message.split(':')[0]]),
    ).toEqual([
      ['precedence', 'Route testers also takes requests of rule mobile of HTTPRoute books/reviews'],
      ['precedence', 'Route dark also takes requests of rule mobile of HTTPRoute books/reviews'],
    ]);
    expect(shares(textAt(both, 1), '/?m=1', { 'x-tester': 'a.b' })).toEqual({ 'reviews-v2': 100 });
  });
});

describe('backends', () => {
  const versions = (text: string) => whole.replace('[reviews-v1, reviews-v2]', text);

  it('of other namespaces are written name.namespace, and hosts by their kind', () => {
    const elsewhere = textAt(versions('[reviews-v1, {name: v2, host: reviews-v2.beta, port: 80}]'), 6);
    expect(elsewhere).toMatch(/- name: reviews-v2\n\s+namespace: beta\n\s+port: 80\n\s+weight: 100/);
    const hostname = textAt(versions('[reviews-v1, {name: v2, host: example.com, kind: Hostname}]'), 6);
    expect(hostname).toMatch(/- group: networking.istio.io\n\s+kind: Hostname\n\s+name: example.com\n\s+port: 9080/);
  });

  it('have neither subsets nor labels', () => {
    const { problems } = open(versions('[reviews-v1, {name: reviews-v2, subset: v2, labels: {version: v2}}]')).plan;
    expect(problems.map(({ source }) => source.path.join('.'))).toEqual([
      'spec.subsets.1.subset',
      'spec.subsets.1.labels',
    ]);
  });

  it('of weight 0 get nothing, even alone; without a weight they have one part', () => {
    const zero = whole.replace('      port: 9080\n---', '      port: 9080\n      weight: 0\n---');
    expect(zero).not.toBe(whole);
    expect(trace(zero, '/').outcome?.status).toBe(500);
    expect(textAt(zero, 0)).toContain('weight: 100');
    const halves = whole
      .replace('      port: 9080\n---', '      port: 9080\n    - {name: reviews-v2, port: 9080}\n---')
      .replace(/steps:[\s\S]*$/, 'steps: [{setWeight: 50}]\n');
    expect(textAt(halves, 1)).toBe(halves);
    expect(shares(halves, '/')).toEqual({ 'reviews-v1': 50, 'reviews-v2': 50 });
  });

  it('that the plan does not name are told', () => {
    const other = routing.replace(
      '      port: 9080\n',
      '      port: 9080\n    - {name: reviews-v9, port: 9080, weight: 3}\n',
    );
    expect(refusalAt(services + other + plan, 1)).toBe(
      'The rule also sends to reviews-v9, of which the plan says nothing.',
    );
  });
});

describe('rules of connections', () => {
  it.each([
    ['tcp: 0', 'A tcp rule of a VirtualService sees connections, not requests'],
    ['tls: 0', 'A tls rule of a VirtualService sees connections, not requests'],
  ])('with %s take weights alone', (which, reason) => {
    const spec = `rule: {virtualService: mongo, ${which}}\n  subsets: [v1, v2]`;
    const key = which.slice(0, 3);
    const match = key === 'tls' ? '[{sniHosts: [mongo]}]' : '[{port: 27017}]';
    const text = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: mongo, namespace: books}
spec:
  hosts: [mongo]
  ${key}:
  - match: ${match}
    route:
    - destination: {host: mongo, subset: v1}
---
apiVersion: signalbox/v1
kind: RolloutPlan
metadata: {name: mongo, namespace: books}
spec:
  ${spec}
  steps:
  - setWeight: 5
  - setHeaderRoute: {name: testers, match: [{headerName: a, headerValue: {exact: b}}]}
`;
    const { problems } = open(text).plan;
    expect(problems.map(({ message, source }) => [source.path.join('.'), message])).toEqual([
      ['spec.steps.1', expect.stringContaining(reason)],
    ]);
    expect(textAt(text, 1)).toContain('weight: 5');
    expect(refusalAt(text, 2)).toContain(reason);
  });

  it('have no names', () => {
    const text =
      'apiVersion: signalbox/v1\nkind: RolloutPlan\nmetadata: {name: p}\nspec: {rule: {virtualService: a, tcp: all}, subsets: [v1, v2]}\n';
    expect(open(text).plan.problems.map(({ message }) => message)).toEqual([
      'A tcp rule has no name; its index from 0 is expected here.',
    ]);
  });
});

describe('the rule of a plan', () => {
  const problemsOf = (rule: string) =>
    open(
      `apiVersion: signalbox/v1\nkind: RolloutPlan\nmetadata: {name: p}\nspec: {rule: ${rule}, subsets: [v1, v2]}\n`,
    ).plan.problems.map(({ message, source }) => `${source.path.slice(1).join('.')}: ${message}`);

  it.each([
    ['{httpRoute: a, tcp: 0}', 'rule.tcp: A rule of an HTTPRoute is named by rule, not by tcp.'],
    ['{httpRoute: a, virtualService: b}', 'rule.httpRoute: A plan is about one rule; virtualService is there already.'],
    ['{virtualService: a, http: b, tcp: 0}', 'rule.tcp: A plan is about one rule; http is there already.'],
    ['{virtualService: a, rule: b}', 'rule.rule: A rule of a VirtualService is named by http, not by rule.'],
    ['{service: a}', 'rule.service: There is no field service'],
  ])('%s is told what is wrong with it', (rule, problem) => {
    expect(problemsOf(rule)).toContainEqual(expect.stringContaining(problem));
  });
});
