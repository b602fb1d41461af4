import { describe, expect, it } from 'vitest';
import type { Caller } from '../istio/caller.ts';
import { decode } from '../istio/decode.ts';
import { sourceKey } from '../istio/source.ts';
import { parseStream } from '../yaml/stream.ts';
import { createWorkspace } from './create-workspace.ts';
import { exportedTests, importedTests } from './exchange-tests.ts';
import { looksLikeTests } from './looks-like-tests.ts';
import { testedOf } from './tested-places.ts';

const manifests = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: cart}
spec:
  hosts: [cart]
  http:
  - match: [{uri: {prefix: /a}}, {uri: {prefix: /b}}]
    route: [{destination: {host: cart, subset: v2}}]
  - route: [{destination: {host: cart, subset: v1}}]
`;
const validator = `testCases:
- description: a goes to v2
  wantMatch: true
  request: {authority: [cart], method: [GET], uri: [/a]}
  route: [{destination: {host: cart, subset: v2}}]
- description: all else does not go to v2
  wantMatch: true
  request: {authority: [cart], method: [GET], uri: [/x]}
  route: [{destination: {host: cart, subset: v2}}]
`;
const routerCheck = `tests:
- test_name: one
  input: {authority: cart, path: /a}
  validate: {path_rewrite: /a}
`;
const { config } = decode(parseStream(manifests));
const caller = { namespace: 'default', labels: { app: 'web' } };

function workspaceWithTests() {
  const imported = importedTests(validator, 'My Tests.yaml', caller, config);
  const workspace = createWorkspace({ text: manifests, title: 'a' });
  workspace.append(imported?.text ?? '');
  return { imported, state: workspace.store.getState() };
}

describe('tests of other tools', () => {
  it('are told from manifests at a glance', () => {
    expect([validator, routerCheck].map(looksLikeTests)).toEqual([true, true]);
    expect([manifests, 'hello', `apiVersion: signalbox/v1\n${validator}`].map(looksLikeTests)).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('come in as a document whose tests run', () => {
    const { imported, state } = workspaceWithTests();
    expect(imported).toMatchObject({ count: 2, problems: [] });
    expect(state.tests.map(({ document }) => document.name)).toEqual(['my-tests']);
    expect(state.tests[0]?.results.map(({ differences }) => differences.length === 0)).toEqual([true, false]);
  });

  it('of no known format are none, and what has no counterpart is told', () => {
    expect(importedTests(manifests, 'x', caller, config)).toBeNull();
    expect(importedTests('testCases: [5]', 'x', caller, config)).toMatchObject({ text: null, count: 0 });
    expect(importedTests('testCases: [5]', 'x', caller, config)?.problems.length).toBeGreaterThan(0);
  });

  it('ask the port that is declared, since they know none', () => {
    const service = (ports: string) => `apiVersion: v1
kind: Service
metadata: {name: cart}
spec: {ports: [${ports}]}
`;
    const urls = (more: string, from: Caller = caller) => {
      const declared = decode(parseStream(`${manifests}---\n${more}`)).config;
      return importedTests(validator, 'x', from, declared)?.text?.match(/url: .*/g);
    };
    expect(urls(service('{name: http, port: 8080}'))).toEqual(['url: http://cart:8080/a', 'url: http://cart:8080/x']);
    expect(urls(service('{name: http, port: 8080}, {name: web, port: 80}'))?.[0]).toBe('url: http://cart/a');
    expect(urls('')?.[0]).toBe('url: http://cart/a');
    expect(urls(service('{name: http, port: 8080}'), { gateway: caller })?.[0]).toBe('url: http://cart/a');
  });

  it('say of the port, and of what no VirtualService can name, that it is left out', () => {
    const text = `apiVersion: signalbox/v1
kind: RoutingTest
metadata: {name: t}
spec:
  tests:
  - {name: away, from: {namespace: default}, request: {url: "http://nowhere.example:8080/"}, expect: {destinations: [{host: PassthroughCluster}]}}
`;
    const { store } = createWorkspace({ text, title: 'a' });
    const { text: written, lost } = exportedTests(store.getState(), 'istio-config-validator');
    expect(written).not.toContain('PassthroughCluster');
    expect(lost).toEqual([
      'away: destinations cannot be said there.',
      'away: the port of the request cannot be said there.',
    ]);
  });

  it('go out again', () => {
    const { state } = workspaceWithTests();
    expect(importedTests(exportedTests(state, 'istio-config-validator').text, 'x', caller, config)?.count).toBe(2);
    expect(exportedTests(state, 'router-check').lost).toHaveLength(2);
  });
});

it('rules and match entries know the tests that pass through them', () => {
  const { state } = workspaceWithTests();
  const { places, coverage } = testedOf(state);
  const at = (...path: (string | number)[]) => places.get(sourceKey({ document: 0, path: ['spec', 'http', ...path] }));
  expect(at(0)).toEqual({ passed: 1, failed: 0 });
  expect(at(0, 'match', 0)).toEqual({ passed: 1, failed: 0 });
  expect(at(0, 'match', 1)).toEqual({ passed: 0, failed: 0 });
  expect(at(1)).toEqual({ passed: 0, failed: 1 });
  expect(coverage).toHaveLength(3);
});
