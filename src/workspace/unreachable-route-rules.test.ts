import { expect, it } from 'vitest';
import { createWorkspace } from './create-workspace.ts';

const service = (name: string) =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}, namespace: shop}\nspec: {selector: {app: ${name}}, ports: [{name: http, port: 80}]}\n---\n`;

/** The rules of an HTTPRoute that a finding calls unreachable, and those that the engine leaves out. */
function unreachable(rules: string) {
  const route = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web, namespace: shop}
spec:
  parentRefs: [{group: "", kind: Service, name: web, port: 80}]
  rules:
${rules}`;
  const text = service('web') + service('other') + route;
  const { findings, graph } = createWorkspace({ text, title: 'test' }).store.getState();
  const told = findings
    .filter(({ code }) => code === 'rule.unreachable')
    .map(({ source }) => Number(source.path.at(-1)));
  const drawn = graph.nodes.flatMap((card) =>
    card.type === 'rule' && card.owner?.kind === 'HTTPRoute' && card.state === 'shadowed' ? (card.order ?? 0) - 1 : [],
  );
  return { told, drawn };
}

const to = 'backendRefs: [{name: other, port: 80}]';

it('a rule of an HTTPRoute that another one leaves nothing is among the problems, as on the canvas', () => {
  const expression = `  - {matches: [{path: {type: RegularExpression, value: "/a.*"}}], ${to}}\n`;
  const all = `  - {${to}}\n`;
  const tester = `  - {matches: [{headers: [{name: x-a, value: b}]}], ${to}}\n`;
  const path = `  - {matches: [{path: {value: /a}}], ${to}}\n`;
  expect(unreachable(path + expression + all)).toEqual({ told: [1], drawn: [1] });
  expect(unreachable(all + expression)).toEqual({ told: [1], drawn: [1] });
  expect(unreachable(all + tester + path + all)).toEqual({ told: [3], drawn: [3] });
  expect(unreachable(path + tester + all)).toEqual({ told: [], drawn: [] });
  expect(unreachable(expression + path)).toEqual({ told: [], drawn: [] });
});
