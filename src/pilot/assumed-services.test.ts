import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from '../istio/decode.ts';
import { parseStream } from '../yaml/stream.ts';
import { createPushContext } from './push-context.ts';

function pushOf(yaml: string, options: Parameters<typeof createPushContext>[1] = {}) {
  return createPushContext(decode(parseStream(yaml)).config, options);
}

const rules = `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: reviews, namespace: shop}
spec:
  hosts: [reviews, "*.example.org", shop.example.com]
  http:
  - route: [{weight: 50, destination: {host: reviews, subset: v1}}, {weight: 50, destination: {host: ratings.other.svc.cluster.local, port: {number: 9080}}}]
    mirror: {host: audit}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: reviews, namespace: shop}
spec: {host: reviews, subsets: [{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}, {name: again, labels: {version: v1}}]}
`;
const service = `---
apiVersion: v1
kind: Service
metadata: {name: audit, namespace: shop}
spec: {ports: [{name: http, port: 80}]}
`;

describe('a workspace without Services', () => {
  it('rests on the hosts that its rules name', () => {
    const push = pushOf(rules);
    expect(push.assumed).toBe(true);
    expect(push.services.map(({ hostname, namespace, registry }) => [hostname, namespace, registry])).toEqual([
      ['audit.shop.svc.cluster.local', 'shop', 'Assumed'],
      ['ratings.other.svc.cluster.local', 'other', 'Assumed'],
      ['reviews.shop.svc.cluster.local', 'shop', 'Assumed'],
    ]);
  });

  it('has the ports that a rule or a request names', () => {
    const portsOf = (host: string, requests: string[]) =>
      pushOf(rules, { requests })
        .servicesByHost.get(host)?.[0]
        ?.ports.map(({ port, protocol }) => [port, protocol]);
    expect(portsOf('reviews.shop.svc.cluster.local', [])).toEqual([[80, 'HTTP']]);
    expect(portsOf('reviews.shop.svc.cluster.local', ['reviews:9080'])).toEqual([[9080, 'HTTP']]);
    expect(portsOf('ratings.other.svc.cluster.local', [])).toEqual([[9080, 'HTTP']]);
  });

  it('has two endpoints for each set of labels that a subset asks for', () => {
    const [reviews] = pushOf(rules).servicesByHost.get('reviews.shop.svc.cluster.local') ?? [];
    expect(reviews?.endpoints.map(({ labels }) => labels)).toEqual([
      { version: 'v1' },
      { version: 'v1' },
      { version: 'v2' },
      { version: 'v2' },
    ]);
    expect(new Set(reviews?.endpoints.map(({ address }) => address)).size).toBe(4);
  });

  it('takes the protocol from the rule', () => {
    const tcp = `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: db, namespace: shop}
spec: {hosts: [db], tcp: [{match: [{port: 5432}], route: [{destination: {host: db}}]}]}
`;
    const [db] = pushOf(tcp).services;
    expect(db?.ports).toEqual([{ name: 'tcp-5432', port: 5432, protocol: 'TCP' }]);
  });
});

describe('a workspace with a Service', () => {
  it('is complete: other hosts are unknown, unless they are asked for', () => {
    expect(pushOf(rules + service).services.map(({ hostname }) => hostname)).toEqual(['audit.shop.svc.cluster.local']);
    const asked = pushOf(rules + service, { assume: 'always' });
    expect(asked.servicesByHost.get('audit.shop.svc.cluster.local')?.map(({ registry }) => registry)).toEqual([
      'Kubernetes',
    ]);
    expect(asked.services).toHaveLength(3);
    expect(pushOf(rules, { assume: 'never' }).services).toEqual([]);
  });
});

it('declared hosts are never assumed, and no host is there twice', () => {
  const name = fc.constantFrom('a', 'b', 'c.other.svc.cluster.local', 'd.example.com');
  fc.assert(
    fc.property(fc.array(name, { maxLength: 4 }), fc.array(name, { maxLength: 4 }), (destinations, declared) => {
      const documents = [
        ...destinations.map((host, index) => ({
          kind: 'VirtualService',
          metadata: { name: `v${index}`, namespace: 'shop' },
          spec: { hosts: [host], http: [{ route: [{ destination: { host } }] }] },
        })),
        ...[...new Set(declared)].map((host, index) => ({
          kind: 'ServiceEntry',
          metadata: { name: `e${index}`, namespace: 'shop' },
          spec: { hosts: [host], ports: [{ number: 80, name: 'http', protocol: 'HTTP' }] },
        })),
      ].map((object) => JSON.stringify({ apiVersion: 'networking.istio.io/v1', ...object }));
      const { services } = pushOf(documents.join('\n---\n'));
      const hosts = services.map(({ hostname }) => hostname);
      expect(new Set(hosts).size).toBe(hosts.length);
      for (const { hostname, registry } of services)
        if (declared.some((host) => host === hostname)) expect(registry).toBe('External');
    }),
    { numRuns: 30 },
  );
});
