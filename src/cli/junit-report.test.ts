import { describe, expect, it } from 'vitest';
import { junitReport } from './junit-report.ts';

const source = { document: 0, path: [] };
const request = { method: 'GET', url: 'http://a/?x=<1>&y', headers: [] };
const test = {
  name: 'a "quoted" <name>\u0000',
  why: null,
  from: { namespace: 'n', labels: {} },
  request,
  expect: {},
  source,
};

describe('junitReport', () => {
  const report = junitReport([
    {
      name: 'w',
      documents: [
        {
          name: 'suite',
          file: 'a&b.yaml',
          tests: [
            { test, place: 'a&b.yaml:3', differences: [{ field: 'status', expected: 200, actual: null }] },
            { test: { ...test, name: 'fine 🚦' }, place: 'a&b.yaml:9', differences: [] },
          ],
        },
      ],
      unreadable: [{ place: 'c.yaml:1', message: 'Not\nYAML.' }],
      refused: [],
      isEmpty: false,
      coverage: null,
    },
  ]);

  it('counts, names and explains', () => {
    expect(report).toContain('<testsuite name="suite" file="a&amp;b.yaml" tests="2" failures="1" errors="0">');
    expect(report).toContain(
      '<failure message="status: expected 200, is nothing">a&amp;b.yaml:3: GET http://a/?x=&lt;1&gt;&amp;y',
    );
    expect(report).toContain('<testcase name="fine 🚦" classname="suite" file="a&amp;b.yaml"/>');
    expect(report).toContain('<error message="Not&#10;YAML."/>');
  });

  it('holds nothing that XML cannot', () => {
    expect(report).toContain('name="a &quot;quoted&quot; &lt;name&gt;\u{FFFD}"');
    expect(report).not.toContain('\u0000');
  });
});
