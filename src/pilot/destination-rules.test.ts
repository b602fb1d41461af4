import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from '../istio/decode.ts';
import { parseStream } from '../yaml/stream.ts';
import { destinationRuleFor } from './destination-rules.ts';
import { createPushContext, type PushContext } from './push-context.ts';

type Rule = { name: string; namespace: string; host: string } & Record<string, unknown>;

/** One DestinationRule per item; what is not metadata is its spec. */
function pushOf(...rules: Rule[]): PushContext {
  const documents = rules.map(({ name, namespace, creationTimestamp, ...spec }) =>
    JSON.stringify({
      apiVersion: 'networking.istio.io/v1',
      kind: 'DestinationRule',
      metadata: { name, namespace, creationTimestamp },
      spec,
    }),
  );
  return createPushContext(decode(parseStream(documents.join('\n---\n'))).config);
}

const cart = { hostname: 'cart.shop.svc.cluster.local', namespace: 'shop' };

/** Names of the rules that count for a caller, and of the subsets that come of them. */
function ruleFor(push: PushContext, namespace: string, labels: Record<string, string> = {}) {
  const rule = destinationRuleFor(push, { type: 'sidecar', namespace, labels }, cart);
  return (
    rule && {
      from: rule.from.map(({ metadata }) => metadata.name),
      subsets: rule.subsets.map(({ value }) => value.name),
    }
  );
}

const subsets = (...names: string[]) => names.map((name) => ({ name, labels: { version: name } }));

describe('which rule counts (istio-semantics R8.1)', () => {
  const own = { name: 'own', namespace: 'web', host: cart.hostname };
  const service = { name: 'service', namespace: 'shop', host: 'cart', subsets: subsets('v1') };
  const root = { name: 'root', namespace: 'istio-system', host: '*.local' };
  const third = { name: 'third', namespace: 'else', host: cart.hostname };

  it("is the caller's own, then the service's, then the root namespace's, and no other", () => {
    expect(ruleFor(pushOf(root, service, own, third), 'web')?.from).toEqual(['own']);
    expect(ruleFor(pushOf(root, service, third), 'web')?.from).toEqual(['service']);
    expect(ruleFor(pushOf(root, third), 'web')?.from).toEqual(['root']);
    expect(ruleFor(pushOf(third), 'web')).toBeNull();
  });

  it('is used alone: an own rule hides the subsets of the service', () => {
    expect(ruleFor(pushOf(service, own), 'web')).toEqual({ from: ['own'], subsets: [] });
  });

  it('is chosen by the most specific host before its exportTo is asked', () => {
    const hidden = { name: 'hidden', namespace: 'shop', host: 'cart', exportTo: ['elsewhere'] };
    const wide = { name: 'wide', namespace: 'shop', host: '*.shop.svc.cluster.local' };
    expect(ruleFor(pushOf(hidden, wide), 'web')).toBeNull();
    expect(ruleFor(pushOf(hidden, wide, root), 'web')?.from).toEqual(['root']);
    expect(ruleFor(pushOf(wide), 'web')?.from).toEqual(['wide']);
  });

  it('of the root namespace yields to the service when the caller lives there, unless it is private', () => {
    expect(ruleFor(pushOf(root, service), 'istio-system')?.from).toEqual(['service']);
    const privateRule = { ...root, name: 'private', exportTo: ['.'] };
    expect(ruleFor(pushOf(root, privateRule, service), 'istio-system')?.from).toEqual(['private']);
    expect(ruleFor(pushOf(privateRule), 'web')).toBeNull();
  });

  it('is never one of a namespace that is not asked', () => {
    const namespaces = ['web', 'shop', 'istio-system', 'else', 'more'];
    const hosts = ['cart', cart.hostname, '*', '*.local', 'pay.shop.svc.cluster.local'];
    const rule = fc.record({
      namespace: fc.constantFrom(...namespaces),
      host: fc.constantFrom(...hosts),
      exportTo: fc.constantFrom([], ['*'], ['.'], ['web'], ['web', 'shop']),
    });
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 8 }), fc.constantFrom(...namespaces), (rules, client) => {
        const push = pushOf(...rules.map((written, index) => ({ name: `r${index}`, ...written })));
        const found = destinationRuleFor(push, { type: 'sidecar', namespace: client, labels: {} }, cart);
        for (const { metadata } of found?.from ?? [])
          expect([client, 'shop', 'istio-system']).toContain(metadata.namespace);
      }),
    );
  });
});

