import { describe, expect, it } from 'vitest';
import { decode } from '../istio/decode.ts';
import { parseStream } from '../yaml/stream.ts';
import { mergeGateways } from './gateway-merge.ts';

const proxy = { type: 'gateway', namespace: 'infra', labels: { istio: 'ingress', app: 'x' } } as const;

function merge(...documents: string[]) {
  const { groups, omissions } = mergeGateways(decode(parseStream(documents.join('\n---\n'))).config, proxy);
  return {
    groups: groups.map(({ listenPort, bind, servers }) =>
      [`${bind}:${listenPort}`].concat(servers.map(({ routeName, hosts }) => `${routeName} ${hosts.join(',')}`)),
    ),
    omissions: omissions.map(({ reason, source, culprit }) => [reason, source.path.at(-1), culprit?.path.at(-1)]),
  };
}

/** Documents without a creation time are of one age, so their names order them. */
const gateway = (
  servers: string,
  { name = 'gw', selector = '{istio: ingress}', created = '2024-01-01T00:00:00Z' } = {},
) => `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: ${name}, namespace: shop, creationTimestamp: "${created}"}
spec: {selector: ${selector}, servers: [${servers}]}`;
const server = (port: number, protocol: string, hosts: string, more = '') =>
  `{port: {number: ${port}, name: "${protocol.toLowerCase()}-${port}${hosts.length}", protocol: ${protocol}}, hosts: [${hosts}]${more}}`;
const simple = ', tls: {mode: SIMPLE, credentialName: c}';
const service = (ports: string, labels = '{}') => `
apiVersion: v1
kind: Service
metadata: {name: ingress, namespace: infra, labels: ${labels}}
spec: {selector: {istio: ingress}, ports: [${ports}]}`;

describe('selection', () => {
  it('takes Gateways of any namespace whose selector the labels satisfy', () => {
    const { groups, omissions } = merge(
      gateway(server(80, 'HTTP', 'a.example')),
      gateway(server(81, 'HTTP', 'b.example'), { name: 'other', selector: '{istio: egress}' }),
    );
    expect(groups).toEqual([[':80', 'http.80 a.example']]);
    expect(omissions).toEqual([['not-for-this-caller', undefined, undefined]]);
  });

  it('listens where the Service in front leads, also by the name of a port', () => {
    const pod = `
apiVersion: v1
kind: Pod
metadata: {name: p, namespace: infra, labels: {istio: ingress, app: x}}
spec: {containers: [{name: c, ports: [{name: web, containerPort: 8081}]}]}`;
    const ports = '{name: http, port: 80, targetPort: 8080}, {name: alt, port: 81, targetPort: web}';
    const three = gateway(
      `${server(80, 'HTTP', 'a.example')}, ${server(81, 'HTTP', 'b.example')}, ${server(82, 'HTTP', 'c.example')}`,
    );
    expect(merge(three, service(ports), pod).groups.map(([port]) => port)).toEqual([':8080', ':8081', ':82']);
    expect(
      merge(three, service(ports, '{experimental.istio.io/disable-gateway-port-translation: "true"}'), pod).groups.map(
        ([port]) => port,
      ),
    ).toEqual([':80', ':81', ':82']);
  });
});

describe('one port', () => {
  it('is shared by plaintext HTTP servers, of one Gateway or of several', () => {
    expect(
      merge(
        gateway(`${server(80, 'HTTP', 'a.example')}, ${server(80, 'GRPC', 'bb.example')}`),
        gateway(server(80, 'HTTP2', 'c.example'), { name: 'h' }),
      ).groups,
    ).toEqual([[':80', 'http.80 a.example', 'http.80 bb.example', 'http.80 c.example']]);
  });

  it('belongs to the older of two servers that do not go together', () => {
    const young = { name: 'aa', created: '2025-01-01T00:00:00Z' };
    expect(merge(gateway(server(80, 'HTTP', 'a.example'), young), gateway(server(80, 'TCP', 'b.example')))).toEqual({
      groups: [[':80', ' b.example']],
      omissions: [['server-conflict', 0, 0]],
    });
    expect(
      merge(gateway(server(443, 'HTTPS', 'a.example', simple), young), gateway(server(443, 'HTTP', 'b.example')))
        .omissions,
    ).toEqual([['server-conflict', 0, 0]]);
  });

  it('takes plaintext after TLS, on another address everything', () => {
    const { groups, omissions } = merge(
      gateway(
        `${server(443, 'HTTPS', 'a.example', simple)}, ${server(443, 'HTTP', 'bb.example')}, ${server(443, 'TCP', 'ccc.example', ', bind: 10.0.0.1')}`,
      ),
    );
    expect(omissions).toEqual([]);
    expect(groups.map(([port]) => port)).toEqual([':443', ':443', '10.0.0.1:443']);
  });

  it('has each TLS host once', () => {
    const first = server(443, 'HTTPS', 'a.example, b.example', simple);
    const second = server(443, 'TLS', 'b.example', ', tls: {mode: PASSTHROUGH}');
    expect(merge(gateway(`${first}, ${second}`))).toEqual({
      groups: [[':443', 'https.443.https-44320.gw.shop a.example,b.example']],
      omissions: [['server-conflict', 1, 0]],
    });
    expect(merge(gateway(`${first}, ${second.replace('b.example', 'shop/b.example')}`)).omissions).toEqual([]);
    expect(merge(gateway(`${first}, ${second.replace('443', '444')}`)).omissions).toEqual([]);
  });

  it('gives a plaintext server’s hosts away once where it redirects to https', () => {
    const redirecting = server(80, 'HTTP', 'a.example', ', tls: {httpsRedirect: true}');
    expect(merge(gateway(redirecting), gateway(redirecting, { name: 'h' })).omissions).toEqual([
      ['server-conflict', 0, 0],
    ]);
  });
});
