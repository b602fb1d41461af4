import { describe, expect, it } from 'vitest';
import { decode } from '../istio/decode.ts';
import { parseStream } from '../yaml/stream.ts';
import { planWarnings } from './plan-warnings.ts';
import { readRolloutPlans } from './read-rollout-plan.ts';

const destinationRule = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: reviews, namespace: books}
spec:
  host: reviews.books.svc.cluster.local
  subsets: [{name: v1}, {name: v2}]
`;
const virtualService = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: reviews, namespace: books}
spec:
  hosts: [reviews]
  http: [{route: [{destination: {host: reviews, subset: v1}}]}]
`;
const plan = `apiVersion: signalbox/v1
kind: RolloutPlan
metadata: {name: reviews, namespace: books}
spec:
  rule: {virtualService: reviews}
  subsets: [v1, v2]
  steps: [{setWeight: 5}]
`;
const request = (from: string) => `  requests: [{name: all, from: ${from}, request: {url: "http://reviews/"}}]\n`;
const gateway = '{gateway: {namespace: istio-system}}';

function warningsOf(...documents: readonly string[]) {
  const { config } = decode(parseStream(documents.join('---\n')));
  const [first] = readRolloutPlans(config.others);
  if (!first) throw new Error('no plan');
  return planWarnings(config, first).map(({ type, message, source }) => ({ type, message, document: source.document }));
}

describe('warnings of a plan', () => {
  it('are none where the plan says what will happen', () => {
    expect(warningsOf(destinationRule, virtualService, plan)).toEqual([]);
  });

  it('tell a rule that is not there', () => {
    expect(warningsOf(destinationRule, plan)).toMatchObject([{ type: 'rule', document: 1 }]);
    const two = virtualService.replace('http: [', 'http: [{route: [{destination: {host: other}}]}, ');
    expect(warningsOf(destinationRule, two, plan)[0]?.message).toContain('several rules');
  });

  it('tell a subset that nobody defines', () => {
    const warnings = warningsOf(destinationRule, virtualService, plan.replace('[v1, v2]', '[v1, v3]'));
    expect(warnings).toMatchObject([{ type: 'missingSubset', document: 2 }]);
    expect(warningsOf(virtualService, plan)).toHaveLength(2);
  });

  it('find the DestinationRule of the host by its short name and by a wildcard', () => {
    expect(
      warningsOf(destinationRule.replace('reviews.books.svc.cluster.local', 'reviews'), virtualService, plan),
    ).toEqual([]);
    expect(
      warningsOf(
        destinationRule.replace('reviews.books.svc', '"*.books.svc').replace('local', 'local"'),
        virtualService,
        plan,
      ),
    ).toEqual([]);
    const elsewhere = destinationRule
      .replace('reviews.books.svc.cluster.local', 'reviews')
      .replace('namespace: books', 'namespace: shop');
    expect(warningsOf(elsewhere, virtualService, plan)).toHaveLength(2);
  });

  it('find a DestinationRule for every host in another namespace', () => {
    const everywhere = destinationRule.replace('namespace: books', 'namespace: istio-system');
    expect(warningsOf(everywhere.replace('reviews.books.svc.cluster.local', '"*"'), virtualService, plan)).toEqual([]);
  });

  it('tell sticky sessions, on the host or on a subset', () => {
    const hash = 'trafficPolicy: {loadBalancer: {consistentHash: {useSourceIp: true}}}';
    const sticky = `${destinationRule}  ${hash}\n`;
    expect(warningsOf(sticky, virtualService, plan)).toMatchObject([{ type: 'consistentHash', document: 0 }]);
    const stickySubset = destinationRule.replace('{name: v2}', `{name: v2, ${hash}}`);
    expect(warningsOf(stickySubset, virtualService, plan)).toMatchObject([{ type: 'consistentHash' }]);
  });

  it('tell a caller of the mix that does not use the VirtualService', () => {
    const forMesh = warningsOf(destinationRule, virtualService, plan + request(gateway));
    expect(forMesh).toMatchObject([{ type: 'passesBy', message: expect.stringContaining('for sidecars alone') }]);
    const forGateway = virtualService.replace('hosts: [reviews]', 'hosts: [reviews]\n  gateways: [front]');
    const bySidecar = warningsOf(destinationRule, forGateway, plan + request('{namespace: books}'));
    expect(bySidecar).toMatchObject([{ type: 'passesBy', message: expect.stringContaining('for gateways alone') }]);
    const forBoth = forGateway.replace('[front]', '[front, mesh]');
    expect(warningsOf(destinationRule, forBoth, plan + request(gateway))).toEqual([]);
  });

  it('tell a gateway without mesh where no mix is declared', () => {
    const forGateway = virtualService.replace('hosts: [reviews]', 'hosts: [reviews]\n  gateways: [front]');
    expect(warningsOf(destinationRule, forGateway, plan)).toMatchObject([{ type: 'passesBy', document: 1 }]);
  });

  it('tell a gateway whose own rules send to the host past the plan', () => {
    const front = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: front, namespace: books}
spec:
  hosts: [shop.example]
  gateways: [front]
  http: [{route: [{destination: {host: reviews}}]}]
`;
    expect(warningsOf(destinationRule, virtualService, front, plan)).toMatchObject([{ type: 'passesBy', document: 2 }]);
  });
});

describe('warnings of a plan for the Gateway API', () => {
  const service = (name: string) =>
    `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}, namespace: books}\nspec: {ports: [{name: http, port: 9080}]}\n`;
  const services = ['reviews', 'v1', 'v2'].map(service);
  const httpRoute = (name: string, parent: string, backend = 'v1') => `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: ${name}, namespace: books}
