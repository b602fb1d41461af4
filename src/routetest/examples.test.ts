import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { decode } from '../istio/decode.ts';
import { parseStream } from '../yaml/stream.ts';
import { readRoutingTests } from './read-routing-tests.ts';
import { runRoutingTest } from './run-routing-test.ts';

const root = fileURLToPath(new URL('../../public/examples/', import.meta.url));
const files = readdirSync(root).filter((name) => name.endsWith('.yaml'));
const index = JSON.parse(readFileSync(`${root}index.json`, 'utf8')) as { file: string; try: string[] }[];

/** The exercise whose test is red until it is done, as one does it. */
function solved(file: string, text: string): string {
  if (file !== 'exercise-80-20.yaml') return text;
  const weights = [80, 20];
  return text.replaceAll('weight: 50', () => `weight: ${weights.shift()}`);
}

describe('the gallery', () => {
  it('names every example, with two sentences that say what to try', () => {
    expect(index.map(({ file }) => file).toSorted()).toEqual(files.toSorted());
    expect(index.every(({ file, try: sentences }) => existsSync(root + file) && sentences.length === 2)).toBe(true);
  });

  it.each(files)('%s: every document is read and taken, every test passes', (file) => {
    const stream = parseStream(solved(file, readFileSync(root + file, 'utf8')));
    const { config, objects, problems } = decode(stream);
    expect(stream.documents.flatMap((document) => document.problems)).toEqual([]);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(objects.flatMap(({ refusedBy }) => refusedBy)).toEqual([]);
    const tests = readRoutingTests(config.others);
    expect(tests.flatMap((document) => document.tests).length).toBeGreaterThan(0);
    const results = tests.flatMap((document) => runRoutingTest(config, document));
    expect(
      results.flatMap(({ test, differences }) => differences.map((difference) => ({ test: test.name, ...difference }))),
    ).toEqual([]);
  });
});
