import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { decode } from '../istio/decode.ts';
import type { IstioVersion } from '../pilot/versions.ts';
import { scalarText } from '../yaml/scalar-text.ts';
import { parseStream } from '../yaml/stream.ts';
import { readRoutingTests } from './read-routing-tests.ts';
import { runRoutingTest } from './run-routing-test.ts';

/** Older versions against the measured cases: the answers of the newest, but for the listed ones (conformance/versions). */
const root = fileURLToPath(new URL('../../conformance/', import.meta.url));

/** A test that a version answers otherwise: the fields that differ, null where the field is absent. */
type Deviation = {
  readonly case: string;
  readonly index: number;
  readonly expect: Readonly<Record<string, unknown>>;
};

describe.each<IstioVersion>(['1.26', '1.28', '1.30'])('Istio %s', (version) => {
  const [list] = parseStream(readFileSync(`${root}versions/${version}.yaml`, 'utf8')).documents;
  const deviations = list?.value as readonly Deviation[];

  it.each(['basics', 'traps', 'scenarios'])('answers %s as measured', (folder) => {
    const files = readdirSync(`${root}routing/${folder}`).filter((name) => name.endsWith('.yaml'));
    const failures = files.flatMap((file) => {
      const name = `${folder}/${file.replace(/\.yaml$/, '')}`;
      const own = deviations.filter((deviation) => deviation.case === name);
      return run(readFileSync(`${root}routing/${folder}/${file}`, 'utf8'), own, version)
        .filter(({ differences }) => differences.length > 0)
        .map(({ test, differences }) => ({ name, test: test.name, differences }));
    });
    expect(failures).toEqual([]);
  });

  it('differs where the list says so', () => {
    const silent = deviations.filter(({ case: name, index }) => {
      const text = readFileSync(`${root}routing/${name}.yaml`, 'utf8');
      return run(text, [], version)[index]?.differences.length === 0;
    });
    expect(deviations.length).toBeGreaterThan(0);
    expect(silent).toEqual([]);
  });
});

function run(text: string, deviations: readonly Deviation[], version: IstioVersion) {
  const stream = parseStream(text);
  const { config } = decode(stream);
  const others = config.others.map((object) => ({ ...object, spec: deviated(object.spec, deviations) }));
  const tests = readRoutingTests(others, scalarText(stream));
  return tests.flatMap((document) => runRoutingTest(config, document, { headers: 'complete', version }));
}

function deviated(spec: unknown, deviations: readonly Deviation[]): unknown {
  if (typeof spec !== 'object' || spec === null || !('tests' in spec) || !Array.isArray(spec.tests)) return spec;
  const tests = spec.tests.map((test: { expect: object }, index) => {
    const deviation = deviations.find((one) => one.index === index);
    const expected = Object.entries({ ...test.expect, ...deviation?.expect }).filter(([, value]) => value !== null);
    return { ...test, expect: Object.fromEntries(expected) };
  });
  return { ...spec, tests };
}
