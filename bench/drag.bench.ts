import { bench, describe } from 'vitest';
import type { Source } from '../src/istio/source.ts';
import { createWorkspace } from '../src/workspace/create-workspace.ts';
import type { Workspace } from '../src/workspace/workspace.ts';
import { largeWorkspace } from './large-workspace.ts';
import { framesOf } from './percentiles.ts';

/** One move of a slider on a workspace of 6,000 lines: text, decode, both engines, picture, verdict. A frame of the screen has 16.7 ms. */
const frame = 1000 / 60;
const text = largeWorkspace(80);
const workspace = createWorkspace({ text, title: 'bench', ask: { url: 'http://shop-40:8080/' }, later: () => {} });
const rule = ruleOf(workspace, 'shop-40', 'everyone');
workspace.beginGesture();
const { p50, p95 } = framesOf(200, (index) => move(index));
console.log(
  `slider drag, ${text.split('\n').length} lines: p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms = ${(p95 / frame).toFixed(2)} of a frame`,
);

describe('a move of the slider against opening the workspace', () => {
  bench('move', () => move(Math.floor(performance.now())), { iterations: 20, time: 0 });
  bench('open', () => void createWorkspace({ text, title: 'bench', later: () => {} }), { iterations: 5, time: 0 });
});

function move(index: number): void {
  const first = index % 101;
  workspace.dispatch({ type: 'setWeights', rule, weights: [first, 100 - first] });
}

function ruleOf({ store }: Workspace, name: string, ruleName: string): Source {
  const object = store.getState().decoded.config.virtualServices.find(({ metadata }) => metadata.name === name);
  const index = object?.spec.http?.findIndex((candidate) => candidate.name === ruleName) ?? -1;
  if (!object || index < 0) throw new Error(`no rule ${ruleName} in ${name}`);
  return { document: object.source.document, path: ['spec', 'http', index] };
}
