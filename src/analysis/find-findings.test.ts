import { describe, expect, it } from 'vitest';
import { applyRoutingEdit } from '../edits/apply-routing-edit.ts';
import { decode } from '../istio/decode.ts';
import { createPushContext } from '../pilot/push-context.ts';
import { parseStream } from '../yaml/stream.ts';
import { applyTextEdits } from '../yaml/text-edit.ts';
import type { Finding } from './finding.ts';
import { findFindings } from './find-findings.ts';

function read(text: string) {
  const stream = parseStream(text);
  const decoded = decode(stream);
  return { stream, decoded, findings: findFindings(stream, decoded, createPushContext(decoded.config)) };
}

const service = (name: string, ports = [8080], namespace = 'shop') => `
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: ${namespace}}
spec:
  selector: {app: ${name}}
  ports: ${JSON.stringify(ports.map((port) => ({ name: `http-${port}`, port })))}
---
`;
const rules = (http: string, head = 'hosts: [cart]') => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: cart, namespace: shop}
spec:
  ${head}
  http:
${http}
---
`;
const toCart = '  - route: [{destination: {host: cart}}]';
const subsets = (names: string[]) => `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: cart, namespace: shop}
spec: {host: cart, subsets: ${JSON.stringify(names.map((name) => ({ name, labels: { version: name } })))}}
---
`;
const pods = (version: string, replicas = 1) => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart-${version}, namespace: shop}
spec:
  replicas: ${replicas}
  selector: {matchLabels: {app: cart, version: ${version}}}
  template: {metadata: {labels: {app: cart, version: ${version}}}}
---
`;
const cart = service('cart');

/** What is wrong in each text, as `code path`, in the order of the checks. */
const cases: [string, string, string[]][] = [
  ['nothing', cart + rules(toCart), []],
  ['broken YAML', 'a: [', ['yaml.syntax ']],
  ['an admission error', cart + rules('  - match: []'), ['webhook.conflict spec.http.0']],
  ['an unknown field', cart + rules(`${toCart}\n    timout: 1s`), ['schema.unknown-field spec.http.0.timout']],
  [
    'a field beside spec',
    cart + rules(toCart).replace('spec:', 'hosts: [cart]\nspec:'),
    ['schema.unknown-field hosts'],
  ],
  ['a kind that nobody knows', cart + rules(toCart).replace('VirtualService', 'Virtualservice'), ['webhook.kind kind']],
  [
    'a host that nobody declares',
    cart + rules('  - route: [{destination: {host: card}}]'),
    ['reference.host spec.http.0.route.0.destination.host'],
  ],
  [
    'a host of another namespace',
    cart + service('stock', [80], 'depot') + rules('  - route: [{destination: {host: stock}}]'),
    ['reference.host spec.http.0.route.0.destination.host'],
  ],
  [
    'a host with its namespace only, which Istio takes literally',
    cart + rules('  - route: [{destination: {host: cart.shop}}]'),
    ['reference.host spec.http.0.route.0.destination.host'],
  ],
  [
    'a subset without a pod',
    cart +
      pods('v1') +
      subsets(['v1', 'v2']) +
      rules('  - route: [{destination: {host: cart, subset: v1}}]\n    mirror: {host: cart, subset: v2}'),
    ['reference.endpoints spec.http.0.mirror'],
  ],
  [
    'a service whose pods are all scaled down',
    cart + pods('v1', 0) + rules(toCart),
    ['reference.endpoints spec.http.0.route.0.destination'],
  ],
  [
    'a subset without a pod that gets nothing yet',
    cart +
      pods('v1') +
      subsets(['v1', 'v2']) +
      rules(
        '  - route: [{destination: {host: cart, subset: v1}, weight: 100}, {destination: {host: cart, subset: v2}, weight: 0}]',
      ),
    [],
  ],
  [
    'a mirror to nowhere',
    cart + rules(`${toCart}\n    mirror: {host: ghost}`),
    ['reference.host spec.http.0.mirror.host'],
  ],
  [
    'a port that the service does not have',
    cart + rules('  - route: [{destination: {host: cart, port: {number: 81}}}]'),
    ['reference.port spec.http.0.route.0.destination.port.number'],
  ],
  [
    'a subset without a DestinationRule',
    cart + rules('  - route: [{destination: {host: cart, subset: v2}}]'),
    ['reference.subset spec.http.0.route.0.destination.subset'],
  ],
  [
    'a subset that the DestinationRule does not have',
    cart + subsets(['v1']) + rules('  - route: [{destination: {host: cart, subset: v2}}]'),
    ['reference.subset spec.http.0.route.0.destination.subset'],
  ],
  [
    'a subset that another namespace keeps to itself',
    cart +
      subsets(['v2'])
        .replace('shop}', 'depot}')
        .replace('host: cart', 'host: cart.shop.svc.cluster.local, exportTo: [.]') +
      rules('  - route: [{destination: {host: cart, subset: v2}}]'),
    ['reference.subset-elsewhere spec.http.0.route.0.destination.subset'],
  ],
  [
    'a gateway that nobody declares',
    cart + rules(toCart, 'hosts: [a.example]\n  gateways: [edge/front]'),
    ['reference.gateway spec.gateways.0'],
  ],
  [
    'a match for a gateway that the rules are not bound to',
    cart + rules(`  - match: [{gateways: [edge/front]}]\n  ${toCart.slice(2).replace('- ', '  ')}`),
    ['reference.unbound-gateway spec.http.0.match.0.gateways.0'],
  ],
  ['a delegate that is missing', cart + rules('  - delegate: {name: other}'), ['reference.delegate spec.http.0']],
  ['a delegate that nobody uses', cart + rules(toCart, 'exportTo: [.]'), ['delegate.unused metadata.name']],
  [
    'a rule behind a catch-all',
    cart + rules(`${toCart}\n  - match: [{uri: {prefix: /a}}]\n    route: [{destination: {host: cart}}]`),
    ['rule.unreachable spec.http.1'],
  ],
  [
    'a match behind a wider one of the same rule',
    cart + rules(`  - match: [{uri: {prefix: /a}}, {uri: {exact: /ab}}]\n    route: [{destination: {host: cart}}]`),
    ['match.unreachable spec.http.0.match.1'],
  ],
  [
    'a rule behind one that delegates, which may be reached',
    cart +
      rules(`  - delegate: {name: other}\n${toCart}`) +
      rules(`  - match: [{uri: {prefix: /a}}]\n    route: [{destination: {host: cart}}]`, 'exportTo: [.]').replace(
        'name: cart',
        'name: other',
      ),
    [],
  ],
  [
    'a host that another VirtualService has',
    cart + rules(toCart) + rules(toCart).replace('name: cart', 'name: second'),
    ['rule.host-owned spec.hosts.0'],
  ],
  [
    'a destination without a weight',
    cart +
      service('stock') +
      rules('  - route: [{destination: {host: cart}, weight: 90}, {destination: {host: stock}}]'),
    ['weights.missing spec.http.0.route.1'],
  ],
  [
    'weights that are not 100',
    cart +
      service('stock') +
      rules('  - route: [{destination: {host: cart}, weight: 2}, {destination: {host: stock}, weight: 1}]'),
    ['weights.total spec.http.0.route'],
  ],
  [
    'a lone weight',
    cart + rules('  - route: [{destination: {host: cart}, weight: 0}]'),
    ['weights.single spec.http.0.route.0.weight'],
  ],
  [
    'a redirect that the proxy refuses',
    cart + rules('  - redirect: {uri: /b, redirectCode: 304}'),
    ['redirect.status spec.http.0.redirect.redirectCode'],
  ],
  [
    'a fault without a percentage, beside a timeout',
    cart + rules(`${toCart}\n    timeout: 1s\n    fault: {delay: {fixedDelay: 2s}}`),
    ['fault.no-percentage spec.http.0.fault.delay', 'fault.beside-timeout spec.http.0.fault'],
  ],
  [
    'retries without time',
    cart + rules(`${toCart}\n    timeout: 1s\n    retries: {attempts: 2, perTryTimeout: 2s}`),
    ['retries.no-time spec.http.0.retries.perTryTimeout'],
  ],
  [
    'outlier detection that may eject 10 % of two pods',
    `${cart}
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart, namespace: shop}
spec:
  replicas: 2
  selector: {matchLabels: {app: cart}}
  template: {metadata: {labels: {app: cart}}}
---${subsets(['v1']).replace('host: cart', 'host: cart, trafficPolicy: {outlierDetection: {consecutive5xxErrors: 3}}')}`,
    ['outlier.never-ejects spec.trafficPolicy.outlierDetection'],
  ],
];

