import { describe, expect, it } from 'vitest';
import { convertCommand } from './convert-command.ts';
import { envoyCommand } from './envoy-command.ts';
import { parseArguments } from './parse-arguments.ts';
import { planCommand } from './plan-command.ts';
import { routeCommand } from './route-command.ts';
import { testCommand } from './test-command.ts';

/** The commands from end to end but for the reading of files: words of a command line and texts in, output and code out. */

const manifests = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: cart, namespace: shop}
spec:
  hosts: [cart]
  http:
  - name: beta
    match:
    - headers: {x-beta: {exact: "yes"}}
    - uri: {prefix: /beta}
    route: [{destination: {host: cart, subset: v2}}]
  - name: rest
    timeout: 5s
    route: [{destination: {host: cart, subset: v1}}]
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: cart, namespace: shop}
spec:
  host: cart
  subsets:
  - {name: v1, labels: {version: v1}}
  - {name: v2, labels: {version: v2}}
`;

function testsWith(expect: string, url = 'http://cart/beta'): string {
  return `apiVersion: signalbox/v1
kind: RoutingTest
metadata: {name: cart}
spec:
  tests:
  - name: beta by path
    from: {namespace: shop, labels: {app: web}}
    request: {url: ${url}}
    expect: ${expect}
`;
}

function run(words: string[], files: Readonly<Record<string, string>>) {
  const command = parseArguments(words);
  const inputs = Object.entries(files).map(([path, text]) => ({ path, text }));
  switch (command.name) {
    case 'route':
      return routeCommand(command, inputs);
    case 'test':
      return testCommand(command, inputs, () => {});
    case 'envoy':
      return envoyCommand(command, inputs);
    case 'convert':
      return convertCommand(command, inputs);
    case 'plan':
      return planCommand(command, inputs);
    default:
      throw new Error(JSON.stringify(command));
  }
}

describe('route', () => {
  const words = ['route', 'x', '-f', 'shop/app=web', '-r', 'http://cart/'];

  it('says where the request goes and why, with the places of the rules', () => {
    const { output, warnings, code } = run(words, { 'shop.yaml': manifests });
    expect(output).toContain('✔ cart.shop v1 100 %, via rule 2 “rest”');
    expect(output).toContain('✘ 1 beta  shop.yaml:9\n');
    expect(output).toContain('✘ header x-beta: exact "yes", is not there');
    expect(output).toContain('✔ 3 rest  shop.yaml:12\n');
    expect(output).toContain('DestinationRule shop.yaml:22');
    expect(output).toContain('No Service declares cart.shop.svc.cluster.local');
    expect([warnings, code]).toEqual([[], 0]);
  });

  it('counts lines in the file that a rule stands in', () => {
    const [rules = '', subsets = ''] = manifests.split('---\n');
    const { output } = run([...words, '-o', 'json'], { 'subsets.yaml': subsets, 'rules.yaml': rules });
    expect(JSON.parse(output)).toMatchObject({
      verdict: { route: 'rest', status: 200, destinations: [{ subset: 'v1', weight: 100 }] },
      trace: { routes: [{ place: 'rules.yaml:9' }, { place: 'rules.yaml:10' }, { place: 'rules.yaml:12' }] },
    });
  });

  it('answers with nobody declared as --assume says', () => {
    expect(run([...words, '--assume', 'never'], { 'shop.yaml': manifests }).output).not.toContain('✔ cart');
  });

  it('answers for what can be read, tells the rest, and ends with 2', () => {
    const { output, warnings, code } = run(words, { 'shop.yaml': `${manifests}---\na: [\n` });
    expect(output).toContain('✔ cart.shop v1');
    expect(warnings).toEqual(['shop.yaml:25: This `[` is not closed: a `]` is missing.']);
    expect(code).toBe(2);
  });

  it('tells what admission refuses; that is no error of the input', () => {
    const refusedRule = manifests.replace('timeout: 5s', 'timeout: -5s');
    const { warnings, code } = run(words, { 'shop.yaml': refusedRule });
    expect(warnings.join('\n')).toMatch(/^shop\.yaml:\d+: VirtualService shop\/cart takes no effect: /);
    expect(code).toBe(0);
  });

  it('ends with 2 where there is nothing', () => {
    expect(run(words, { 'empty.yaml': '# nothing\n' })).toMatchObject({ code: 2, warnings: [expect.any(String)] });
  });

  it('writes YAML that says the same as JSON', () => {
    const { output } = run([...words, '-o', 'yaml'], { 'shop.yaml': manifests });
    expect(output).toContain('verdict:\n  destinations:\n  - host: cart.shop.svc.cluster.local\n');
  });
});

describe('test', () => {
  it('passes and fails with 0 and 1, and the counts stand in the last line', () => {
    const passed = run(['test', 'x'], { 'shop.yaml': `${manifests}---\n${testsWith('{route: beta}')}` });
    expect(passed).toEqual({ output: '1 passed, 0 failed\n', warnings: [], code: 0 });
    const failed = run(['test', 'x'], { 'shop.yaml': `${manifests}---\n${testsWith('{route: rest, status: 200}')}` });
    expect(failed.output).toContain('FAIL cart › beta by path  shop.yaml:30');
    expect(failed.output).toContain('route: expected "rest", is "beta"');
    expect(failed.output).toMatch(/\n0 passed, 1 failed\n$/);
    expect(failed.code).toBe(1);
  });

  it('asks tests of a file without manifests of all the files without tests', () => {
    const files = { 'rules.yaml': manifests, 'tests.yaml': testsWith('{route: beta}') };
    expect(run(['test', 'x'], files).output).toBe('1 passed, 0 failed\n');
  });

  it('keeps files with manifests and tests apart, unless they are joined', () => {
    const other = manifests.replace('prefix: /beta', 'prefix: /other').replace('name: cart,', 'name: old,');
    const files = {
      'a.yaml': `${manifests}---\n${testsWith('{route: beta}')}`,
      'b.yaml': `${other}---\n${testsWith('{route: rest}')}`,
    };
    expect(run(['test', 'x'], files)).toMatchObject({ output: '2 passed, 0 failed\n', code: 0 });
    expect(run(['test', 'x', '--join'], files)).toMatchObject({ code: 1 });
  });

  it('a test that cannot be read is told with its place and ends with 2, whatever else fails', () => {
    const text = `${manifests}---\n${testsWith('{route: rest, colour: red}')}`;
    const { warnings, code, output } = run(['test', 'x'], { 'shop.yaml': text });
    expect(warnings).toEqual([expect.stringMatching(/^shop\.yaml:33: There is no field colour/)]);
    expect([code, output]).toEqual([2, '0 passed, 0 failed\n']);
  });

  it('refuses to pass where there is no test', () => {
    expect(() => run(['test', 'x'], { 'shop.yaml': manifests })).toThrow('There is no RoutingTest document');
  });

  it('is not disturbed by an object that the tests expect to be refused', () => {
    const refused = testsWith('{status: 404}').replace('spec:\n', 'spec:\n  refused: [VirtualService/shop/bad]\n');
    const bad =
      'apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: bad, namespace: shop}\nspec: {hosts: []}\n';
    expect(run(['test', 'x'], { 'shop.yaml': `${manifests}---\n${bad}---\n${refused}` }).warnings).toEqual([]);
  });

  it('lists what passes, and the rules that no test reaches', () => {
    const { output } = run(['test', 'x', '-v', '--coverage'], {
      'shop.yaml': `${manifests}---\n${testsWith('{route: beta}')}`,
    });
    expect(output.split('\n')).toEqual([
      'pass cart › beta by path',
      'no test reaches VirtualService shop/cart, http rule 1 “beta”, match 1  shop.yaml:9',
      'no test reaches VirtualService shop/cart, http rule 2 “rest”  shop.yaml:12',
      'tests reach 1 of 3 rules and match entries of shop.yaml',
      '',
      '1 passed, 0 failed',
      '',
    ]);
  });

  it('writes JSON for machines, and the counts for people beside it', () => {
    const text = `${manifests}---\n${testsWith('{route: rest}')}`;
    const { output, warnings, code } = run(['test', 'x', '-o', 'json', '--coverage'], { 'shop.yaml': text });
    expect(JSON.parse(output)).toMatchObject({
      passed: 0,
      failed: 1,
      tests: [{ name: 'beta by path', place: 'shop.yaml:30', differences: [{ field: 'route', expected: 'rest' }] }],
      unreached: [{ object: 'VirtualService/shop/cart', match: 0 }, { match: null }],
    });
    expect([warnings, code]).toEqual([['0 passed, 1 failed'], 1]);
  });

  it('runs test cases of istio-config-validator, which name no caller', () => {
    const cases = `testCases:
- description: beta
  wantMatch: true
  request: {authority: [cart], method: [GET, POST], uri: [/beta]}
  route: [{destination: {host: cart, subset: v2}}]
`;
    const files = { 'rules.yaml': manifests, 'cases.yaml': cases };
    expect(run(['test', 'x', '-f', 'shop'], files).output).toBe('2 passed, 0 failed\n');
    const { warnings, code } = run(['test', 'x'], files);
    expect([warnings, code]).toEqual([[expect.stringMatching(/^cases\.yaml:1: .*--from/)], 2]);
  });
});

describe('envoy', () => {
  it("prints the caller's configuration, without places that Envoy knows nothing of", () => {
    const { output, code } = run(['envoy', 'x', '-f', 'shop/app=web', '-o', 'json'], { 'shop.yaml': manifests });
    expect(JSON.parse(output)).toMatchObject({
      routes: expect.arrayContaining([expect.objectContaining({ name: '80' })]),
    });
    expect(output).not.toContain('"document"');
    expect(code).toBe(0);
  });
});

describe('convert', () => {
  it("takes the winning rule's words where the format compares words", () => {
    const files = {
      'shop.yaml': `${manifests}---\n${testsWith('{destinations: [{host: cart.shop.svc.cluster.local, subset: v2}], status: 200}')}`,
    };
    const { output, warnings } = run(['convert', 'x', '--to', 'istio-config-validator'], files);
    expect(output).toContain('  route:\n  - destination:\n      host: cart\n      subset: v2\n');
    expect(warnings).toEqual(['beta by path: status cannot be said there.']);
  });

  it('writes RoutingTest documents that read back', () => {
    const cases =
      'testCases:\n- description: a\n  wantMatch: false\n  request: {authority: [cart], method: [PUT], uri: [/]}\n  rewrite: {uri: /x}\n';
    const { output } = run(['convert', 'x', '-f', 'shop', '--to', 'routing-test'], { 'cases.yaml': cases });
    expect(run(['test', 'x'], { 'all.yaml': `${manifests}---\n${output}` })).toMatchObject({
      output: '1 passed, 0 failed\n',
    });
  });
});

describe('plan', () => {
  const plan = `apiVersion: signalbox/v1
kind: RolloutPlan
metadata: {name: cart-v2, namespace: shop}
spec:
  rule: {virtualService: cart, http: rest}
  subsets: [v1, v2]
  steps:
  - setWeight: 5
  - pause: {duration: 10m}
  - setWeight: 100
`;
  const files = { 'shop.yaml': manifests, 'plan.yaml': plan };

  it('prints the manifests of a step, the DestinationRule first, and none of ours', () => {
    const { output, warnings, code } = run(['plan', 'x', '--step', '1'], files);
    expect([...output.matchAll(/^kind: (.*)$/gm)].map(([, kind]) => kind)).toEqual([
      'DestinationRule',
      'VirtualService',
    ]);
    expect(output).toContain('weight: 95');
    expect([warnings, code]).toEqual([[], 0]);
  });

  it('lists the steps, and marks what the manifests say now', () => {
    expect(run(['plan', 'x'], files).output.split('\n')).toEqual([
      '▸  0  v1 100 %, v2 0 %  start',
      '   1  v1 95 %, v2 5 %  v2 gets 5 %',
      '   2  v1 95 %, v2 5 %  pause for 10m',
      '   3  v1 0 %, v2 100 %  v2 gets 100 %',
      '',
    ]);
  });

  it('tells what makes the plan a fiction, where it stands', () => {
    const fiction = plan.replace('[v1, v2]', '[v1, v9]');
    const { warnings } = run(['plan', 'x', '--step', '1'], { ...files, 'plan.yaml': fiction });
    expect(warnings).toEqual([expect.stringMatching(/^plan\.yaml:6: No DestinationRule for cart has the subset v9/)]);
  });

  it('ends with 2 where a step of the plan cannot be read', () => {
    const { warnings, code } = run(['plan', 'x'], {
      ...files,
      'plan.yaml': plan.replace('setWeight: 5', 'setWeight: 500'),
    });
    expect(warnings).toEqual([expect.stringMatching(/^plan\.yaml:8: /)]);
    expect(code).toBe(2);
  });

  it('writes the plan for another tool, tells what that cannot say, and reads it back', () => {
    const { output, warnings, code } = run(['plan', 'x', '--to', 'argo-rollouts'], files);
    expect(output).toContain('kind: Rollout');
    expect(output).toContain('canarySubsetName: v2');
    expect(warnings).toEqual([expect.stringContaining('spec.workloadRef')]);
    expect(code).toBe(0);
    const back = run(['plan', 'x', '--to', 'rollout-plan'], { 'shop.yaml': manifests, 'rollout.yaml': output });
    expect(back.output).toContain('setWeight: 5\n');
    expect(back.warnings).toEqual([]);
  });

  it('prints the Services and the HTTPRoute of a plan for the Gateway API, and has no Canary of Flagger for a TCPRoute', () => {
    const route = (kind: string) => `apiVersion: v1
kind: Service
metadata: {name: web-v2, namespace: shop}
spec: {ports: [{port: 80}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: ${kind}
metadata: {name: web, namespace: shop}
spec:
  parentRefs: [{name: front}]
  rules:
  - backendRefs:
    - {name: web-v1, port: 80} # old
---
apiVersion: signalbox/v1
kind: RolloutPlan
metadata: {name: web-v2, namespace: shop}
spec:
  rule: {${kind === 'TCPRoute' ? 'tcpRoute' : 'httpRoute'}: web}
  subsets: [web-v1, web-v2]
  steps:
  - setWeight: 5
`;
    const { output, warnings } = run(['plan', 'x', '--step', '1'], { 'web.yaml': route('HTTPRoute') });
    expect([...output.matchAll(/^kind: (.*)$/gm)].map(([, kind]) => kind)).toEqual(['Service', 'HTTPRoute']);
    expect(output).toContain('{name: web-v1, port: 80, weight: 95} # old');
    expect(warnings).toEqual([
      expect.stringMatching(/There is no Service web-v1 in shop: its share is answered with 500/),
      expect.stringMatching(/is for gateways alone/),
    ]);
    expect(() => run(['plan', 'x', '--to', 'flagger'], { 'web.yaml': route('TCPRoute') })).toThrow(
      'there is no Canary for a TCPRoute',
    );
  });

  it('refuses a step or a plan that is not there, in a sentence', () => {
    expect(() => run(['plan', 'x', '--step', '9'], files)).toThrow('has 3 steps');
    expect(() => run(['plan', 'x', '--plan', 'other'], files)).toThrow('no RolloutPlan other');
    expect(parseArguments(['plan', 'x', '--step', 'two'])).toMatchObject({ name: 'problem', topic: 'plan' });
    expect(parseArguments(['plan', 'x', '--step', '1', '--to', 'flagger'])).toMatchObject({ name: 'problem' });
    expect(parseArguments(['plan', 'x', '--to', 'spinnaker'])).toMatchObject({ name: 'problem', topic: 'plan' });
  });
});
