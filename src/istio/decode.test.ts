import { describe, expect, it } from 'vitest';
import { parseStream } from '../yaml/stream.ts';
import { decode } from './decode.ts';

const read = (text: string) => decode(parseStream(text));
const virtualService = (name: string, spec: string) =>
  `apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: ${name}, namespace: shop}\nspec:\n${spec}`;

describe('decode', () => {
  it('sorts objects by kind, with the place they stand at', () => {
    const { config } = read(
      `---\n${virtualService('cart', '  hosts: [cart]\n  http: [{route: [{destination: {host: cart}}]}]\n')}---\nkind: Service\napiVersion: v1\nmetadata: {name: cart}\n`,
    );
    expect(config.virtualServices[0]).toMatchObject({
      metadata: { name: 'cart', namespace: 'shop' },
      spec: { hosts: ['cart'] },
      source: { document: 0, path: [] },
    });
    expect(config.services[0]?.metadata.namespace).toBe('default');
  });

  it('looks into Lists', () => {
    const { config } = read(
      'kind: List\napiVersion: v1\nitems:\n- {apiVersion: v1, kind: Service, metadata: {name: a}}\n- {apiVersion: v1, kind: Service, metadata: {name: b}}\n',
    );
    expect(config.services.map(({ source }) => source.path)).toEqual([
      ['items', 0],
      ['items', 1],
    ]);
  });

  it('tells two kinds of Gateway apart', () => {
    const text = (group: string) => `apiVersion: ${group}/v1\nkind: Gateway\nmetadata: {name: g}\nspec: {}\n`;
    const { config } = read(`${text('networking.istio.io')}---\n${text('gateway.networking.k8s.io')}`);
    expect(
      [config.gateways.length, config.kubernetesGateways.length].reduce((sum, count) => sum + count, 0),
    ).toBeLessThanOrEqual(2);
    expect(config.kubernetesGateways.every(({ apiVersion }) => apiVersion.startsWith('gateway.'))).toBe(true);
  });

  it('drops unknown fields with advice and nulls in mappings without a word', () => {
    const { config, problems } = read(
      virtualService(
        'cart',
        '  hosts: [cart]\n  http:\n  - match: null\n    rout: []\n    timeout: 5s\n    redirect: {uri: /x}\n',
      ),
    );
    expect(config.virtualServices[0]?.spec.http).toEqual([{ timeout: '5s', redirect: { uri: '/x' } }]);
    expect(problems).toContainEqual(
      expect.objectContaining({
        code: 'schema.unknown-field',
        at: 'key',
        source: { document: 0, path: ['spec', 'http', 0, 'rout'] },
      }),
    );
    expect(problems.find(({ code }) => code === 'schema.unknown-field')?.message).toContain('Did you mean `route`?');
  });

  it('keeps other kinds and lists them', () => {
    const { config, objects } = read('apiVersion: example.com/v1\nkind: Odd\nmetadata: {name: x}\nspec: {a: 1}\n');
    expect(config.others[0]).toMatchObject({ kind: 'Odd', spec: { a: 1 } });
    expect(objects[0]?.modelled).toBe(false);
  });

  it('lets the later of two objects of one name stand', () => {
    const { config, problems } = read(
      `${virtualService('cart', '  hosts: [a]\n  http: [{route: [{destination: {host: a}}]}]\n')}---\n${virtualService('cart', '  hosts: [b]\n  http: [{route: [{destination: {host: b}}]}]\n')}`,
    );
    expect(config.virtualServices.map(({ spec }) => spec.hosts)).toEqual([['b']]);
    expect(problems.map(({ code }) => code)).toContain('object.duplicate');
  });

  it('takes nothing that the API server cannot read', () => {
    const { config, objects } = read(
      virtualService(
        'cart',
        '  hosts: [cart]\n  http: [{match: [{uri: {regex: /a?b}}], route: [{destination: {host: a}}]}]\n',
      ),
    );
    expect(config.virtualServices).toEqual([]);
    expect(objects[0]?.refusedBy[0]?.code).toBe('yaml.question-mark');
  });

  it('reads the mesh settings of the ConfigMap', () => {
    const { config } = read(
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: istio, namespace: istio-system}\ndata:\n  mesh: |\n    outboundTrafficPolicy: {mode: REGISTRY_ONLY}\n    connectTimeout: 7\n',
    );
    expect(config.meshConfig).toEqual({ outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } });
  });

  it('never throws on odd shapes', () => {
    for (const text of [
      '- 1\n',
      'kind: 3\n',
      'apiVersion: v1\nkind: Service\nmetadata: []\nspec: x\n',
      'kind: List\nitems: [null, 3]\n',
      'just text\n',
    ]) {
      expect(() => read(text)).not.toThrow();
    }
  });
});
