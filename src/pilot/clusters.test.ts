import { describe, expect, it } from 'vitest';
import type { Cluster } from '../envoy/config.ts';
import { decode } from '../istio/decode.ts';
import { parseStream } from '../yaml/stream.ts';
import { generateClusters } from './clusters.ts';
import type { Proxy } from './proxy.ts';
import { createPushContext } from './push-context.ts';
import { sidecarScopeOf } from './sidecar-scope.ts';

const sidecar: Proxy = { type: 'sidecar', namespace: 'shop', labels: {} };
const gateway: Proxy = { type: 'gateway', namespace: 'istio-system', labels: { istio: 'ingressgateway' } };

function generate(yaml: string, proxy = sidecar) {
  const push = createPushContext(decode(parseStream(yaml)).config, { assume: 'never' });
  return generateClusters(push, proxy, sidecarScopeOf(push, proxy));
}

/** What is set on the cluster of that name. */
function clusterOf(yaml: string, name: string, proxy = sidecar): Cluster {
  const cluster = generate(yaml, proxy).clusters.find((candidate) => candidate.name === name);
  if (!cluster) throw new Error(`There is no cluster ${name}.`);
  return cluster;
}

const CART = 'outbound|80||cart.shop.svc.cluster.local';
const cart = `
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
spec: {clusterIP: 10.0.0.1, selector: {app: cart}, ports: [{name: http, port: 80, targetPort: web}, {name: dns, port: 53, protocol: UDP}]}
---
apiVersion: v1
kind: Pod
metadata: {name: cart-1, namespace: shop, labels: {app: cart, version: v1}}
spec: {containers: [{name: app, ports: [{name: web, containerPort: 8080}]}]}
status: {podIP: 10.1.0.1, phase: Running, conditions: [{type: Ready, status: "True"}]}
---
apiVersion: v1
kind: Pod
metadata: {name: cart-2, namespace: shop, labels: {app: cart, version: v2}}
spec: {containers: [{name: app, ports: [{name: web, containerPort: 9090}]}]}
status: {podIP: 10.1.0.2, phase: Running, conditions: [{type: Ready, status: "False"}]}
`;

function withPolicy(trafficPolicy: string, subsets = '[]'): string {
  return `${cart}---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: cart, namespace: shop}
spec: {host: cart, trafficPolicy: ${trafficPolicy}, subsets: ${subsets}}
`;
}

describe('the clusters of a proxy', () => {
  it('are one per port, none for UDP, and the built-in ones', () => {
    const names = (proxy: Proxy) => generate(cart, proxy).clusters.map(({ name }) => name);
    expect(names(sidecar)).toEqual([CART, 'BlackHoleCluster', 'PassthroughCluster', 'InboundPassthroughCluster']);
    expect(names(gateway)).toEqual([CART, 'BlackHoleCluster']);
  });

  it('have the endpoints of the named target port; one that is not ready is told apart', () => {
    expect(generate(cart).endpoints).toEqual([
      { cluster: CART, groups: [{ weight: 2, hosts: ['10.1.0.1:8080', '10.1.0.2:9090 UNHEALTHY'] }] },
    ]);
  });

  it('of a subset have the endpoints with its labels', () => {
    const yaml = withPolicy(
      '{loadBalancer: {simple: RANDOM}}',
      '[{name: v1, labels: {version: v1}}, {name: v9, labels: {version: v9}}]',
    );
    const { endpoints, destinationRules } = generate(yaml);
    expect(endpoints.slice(1)).toEqual([
      { cluster: 'outbound|80|v1|cart.shop.svc.cluster.local', groups: [{ weight: 1, hosts: ['10.1.0.1:8080'] }] },
      { cluster: 'outbound|80|v9|cart.shop.svc.cluster.local', groups: [] },
    ]);
    expect(destinationRules.get('outbound|80|v1|cart.shop.svc.cluster.local')).toEqual([
      { document: 3, path: ['spec', 'trafficPolicy'] },
      { document: 3, path: ['spec', 'subsets', 0] },
    ]);
  });
});

