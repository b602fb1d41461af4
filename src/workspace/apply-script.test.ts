import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { applyPlan } from './apply-order.ts';
import { applyScript } from './apply-script.ts';
import { readText } from './read-text.ts';

const rule = (subsets: string) =>
  `apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: {name: cart, namespace: shop}\nspec:\n  host: cart\n  subsets: [${subsets}]\n`;
const routes =
  'apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: cart, namespace: shop}\nspec: {hosts: [cart], http: [{route: [{destination: {host: cart}}]}]}\n';
const service = 'apiVersion: v1\nkind: Service\nmetadata: {name: cart, namespace: shop}\nspec: {ports: [{port: 80}]}\n';
const test = 'apiVersion: signalbox/v1\nkind: RoutingTest\nmetadata: {name: t}\nspec: {tests: []}\n';

function planOf(text: string, original = text) {
  const { stream, decoded } = readText(text);
  return applyPlan(stream, decoded, original);
}

describe('the order to apply in', () => {
  it('has subsets before rules, and no documents of ours', () => {
    const { steps, removed, warnings } = planOf([routes, test, rule('{name: v1}'), service].join('---\n'));
    expect(steps.map(({ title }) => title)).toEqual([
      'Service shop/cart',
      'DestinationRule shop/cart',
      'VirtualService shop/cart',
    ]);
    expect(steps.map(({ file }) => file)[0]).toBe('01-service-cart.yaml');
    expect([removed, warnings]).toEqual([[], []]);
  });

  it('takes subsets away after the rules', () => {
    const original = [rule('{name: v1}, {name: v2}'), routes].join('---\n');
    const { steps } = planOf([rule('{name: v1}'), routes].join('---\n'), original);
    expect(steps.map(({ title }) => title)).toEqual(['VirtualService shop/cart', 'DestinationRule shop/cart']);
  });

  it('says where no order is safe', () => {
    const original = [rule('{name: v1}'), routes].join('---\n');
    expect(planOf([rule('{name: v2}'), routes].join('---\n'), original).warnings[0]).toContain('loses v1');
  });

  it('names what is gone, routes first, and what it leaves out', () => {
    const { removed, warnings } = planOf(
      `${service}---\na: [1\n---\nb: 1\n`,
      [rule('{name: v1}'), routes].join('---\n'),
    );
    expect(removed.map(({ kind }) => kind)).toEqual(['VirtualService', 'DestinationRule']);
    expect(warnings).toEqual([
      'Document 2 cannot be read and is left out.',
      'Document 3 is no Kubernetes object and is left out.',
    ]);
  });
});

describe('the script', () => {
  it('hands every byte to kubectl, and the shell runs nothing else', () => {
    const hostile = `${service}# $(touch /nowhere) \`id\` 'x' "y" \\\n# MANIFEST_1\n`.replace(
      '# MANIFEST_1',
      'extra: |\n  x\nMANIFEST_1: 1\n#\nMANIFEST_1',
    );
    const script = applyScript({
      steps: [{ document: 0, text: hostile, title: "Service it's\n; exit 3", file: 'a.yaml' }],
      removed: [],
      warnings: ['a\nexit 4'],
    });
    const { stdout, status } = spawnSync('sh', ['-s'], {
      input: script,
      encoding: 'utf8',
      env: { ...process.env, KUBECTL: 'cat_it', ENV: '' },
    });
    expect(status).toBe(127);
    expect(stdout).toBe("1/1 Service it's ; exit 3\n");
    const run = spawnSync('sh', ['-s'], {
      input: `cat_it() { cat; }\n${script}`,
      encoding: 'utf8',
      env: { ...process.env, KUBECTL: 'cat_it' },
    });
    expect(run.status).toBe(0);
    expect(run.stdout).toBe(`1/1 Service it's ; exit 3\n${hostile}`);
  });

  it('only names removals, in a comment', () => {
    const original = [service, routes].join('---\n');
    expect(applyScript(planOf(service, original))).toContain(
      '\n# $KUBECTL delete virtualservice.networking.istio.io cart --namespace shop\n',
    );
  });
});
