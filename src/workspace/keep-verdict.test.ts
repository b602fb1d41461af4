import { describe, expect, it } from 'vitest';
import { createWorkspace } from './create-workspace.ts';
import type { Workspace } from './workspace.ts';

const text = ['cart', 'till']
  .map(
    (name) => `apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: shop}
spec:
  selector: {app: ${name}}
  ports: [{name: http, port: 80}]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: ${name}, namespace: shop}
spec:
  hosts: [${name}]
  http:
  - name: all
    route:
    - destination: {host: ${name}, subset: v1}
      weight: 90
    - destination: {host: ${name}, subset: v2}
      weight: 10
`,
  )
  .join('---\n');

function opened(url: string): Workspace {
  return createWorkspace({ text, title: 'shop', ask: { url }, later: () => {} });
}

function setWeights(workspace: Workspace, document: number, weights: readonly number[]): void {
  workspace.dispatch({ type: 'setWeights', rule: { document: 2 * document + 1, path: ['spec', 'http', 0] }, weights });
}

const verdictOf = (workspace: Workspace) => workspace.store.getState().verdict;

describe('the verdict after an edit', () => {
  it('is the same to look at where the edit has nothing to do with the request', () => {
    const workspace = opened('http://cart/');
    const before = verdictOf(workspace);
    setWeights(workspace, 1, [30, 70]);
    const after = verdictOf(workspace);
    expect(after?.trace).toBe(before?.trace);
    expect(after?.path).toBe(before?.path);
    expect(after?.basis).toBe(before?.basis);
  });

  it('says what the text says now where it has', () => {
    const workspace = opened('http://till/');
    const before = verdictOf(workspace);
    setWeights(workspace, 1, [30, 70]);
    const after = verdictOf(workspace);
    expect(after?.trace.destinations.map(({ percent }) => percent)).toEqual([30, 70]);
    expect(after?.trace).not.toBe(before?.trace);
    expect(after?.path).toBe(before?.path);
  });

  it('equals that of a workspace opened with the new text, rule by rule', () => {
    const workspace = opened('http://cart/');
    setWeights(workspace, 1, [0, 100]);
    setWeights(workspace, 0, [1, 99]);
    const afresh = createWorkspace({
      text: workspace.store.getState().text,
      title: 'shop',
      ask: { url: 'http://cart/' },
      later: () => {},
    });
    expect(verdictOf(workspace)?.trace).toEqual(verdictOf(afresh)?.trace);
    expect(verdictOf(workspace)?.trace.verdicts).toEqual(verdictOf(afresh)?.trace.verdicts);
    expect(verdictOf(workspace)?.basis).toEqual(verdictOf(afresh)?.basis);
  });
});
