import { bench, describe } from 'vitest';
import { planYamlEdits } from '../src/yaml/plan-yaml-edits.ts';
import { parseStream, type YamlStream } from '../src/yaml/stream.ts';
import { applyTextEdits } from '../src/yaml/text-edit.ts';
import { largeWorkspace } from './large-workspace.ts';
import { framesOf } from './percentiles.ts';

/** Planning two weights in a workspace of 6,000 lines, applying them, and reading the text again: one document is parsed, once. */
let stream = parseStream(largeWorkspace(80));
const document = stream.documents.findLastIndex(({ source }) => source.includes('weight: 90'));
const rule = ['spec', 'http', 3, 'route'];
const { p50, p95 } = framesOf(500, drag);
console.log(
  `plan, apply and re-read two weights, ${stream.text.split('\n').length} lines: p50 ${p50.toFixed(2)} ms, p95 ${p95.toFixed(2)} ms`,
);

describe('two weights planned, applied and re-read', () => {
  bench('in a workspace of 6,000 lines', () => drag(Math.floor(performance.now() * 7)));
  bench('against parsing that one document', () => void parseStream(fresh(stream.documents[document]?.source ?? '')));
});

function drag(index: number): void {
  const first = index % 101;
  const edits = [first, 100 - first].map(
    (value, row) => ({ type: 'set', path: [...rule, row, 'weight'], value }) as const,
  );
  const plan = planYamlEdits(stream, [{ document, edits }]);
  if (!plan.ok) throw new Error(plan.refusal.message);
  const next: YamlStream = parseStream(applyTextEdits(stream.text, plan.edits), stream);
  stream = next;
}

let runs = 0;

/** The same text, but one that was never parsed. */
function fresh(source: string): string {
  return source.replace('weight: ', `weight: ${++runs}`);
}