function nameOf({ code, source }: Finding): string {
  return `${code} ${source.path.join('.')}`;
}

describe('findings', () => {
  for (const [what, text, expected] of cases)
    it(`of ${what}`, () => expect(read(text).findings.map(nameOf)).toEqual(expected));

  it('are none of unreachable rules, right or wrong, that Istio itself would name', () => {
    const text =
      cart +
      rules(`  - match: [{uri: {prefix: /a}, authority: {exact: a}}]\n    route: [{destination: {host: cart}}]
  - match: [{uri: {prefix: /ab}}]\n    route: [{destination: {host: cart}}]`);
    expect(read(text).findings).toEqual([]);
  });

  it('are the same from caches as from scratch', () => {
    const text = cases.map(([, each]) => each).join('\n');
    const before = read(text);
    const stream = parseStream(`# first\n${text}`, before.stream);
    const decoded = decode(stream);
    const again = findFindings(stream, decoded, createPushContext(decoded.config));
    expect(again.map(nameOf)).toEqual(before.findings.map(nameOf));
  });
});

describe('quick fixes', () => {
  for (const [what, text] of cases) {
    for (const finding of read(text).findings) {
      for (const { label, edit } of finding.fixes) {
        it(`${label}, of ${what}`, () => {
          const { stream } = read(text);
          const plan = applyRoutingEdit(stream, edit);
          expect(plan.ok).toBe(true);
          if (!plan.ok) return;
          expect(read(applyTextEdits(text, plan.edits)).findings.map(nameOf)).not.toContain(nameOf(finding));
        });
      }
    }
  }

  it('give an unknown field the name that was meant, unless it stands beside it', () => {
    const fixesOf = (lines: string) =>
      read(cart + rules(`${toCart}\n${lines}`))
        .findings.filter(({ code }) => code === 'schema.unknown-field')
        .map(({ fixes }) => fixes.map(({ label }) => label));
    expect(fixesOf('    timout: 1s')).toEqual([['Rename to timeout', 'Remove it']]);
    expect(fixesOf('    timout: 1s\n    timeout: 2s')).toEqual([['Remove it']]);
    expect(fixesOf('    zzzzzzzzzz: 1s')).toEqual([['Remove it']]);
  });
});
