import { bench, describe } from 'vitest';
import { sourceInside, type Source } from '../src/istio/source.ts';
import { createWorkspace } from '../src/workspace/create-workspace.ts';
import type { Workspace } from '../src/workspace/workspace.ts';
import { largeWorkspace, longVirtualService } from './large-workspace.ts';
import { framesOf } from './percentiles.ts';

/**
 * One move of a slider on a workspace of 6,000 lines: text, decode, both engines, picture, verdict. A frame of the screen has 16.7 ms. The same workspace
 * as many documents, as the one `List` that `kubectl get -o yaml` prints, and 500 rules in one VirtualService.
 */
const frame = 1000 / 60;
const text = largeWorkspace(80);
const everyone = { object: 'shop-40', rule: 'everyone', url: 'http://shop-40:8080/' };
const one = { object: 'shop', rule: 'rule-250', url: 'http://shop:8080/part-400/' };
const shapes = [
  ['documents', text, everyone],
  ['one List', listOf(text), everyone],
  ['one VirtualService', longVirtualService(500), one],
] as const;
for (const [shape, shown, dragged] of shapes) {
  const { p50, p95 } = framesOf(200, moves(shown, dragged));
  console.log(
    `slider drag, ${shown.split('\n').length} lines, ${shape}: p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms = ${(p95 / frame).toFixed(2)} of a frame`,
  );
}
const move = moves(text, everyone);

describe('a move of the slider against opening the workspace', () => {
  bench('move', () => move(Math.floor(performance.now())), { iterations: 20, time: 0 });
  bench('open', () => void createWorkspace({ text, title: 'bench', later: () => {} }), { iterations: 5, time: 0 });
});

/** Moves the slider of one rule, within one gesture. */
function moves(shown: string, { object, rule: name, url }: typeof everyone): (index: number) => void {
  const workspace = createWorkspace({
    text: shown,
    title: 'bench',
    ask: { url },
    later: () => {},
  });
  const rule = ruleOf(workspace, object, name);
  workspace.beginGesture();
  return (index) => {
    const first = index % 101;
    workspace.dispatch({ type: 'setWeights', rule, weights: [first, 100 - first] });
  };
}

function listOf(documents: string): string {
  const items = documents.split('---\n').map((each) =>
    each
      .trimEnd()
      .split('\n')
      .map((line, row) => `${row === 0 ? '- ' : '  '}${line}\n`),
  );
  return `apiVersion: v1\nitems:\n${items.flat().join('')}kind: List\n`;
}

function ruleOf({ store }: Workspace, name: string, ruleName: string): Source {
  const object = store.getState().decoded.config.virtualServices.find(({ metadata }) => metadata.name === name);
  const index = object?.spec.http?.findIndex((candidate) => candidate.name === ruleName) ?? -1;
  if (!object || index < 0) throw new Error(`no rule ${ruleName} in ${name}`);
  return sourceInside(object.source, 'spec', 'http', index);
}