describe('the type of a cluster', () => {
  const entry = (resolution: string, more = '') => `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: ext, namespace: shop}
spec: {hosts: [ext.example.com], ports: [{number: 443, name: tls, protocol: TLS}], resolution: ${resolution}${more}}
`;
  const EXT = 'outbound|443||ext.example.com';

  it.each([
    ['NONE', sidecar, 'ORIGINAL_DST'],
    ['NONE', gateway, 'EDS'],
    ['STATIC', sidecar, 'EDS'],
    ['DNS', sidecar, 'STRICT_DNS'],
    ['DNS_ROUND_ROBIN', gateway, 'LOGICAL_DNS'],
  ])('of a ServiceEntry with resolution %s', (resolution, proxy, type) => {
    expect(clusterOf(entry(resolution), EXT, proxy).type).toBe(type);
  });

  it('carries its endpoints where DNS resolves them', () => {
    expect(clusterOf(entry('DNS'), EXT).loadAssignment?.endpoints).toMatchObject([
      { lbEndpoints: [{ endpoint: { address: { socketAddress: { address: 'ext.example.com', portValue: 443 } } } }] },
    ]);
  });

  it('is where the client dialled for PASSTHROUGH', () => {
    expect(clusterOf(withPolicy('{loadBalancer: {simple: PASSTHROUGH}}'), CART)).toMatchObject({
      type: 'ORIGINAL_DST',
      lbPolicy: 'CLUSTER_PROVIDED',
    });
  });

  it('of a headless Service is where the client dialled, but at a gateway it is EDS', () => {
    const headless = cart.replace('10.0.0.1', 'None');
    expect(clusterOf(headless, CART).type).toBe('ORIGINAL_DST');
    expect(clusterOf(headless, CART, gateway).type).toBe('EDS');
  });
});