spec: {parentRefs: [${parent}], rules: [{backendRefs: [{name: ${backend}, port: 9080}]}]}
`;
  const inMesh = httpRoute('reviews', '{group: "", kind: Service, name: reviews}');
  const atGateway = httpRoute('reviews', '{name: front}');
  const routePlan = plan.replace('virtualService', 'httpRoute');

  it('are none where the plan says what will happen', () => {
    expect(warningsOf(...services, inMesh, routePlan)).toEqual([]);
  });

  it('tell a Service that is not there, or has not the port', () => {
    expect(warningsOf(service('v1'), inMesh, routePlan)).toMatchObject([
      { type: 'missingService', message: 'There is no Service v2 in books: its share is answered with 500.' },
    ]);
    const other = routePlan.replace('[v1, v2]', '[v1, {name: v2, port: 80}]');
    expect(warningsOf(...services, inMesh, other)).toMatchObject([
      { type: 'missingService', message: 'Service v2 has no port 80: its share is answered with 500.' },
    ]);
    const hostname = routePlan.replace('[v1, v2]', '[v1, {name: v2, host: api.reviews.example}]');
    expect(warningsOf(...services, inMesh, hostname)).toMatchObject([
      { message: 'No ServiceEntry has the host api.reviews.example: its share is answered with 500.' },
    ]);
  });

  it('tell sticky sessions of the Services', () => {
    const sticky = destinationRule
      .replace('reviews.books', 'v2.books')
      .replace('spec:', 'spec:\n  trafficPolicy: {loadBalancer: {consistentHash: {useSourceIp: true}}}');
    expect(warningsOf(...services, sticky, inMesh, routePlan)).toMatchObject([{ type: 'consistentHash', document: 3 }]);
  });

  it('tell who does not come by the route, by its parents', () => {
    expect(warningsOf(...services, atGateway, routePlan)).toMatchObject([
      { type: 'passesBy', message: expect.stringContaining('for gateways alone') },
    ]);
    expect(warningsOf(...services, atGateway, routePlan + request(gateway))).toEqual([]);
    // Without its group a Service is one of the Gateway API's, which has none.
    const ofNobody = httpRoute('reviews', '{kind: Service, name: reviews}');
    expect(warningsOf(...services, ofNobody, routePlan)).toMatchObject([
      { type: 'passesBy', message: expect.stringContaining('nobody uses it') },
    ]);
    expect(warningsOf(...services, inMesh, routePlan + request(gateway))).toMatchObject([
      { type: 'passesBy', message: expect.stringContaining('for sidecars alone') },
    ]);
  });

  it('tell a route at a gateway that sends to the versions, or to the Service in front of them, by itself', () => {
    for (const backend of ['reviews', 'v1'])
      expect(warningsOf(...services, inMesh, httpRoute('front', '{name: front}', backend), routePlan)).toMatchObject([
        { type: 'passesBy', message: expect.stringContaining('HTTPRoute books/front'), document: 4 },
      ]);
  });

  it('tell connections that are closed', () => {
    const tcp = virtualService.replace('http:', 'tcp:');
    expect(warningsOf(tcp, plan.replace('virtualService: reviews', 'virtualService: reviews, tcp: 0'))).toMatchObject([
      { message: expect.stringContaining('its share of connections is closed (NC)') },
      { type: 'missingSubset' },
    ]);
  });
});
