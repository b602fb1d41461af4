import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { decode } from '../istio/decode.ts';
import { scalarText } from '../yaml/scalar-text.ts';
import { parseStream } from '../yaml/stream.ts';
import { compareExpectation } from './compare-expectation.ts';
import { expectationOf } from './expectation-of.ts';
import { readRoutingTests } from './read-routing-tests.ts';
import { runRoutingTest } from './run-routing-test.ts';

const folder = fileURLToPath(new URL('../../conformance/routing/basics/', import.meta.url));

/** The traces of all measured requests of the basic cases. */
const results = readdirSync(folder).flatMap((file) => {
  const stream = parseStream(readFileSync(folder + file, 'utf8'));
  const { config } = decode(stream);
  const tests = readRoutingTests(config.others, scalarText(stream));
  return tests.flatMap((test) => runRoutingTest(config, test, { headers: 'complete' }));
});

describe('expectationOf', () => {
  it('is met by the trace that it was made of, every header told', () => {
    expect(results.length).toBeGreaterThan(300);
    for (const { trace, test } of results) {
      const differences = compareExpectation(trace, expectationOf(trace), 'complete');
      expect({ test: test.name, differences }).toEqual({ test: test.name, differences: [] });
    }
  });

  it('says all that was measured', () => {
    for (const { trace, test, differences } of results) {
      expect({ test: test.name, differences }).toEqual({ test: test.name, differences: [] });
      const { destinations = [], upstream, response, fault: _fault, mirrors = [], ...plain } = test.expect;
      const said = expectationOf(trace);
      expect(said).toMatchObject(plain);
      expect(said.destinations).toHaveLength(destinations.length);
      expect(said.mirrors ?? []).toHaveLength(mirrors.length);
      expect(said.upstream ?? {}).toMatchObject({ ...upstream });
      expect(said.response ?? {}).toMatchObject({ ...response });
    }
  });
});
