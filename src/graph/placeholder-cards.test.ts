import { expect, it } from 'vitest';
import { decode } from '../istio/decode.ts';
import { createPushContext } from '../pilot/push-context.ts';
import { parseStream } from '../yaml/stream.ts';
import { projectGraph } from './project-graph.ts';

function cards(text: string): string[] {
  const decoded = decode(parseStream(text));
  const push = createPushContext(decoded.config);
  const { nodes } = projectGraph({ decoded, push, staleDocuments: new Set() });
  return nodes.map(({ id }) => id);
}
const object = (kind: string, apiVersion: string, spec: string) =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: x, namespace: shop}\nspec: ${spec}\n`;

it('what nothing in the workspace uses stands for itself', () => {
  const alone = [
    object('Sidecar', 'networking.istio.io/v1', '{egress: [{hosts: ["./*"]}]}'),
    object('WorkloadEntry', 'networking.istio.io/v1', '{address: 10.0.0.1}'),
    object('Deployment', 'apps/v1', '{template: {metadata: {labels: {app: x}}}}'),
  ];
  expect(cards(alone.join('---\n'))).toEqual(
    expect.arrayContaining(['alone:Sidecar/shop/x', 'alone:WorkloadEntry/shop/x', 'alone:Deployment/shop/x']),
  );
});

it('a DestinationRule alone is drawn', () => {
  expect(cards(object('DestinationRule', 'networking.istio.io/v1', '{host: x.example.com}')).length).toBeGreaterThan(0);
});

it('what is drawn already has no card of its own', () => {
  const service = object('Service', 'v1', '{selector: {app: x}, ports: [{port: 80}]}');
  const deployment = object('Deployment', 'apps/v1', '{template: {metadata: {labels: {app: x}}}}');
  expect(cards(`${service}---\n${deployment}`).filter((id) => id.startsWith('alone:'))).toEqual([]);
});
