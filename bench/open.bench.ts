import { bench, describe } from 'vitest';
import { answer } from '../src/workspace/answer.ts';
import { readText, type ReadText } from '../src/workspace/read-text.ts';
import { fastestOf } from './percentiles.ts';

/** A workspace of 1,000 rules opened: read, both engines, picture, layout, verdict; nothing kept from before. */
let opened = 0;
const times = { read: Infinity, answered: Infinity };
for (let run = 0; run < 5; run++) {
  const text = thousandRules();
  let read: ReadText | null = null;
  times.read = Math.min(
    times.read,
    fastestOf(1, () => void (read = readText(text))),
  );
  times.answered = Math.min(
    times.answered,
    fastestOf(1, () => void (read && ask(read))),
  );
}
console.log(
  `1,000 rules opened: read in ${times.read.toFixed(0)} ms, engines, picture and layout in ${times.answered.toFixed(0)} ms`,
);

describe('1,000 rules', () => {
  bench('open', () => ask(readText(thousandRules())), { iterations: 3, time: 0 });
});

function ask(read: ReadText): void {
  answer(
    read,
    { caller: { namespace: 'mall', labels: {} }, method: 'GET', url: 'http://shop/section/500/', headers: [] },
    { assume: 'auto', version: '1.32', dump: null, asks: 'generated' },
    null,
  );
}

/** Twenty VirtualServices with fifty rules each; every text is a new one. */
function thousandRules(): string {
  opened++;
  return Array.from({ length: 20 }, (_, of) => virtualService(`shop-${of}`, 50)).join('---\n');
}

function virtualService(name: string, count: number): string {
  const rules = Array.from(
    { length: count },
    (_, index) => `  - name: rule-${index}
    match:
    - uri: {prefix: /section/${index}/}
    - headers: {x-opened: {exact: "${opened}-${index}"}}
    timeout: 3s
    route:
    - destination: {host: ${name}, subset: v${index % 7}}
      weight: 90
    - destination: {host: other-${index % 50}}
      weight: 10
`,
  );
  return `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: ${name}, namespace: mall}
spec:
  hosts: [${name}]
  http:
${rules.join('')}`;
}
