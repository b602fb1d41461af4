import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { decode } from '../istio/decode.ts';
import { scalarText } from '../yaml/scalar-text.ts';
import { parseStream } from '../yaml/stream.ts';
import { readRoutingTests } from './read-routing-tests.ts';
import { runRoutingTest } from './run-routing-test.ts';

/**
 * Both engines in a row against the measured cases: text → objects → Envoy configuration → outcome. `minimum` says how many requests of a folder
 * pass at least; it only ever goes up.
 */
const root = fileURLToPath(new URL('../../conformance/routing/', import.meta.url));
const minimum: Readonly<Record<string, number>> = { basics: 387, traps: 625, scenarios: 530, random: 7500 };

describe.each(Object.keys(minimum))('%s', (folder) => {
  it('answers as Istio and Envoy did', () => {
    const files = readdirSync(root + folder).filter((name) => name.endsWith('.yaml'));
    const results = files.map((file) => ({ file, ...runFile(readFileSync(`${root}${folder}/${file}`, 'utf8')) }));
    const failures = results.flatMap(({ file, failures }) => failures.map((failure) => ({ file, ...failure })));
    const total = results.reduce((sum, { count }) => sum + count, 0);
    console.log(`conformance/routing/${folder}: ${total - failures.length} of ${total} requests`);
    if (process.env['SHOW_FAILURES']) for (const failure of failures) console.log(JSON.stringify(failure));
    expect(results.flatMap(({ problems }) => problems)).toEqual([]);
    expect(total - failures.length).toBeGreaterThanOrEqual(minimum[folder] ?? 0);
    if (folder === 'basics') expect(failures).toEqual([]);
  });
});

function runFile(text: string) {
  const stream = parseStream(text);
  const { config } = decode(stream);
  const routingTests = readRoutingTests(config.others, scalarText(stream));
  const results = routingTests.flatMap((routingTest) => runRoutingTest(config, routingTest, { headers: 'complete' }));
  return {
    count: results.length,
    problems: routingTests.flatMap(({ problems }) => problems),
    failures: results
      .filter(({ differences }) => differences.length > 0)
      .map(({ test, differences }) => ({ test: test.name, request: test.request, from: test.from, differences })),
  };
}
