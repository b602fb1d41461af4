import { describe, expect, it } from 'vitest';
import { createPlainTextDocument } from './plain-text-document.ts';
import { createWorkspace } from './create-workspace.ts';
import type { Source } from '../istio/source.ts';
import type { TextDocument } from './text-document.ts';

const text = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: cart, namespace: shop}
spec:
  hosts: [cart]
  http:
  - name: split
    route:
    - destination: {host: cart, subset: v1}
      weight: 90 # old
    - destination: {host: cart, subset: v2}
      weight: 10 # new
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: cart, namespace: shop}
spec:
  host: cart
  subsets: [{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}]
`;
const rule: Source = { document: 0, path: ['spec', 'http', 0] };
const open = () => createWorkspace({ text, title: 'test', ask: { url: 'http://cart/' } });
const weights = (first: number) => ({ type: 'setWeights', rule, weights: [first, 100 - first] }) as const;

describe('the workspace', () => {
  it('asks a question by itself and answers it', () => {
    const { verdict, ask } = createWorkspace({ text, title: 'test' }).store.getState();
    expect(ask.url).toBe('http://cart/');
    expect(verdict?.trace.destinations.map(({ percent }) => percent)).toEqual([90, 10]);
    expect(verdict?.basis.map(({ kind }) => kind)).toContain('assumption');
  });

  it('refuses what is typed where the cluster would then refuse an object, and only then', () => {
    const workspace = open();
    const field = ['spec', 'http', 0, 'route', 0, 'weight'];
    const weight = (value: unknown) => ({ type: 'setField', object: { document: 0, path: [] }, field, value }) as const;
    const subset = (name: string) =>
      ({ type: 'addSubset', destinationRule: { document: 1, path: [] }, name, labels: { version: name } }) as const;
    expect(workspace.propose(weight('abc'))?.message).toMatch(/^The cluster would refuse VirtualService shop\/cart: /);
    expect(workspace.propose(subset('Bad_Name'))?.message).toMatch(
      /^The cluster would refuse DestinationRule shop\/cart: /,
    );
    expect(workspace.store.getState()).toMatchObject({ text, canUndo: false, notice: { tone: 'refusal' } });
    expect(workspace.propose(weight(80))).toBeNull();
    expect(workspace.propose(subset('v3'))).toBeNull();
    expect(workspace.dispatch(weight('abc'))).toBeNull();
    // What is refused already can be filled in piece by piece.
    expect(workspace.propose({ ...weight('5 s'), field: ['spec', 'http', 0, 'timeout'] })).toBeNull();
  });

  it('asks with a header only once it has a name', () => {
    const workspace = open();
    const { verdict } = workspace.store.getState();
    workspace.ask({ headers: [['', '']] });
    expect(workspace.store.getState().verdict?.trace.outcome).toEqual(verdict?.trace.outcome);
    workspace.ask({ headers: [['', 'typed first']] });
    expect(workspace.store.getState().verdict?.trace.destinations).toHaveLength(2);
    expect(workspace.store.getState().ask.headers).toEqual([['', 'typed first']]);
  });

  it('follows an edit with text, verdict and picture, and takes it back in one step', () => {
    const workspace = open();
    expect(workspace.dispatch(weights(70))).toBeNull();
    const state = workspace.store.getState();
    expect(state.text).toBe(text.replace('90 #', '70 #').replace('10 #', '30 #'));
    expect(state.verdict?.trace.destinations.map(({ percent }) => percent)).toEqual([70, 30]);
    workspace.undo();
    expect(workspace.store.getState().text).toBe(text);
    expect(workspace.store.getState().canUndo).toBe(false);
  });

  it('takes a whole gesture as one step, and a cancelled one as none', () => {
    const workspace = open();
    workspace.beginGesture();
    for (const first of [80, 60, 40]) workspace.dispatch(weights(first));
    workspace.endGesture();
    workspace.undo();
    expect(workspace.store.getState().text).toBe(text);
    workspace.beginGesture();
    workspace.dispatch(weights(50));
    workspace.cancelGesture();
    expect(workspace.store.getState().text).toBe(text);
  });

  it('brings the findings when a gesture is over', () => {
    const workspace = open();
    const before = workspace.store.getState().findings;
    workspace.beginGesture();
    workspace.dispatch(weights(100));
    expect(workspace.store.getState().findings).toBe(before);
    workspace.endGesture();
    expect(workspace.store.getState().findings).not.toBe(before);
  });

  it('cancels a gesture in the middle of which the editor took over', () => {
    const workspace = open();
    workspace.beginGesture();
    workspace.dispatch(weights(50));
    workspace.attach(({ text: first, steps }): TextDocument => {
      const next = createPlainTextDocument(first);
      for (const step of steps) {
        next.beginGroup();
        for (const edits of step) next.apply(edits);
        next.endGroup();
      }
      return next;
    });
    workspace.dispatch(weights(20));
    workspace.cancelGesture();
    expect(workspace.store.getState().text).toBe(text);
  });

  it('refuses an edit of a broken document with a reason, and keeps the text', () => {
    const workspace = open();
    workspace.applyTextEdits([{ offset: 0, length: 0, text: '"' }]);
    const before = workspace.store.getState().text;
    expect(workspace.dispatch(weights(50))?.message).toBeTruthy();
    expect(workspace.store.getState().text).toBe(before);
    expect(workspace.store.getState().notice?.tone).toBe('refusal');
  });

  it('keeps the graph of what did not change', () => {
    const workspace = open();
    const before = workspace.store.getState().graph;
    workspace.applyTextEdits([{ offset: text.length, length: 0, text: '# the end\n' }]);
    expect(workspace.store.getState().graph).toBe(before);
  });

  it('adds what is pasted as one step, and compares with it', () => {
    const workspace = open();
    workspace.append(
      'apiVersion: v1\nkind: Service\nmetadata: {name: cart, namespace: shop}\nspec: {ports: [{port: 80}]}\n',
    );
    expect(workspace.store.getState().text).toBe(workspace.store.getState().original);
    expect(workspace.store.getState().push.assumed).toBe(false);
    workspace.undo();
    expect(workspace.store.getState().text).toBe(text);
  });

  it('maps the selection through edits', () => {
    const workspace = open();
    workspace.selectSource({ document: 1, path: ['spec', 'host'] }, 'panel');
    workspace.applyTextEdits([{ offset: 0, length: 0, text: '# head\n' }]);
    const { text: now, selection } = workspace.store.getState();
    expect(now.slice(selection, selection + 10)).toBe('host: cart');
  });
});