describe('workload selectors (istio-semantics R8.3)', () => {
  const selecting = (name: string, matchLabels: Record<string, string>) => ({
    name,
    namespace: 'web',
    host: cart.hostname,
    workloadSelector: { matchLabels },
  });
  const generic = { name: 'generic', namespace: 'web', host: cart.hostname };

  it('decide before all rules without one', () => {
    const push = pushOf(generic, selecting('red', { color: 'red' }), selecting('blue', { color: 'blue' }));
    expect(ruleFor(push, 'web', { color: 'blue' })?.from).toEqual(['blue']);
    expect(ruleFor(push, 'web', { color: 'red', app: 'x' })?.from).toEqual(['red']);
    expect(ruleFor(push, 'web', { color: 'green' })?.from).toEqual(['generic']);
  });

  it('count in their own namespace alone', () => {
    const push = pushOf({ ...selecting('red', { color: 'red' }), namespace: 'shop' });
    expect(ruleFor(push, 'shop', { color: 'red' })?.from).toEqual(['red']);
    expect(ruleFor(push, 'web', { color: 'red' })).toBeNull();
  });

  it('swallow a rule that is kept to its namespace (R8.9)', () => {
    const push = pushOf(selecting('red', { color: 'red' }), { ...generic, exportTo: ['.'], subsets: subsets('v1') });
    expect(ruleFor(push, 'web', { color: 'red' })).toEqual({ from: ['red', 'generic'], subsets: ['v1'] });
    expect(ruleFor(push, 'web', { color: 'green' })).toBeNull();
  });

  it('borrow the subsets of a rule that names their namespace and more (R8.8)', () => {
    const wider = { ...generic, exportTo: ['.', 'else'], subsets: subsets('v1') };
    const push = pushOf(selecting('red', { color: 'red' }), wider);
    expect(ruleFor(push, 'web', { color: 'red' })).toEqual({ from: ['red', 'generic'], subsets: ['v1'] });
    expect(ruleFor(push, 'web', { color: 'green' })).toEqual({ from: ['generic'], subsets: ['v1'] });
  });
});

describe('several rules for one host (istio-semantics 8.2)', () => {
  const first = {
    name: 'first',
    namespace: 'shop',
    host: 'cart',
    creationTimestamp: '2024-01-01T00:00:00Z',
    subsets: subsets('v1', 'v2'),
  };
  const second = {
    name: 'second',
    namespace: 'shop',
    host: cart.hostname,
    creationTimestamp: '2024-02-01T00:00:00Z',
    subsets: subsets('v2', 'v3'),
  };

  it('become one: the older is the base, new subsets are added, repeated ones dropped and told', () => {
    expect(ruleFor(pushOf(second, first), 'web')).toEqual({ from: ['first', 'second'], subsets: ['v1', 'v2', 'v3'] });
    const rule = destinationRuleFor(pushOf(second, first), { type: 'sidecar', namespace: 'web', labels: {} }, cart);
    expect(rule?.omissions).toMatchObject([
      {
        reason: 'duplicate',
        source: { document: 0, path: ['spec', 'subsets', 0] },
        culprit: { document: 1, path: ['spec', 'subsets', 1] },
      },
    ]);
  });

  it('take the first traffic policy there is', () => {
    const random = { ...first, trafficPolicy: { loadBalancer: { simple: 'RANDOM' } } };
    const robin = { ...second, trafficPolicy: { loadBalancer: { simple: 'ROUND_ROBIN' } } };
    const policyOf = (...rules: Rule[]) =>
      destinationRuleFor(pushOf(...rules), { type: 'sidecar', namespace: 'web', labels: {} }, cart)?.trafficPolicy;
    expect(policyOf(random, robin)?.value.loadBalancer?.simple).toBe('RANDOM');
    expect(policyOf(first, robin)).toMatchObject({ source: { document: 1, path: ['spec', 'trafficPolicy'] } });
  });

  it('stay apart where one says `*` and one nothing: the younger counts alone (R8.8)', () => {
    expect(ruleFor(pushOf(first, { ...second, exportTo: ['*'] }), 'web')).toEqual({
      from: ['second'],
      subsets: ['v2', 'v3'],
    });
  });

  it('never hold a subset twice', () => {
    const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1 });
    const exportTo = fc.constantFrom([], ['*'], ['.'], ['.', 'web']);
    fc.assert(
      fc.property(fc.array(fc.record({ names, exportTo }), { maxLength: 5 }), (rules) => {
        const push = pushOf(
          ...rules.map((rule, index) => ({
            name: `r${index}`,
            namespace: 'shop',
            host: 'cart',
            exportTo: rule.exportTo,
            subsets: subsets(...rule.names),
          })),
        );
        for (const client of ['shop', 'web', 'else']) {
          const found = ruleFor(push, client)?.subsets ?? [];
          expect(new Set(found).size).toBe(found.length);
        }
      }),
    );
  });
});