describe('the policy of a cluster', () => {
  it.each([
    [
      '{loadBalancer: {consistentHash: {useSourceIp: true}}}',
      { lbPolicy: 'RING_HASH', ringHashLbConfig: { minimumRingSize: '1024' } },
    ],
    [
      '{loadBalancer: {consistentHash: {useSourceIp: true, maglev: {tableSize: 17}}}}',
      { lbPolicy: 'MAGLEV', maglevLbConfig: { tableSize: '17' } },
    ],
    [
      '{loadBalancer: {simple: LEAST_REQUEST, warmup: {duration: 30s}}}',
      {
        leastRequestLbConfig: {
          slowStartConfig: { slowStartWindow: '30s', aggression: { defaultValue: 1 }, minWeightPercent: { value: 10 } },
        },
      },
    ],
    ['{connectionPool: {tcp: {connectTimeout: 250ms}}}', { connectTimeout: '0.250s' }],
    [
      '{connectionPool: {http: {http1MaxPendingRequests: 3, maxRetries: 0}}, retryBudget: {percent: 40}}',
      {
        circuitBreakers: {
          thresholds: [
            {
              maxConnections: 4294967295,
              maxPendingRequests: 3,
              maxRequests: 4294967295,
              maxRetries: 4294967295,
              retryBudget: { budgetPercent: { value: 40 }, minRetryConcurrency: 3 },
            },
          ],
        },
      },
    ],
    [
      '{outlierDetection: {consecutive5xxErrors: 0, consecutiveGatewayErrors: 2, baseEjectionTime: 1m, minHealthPercent: 30}}',
      {
        outlierDetection: {
          enforcingSuccessRate: 0,
          consecutive5xx: 0,
          enforcingConsecutive5xx: 0,
          consecutiveGatewayFailure: 2,
          enforcingConsecutiveGatewayFailure: 100,
          baseEjectionTime: '60s',
        },
        commonLbConfig: { healthyPanicThreshold: { value: 30 } },
      },
    ],
  ])('%s', (trafficPolicy, expected) => {
    expect(clusterOf(withPolicy(trafficPolicy), CART)).toMatchObject(expected);
  });

  it('leaves round robin to Envoy, whose default it is', () => {
    expect(clusterOf(withPolicy('{loadBalancer: {simple: ROUND_ROBIN}}'), CART)).not.toHaveProperty('lbPolicy');
  });

  it('says how HTTP is spoken', () => {
    const optionsOf = (trafficPolicy: string, port = 'http', proxy = sidecar) =>
      clusterOf(withPolicy(trafficPolicy).replace('name: http,', `name: ${port},`), CART, proxy)
        .typedExtensionProtocolOptions?.['envoy.extensions.upstreams.http.v3.HttpProtocolOptions'];
    const downstream = { useDownstreamProtocolConfig: { httpProtocolOptions: {}, http2ProtocolOptions: {} } };
    const http2 = { explicitHttpConfig: { http2ProtocolOptions: {} } };
    const upgrade = '{connectionPool: {http: {h2UpgradePolicy: UPGRADE}}}';
    expect(optionsOf('{loadBalancer: {simple: RANDOM}}')).toBeUndefined();
    expect(optionsOf('{loadBalancer: {simple: RANDOM}}', 'grpc')).toEqual(http2);
    expect(optionsOf('{loadBalancer: {simple: RANDOM}}', 'web')).toEqual(downstream);
    expect(optionsOf('{loadBalancer: {simple: RANDOM}}', 'web', gateway)).toBeUndefined();
    expect(optionsOf(upgrade)).toEqual(http2);
    expect(optionsOf('{connectionPool: {http: {useClientProtocol: true}}}', 'grpc')).toEqual(downstream);
    expect(optionsOf('{connectionPool: {http: {idleTimeout: 5s}}}')).toEqual({
      commonHttpProtocolOptions: { idleTimeout: '5s' },
      explicitHttpConfig: { httpProtocolOptions: {} },
    });
    expect(optionsOf('{outlierDetection: {outlierDetectionHttpErrorCodes: [404]}}')).toMatchObject({
      outlierDetection: {
        errorMatcher: { httpResponseHeadersMatch: { headers: [{ name: ':status', stringMatch: { exact: '404' } }] } },
      },
    });
    expect(optionsOf('{tls: {mode: SIMPLE}}')).toMatchObject({
      upstreamHttpProtocolOptions: { autoSni: true, autoSanValidation: true },
    });
  });
});

describe('DestinationRules that count for nothing', () => {
  const rule = (name: string, namespace: string, more = '') => `---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: ${name}, namespace: ${namespace}}
spec: {host: cart.shop.svc.cluster.local, trafficPolicy: {loadBalancer: {simple: RANDOM}}${more}}
`;

  it('say why, and name the one that counts', () => {
    const yaml = cart + rule('winner', 'shop') + rule('elsewhere', 'bank');
    expect(generate(yaml).omissions).toMatchObject([
      {
        reason: 'destination-rule-passed-over',
        source: { document: 4 },
        culprit: { document: 3 },
      },
    ]);
    expect(generate(cart + rule('far', 'bank')).omissions).toMatchObject([
      { reason: 'destination-rule-passed-over', culprit: null },
    ]);
    expect(
      generate(cart + rule('kept', 'shop', ', exportTo: [.]'), { ...sidecar, namespace: 'bank' }).omissions,
    ).toMatchObject([{ reason: 'not-exported', culprit: null }]);
    expect(
      generate(cart + rule('red', 'shop', ', workloadSelector: {matchLabels: {color: red}}')).omissions,
    ).toMatchObject([{ reason: 'not-for-this-caller', culprit: null }]);
    expect(generate(cart + rule('winner', 'shop')).omissions).toEqual([]);
  });
});
