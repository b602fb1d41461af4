import { describe, expect, it } from 'vitest';
import { decode } from '../istio/decode.ts';
import { parseStream } from '../yaml/stream.ts';
import { createPushContext } from './push-context.ts';

/** `address:port` of the endpoints behind port 80 of the service `cart`, those that are not ready with a mark. */
function endpointsOf(...documents: object[]): string[] {
  const push = createPushContext(
    decode(parseStream(documents.map((one) => JSON.stringify(one)).join('\n---\n'))).config,
  );
  const cart = push.services.find(({ hostname }) => hostname.startsWith('cart.'));
  return (cart?.endpoints ?? []).map(
    ({ address, ports, ready }) => `${address}:${ports[80]}${ready ? '' : ' unready'}`,
  );
}

const metadata = (name: string, more: object = {}) => ({ name, namespace: 'shop', ...more });
const service = (spec: object, more: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: metadata('cart', more),
  spec: { selector: { app: 'cart' }, ports: [{ name: 'http', port: 80, targetPort: 8080 }], ...spec },
});
const pod = (name: string, labels: object, status: object, spec: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: metadata(name, { labels }),
  spec: { containers: [{ name: 'app', image: 'app' }], ...spec },
  status,
});
const workload = (kind: string, labels: object, replicas?: number) => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: metadata('cart'),
  spec: { replicas, template: { metadata: { labels }, spec: {} } },
});
const workloadEntry = (spec: object, labels: object) => ({
  apiVersion: 'networking.istio.io/v1',
  kind: 'WorkloadEntry',
  metadata: metadata('vm', { labels }),
  spec,
});
const cart = { app: 'cart' };

describe('the endpoints of a Kubernetes Service', () => {
  it('are the Pods that its selector finds in its namespace', () => {
    const elsewhere = {
      ...pod('c', cart, { podIP: '10.1.0.3' }),
      metadata: { ...metadata('c'), namespace: 'bank', labels: cart },
    };
    expect(
      endpointsOf(
        service({}),
        pod('a', { ...cart, version: 'v1' }, { podIP: '10.1.0.1', phase: 'Running' }),
        pod('b', { app: 'pay' }, { podIP: '10.1.0.2', phase: 'Running' }),
        elsewhere,
        pod('d', cart, { podIP: '10.1.0.4', phase: 'Succeeded' }),
      ),
    ).toEqual(['10.1.0.1:8080']);
  });

  it('tell Pods apart that are not ready, unless they may have traffic all the same', () => {
    const unready = pod('a', cart, { podIP: '10.1.0.1', conditions: [{ type: 'Ready', status: 'False' }] });
    expect(endpointsOf(service({}), unready)).toEqual(['10.1.0.1:8080 unready']);
    expect(endpointsOf(service({ publishNotReadyAddresses: true }), unready)).toEqual(['10.1.0.1:8080']);
  });

  it('follow a named target port', () => {
    const named = service({ ports: [{ name: 'http', port: 80, targetPort: 'web' }] });
    const ports = [{ name: 'web', containerPort: 9090 }];
    const status = { podIP: '10.1.0.1' };
    expect(endpointsOf(named, pod('a', cart, status, { containers: [{ name: 'app', ports }] }))).toEqual([
      '10.1.0.1:9090',
    ]);
    expect(endpointsOf(named, pod('a', cart, status))).toEqual(['10.1.0.1:undefined']);
  });

  it('are the replicas of workloads whose Pods are not shown', () => {
    expect(endpointsOf(service({}), workload('Deployment', cart, 2))).toEqual(['10.244.0.1:8080', '10.244.0.2:8080']);
    expect(endpointsOf(service({}), workload('StatefulSet', cart))).toEqual(['10.244.0.1:8080']);
    expect(endpointsOf(service({}), workload('Deployment', cart, 0))).toEqual([]);
    expect(endpointsOf(service({}), workload('Deployment', cart, 3), pod('a', cart, { podIP: '10.1.0.1' }))).toEqual([
      '10.1.0.1:8080',
    ]);
    expect(
      endpointsOf(service({}), workload('Deployment', cart, 1), workload('ReplicaSet', { ...cart, hash: 'x' }, 1)),
    ).toEqual(['10.244.0.1:8080']);
  });

  it('are WorkloadEntries, too, by their own port of that name', () => {
    expect(endpointsOf(service({}), workloadEntry({ address: '10.2.0.1' }, cart))).toEqual(['10.2.0.1:8080']);
    expect(endpointsOf(service({}), workloadEntry({ address: '10.2.0.1', ports: { http: 7000 } }, cart))).toEqual([
      '10.2.0.1:7000',
    ]);
  });

  it('are those of its EndpointSlices where it has no selector', () => {
    const slice = {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: metadata('cart-1', { labels: { 'kubernetes.io/service-name': 'cart' } }),
      ports: [{ name: 'http', port: 5000 }],
      endpoints: [{ addresses: ['10.3.0.1'] }, { addresses: ['10.3.0.2'], conditions: { ready: false } }],
    };
    expect(endpointsOf(service({ selector: undefined }), slice)).toEqual(['10.3.0.1:5000', '10.3.0.2:5000 unready']);
  });

  it('are handed out nowhere where it is exported to nobody', () => {
    const hidden = service({}, { annotations: { 'networking.istio.io/exportTo': '~' } });
    expect(endpointsOf(hidden, pod('a', cart, { podIP: '10.1.0.1' }))).toEqual([]);
  });
});

describe('the endpoints of a ServiceEntry', () => {
  const entry = (spec: object) => ({
    apiVersion: 'networking.istio.io/v1',
    kind: 'ServiceEntry',
    metadata: metadata('cart'),
    spec: {
      hosts: ['cart.example.com'],
      ports: [{ number: 80, name: 'http', protocol: 'HTTP', targetPort: 8080 }],
      ...spec,
    },
  });

  it('have the port of their own, else the target port', () => {
    const endpoints = [{ address: '10.9.0.1' }, { address: '10.9.0.2', ports: { http: 9090 } }];
    expect(endpointsOf(entry({ resolution: 'STATIC', endpoints }))).toEqual(['10.9.0.1:8080', '10.9.0.2:9090']);
  });

  it('are the host itself where DNS resolves it', () => {
    expect(endpointsOf(entry({ resolution: 'DNS' }))).toEqual(['cart.example.com:8080']);
  });

  it('are the WorkloadEntries and Pods that it selects; labels of the metadata go first', () => {
    const selecting = entry({ resolution: 'STATIC', location: 'MESH_INTERNAL', workloadSelector: { labels: cart } });
    const overridden = workloadEntry({ address: '10.2.0.1', labels: { app: 'other' } }, cart);
    expect(endpointsOf(selecting, overridden, pod('a', cart, { podIP: '10.1.0.1' }))).toEqual([
      '10.2.0.1:8080',
      '10.1.0.1:8080',
    ]);
  });
});
