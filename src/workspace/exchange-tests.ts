import { exportConfigValidator } from '../routetest/formats/config-validator-export.ts';
import type { ExportedTest } from '../routetest/formats/exported-tests.ts';
import { exportRouterCheck } from '../routetest/formats/router-check-export.ts';
import { exportRoutingTest } from '../routetest/formats/routing-test-export.ts';
import { importTests } from '../routetest/formats/import-tests.ts';
import type { Caller } from '../istio/caller.ts';
import { winningRule } from '../routetest/winning-rule.ts';
import { renderYaml } from '../yaml/render-yaml.ts';
import { parseStream } from '../yaml/stream.ts';
import type { WorkspaceState } from './workspace.ts';

/** Tests of other tools as a RoutingTest document; `problems` says what has no counterpart and was left out. */
export type ImportedTests = {
  readonly text: string | null;
  readonly count: number;
  readonly problems: readonly string[];
};

/** The tests of a text in the format of istio-config-validator or Envoy's router check, asked by `from`; null where it holds none. */
export function importedTests(text: string, name: string, from: Caller): ImportedTests | null {
  const read = parseStream(text).documents.flatMap(
    ({ value }, document) => importTests(value, { name, source: { document, path: [] }, from }) ?? [],
  );
  if (read.length === 0) return null;
  const tests = read.flatMap((document) => document.tests);
  const problems = read.flatMap((document) => document.problems.map(({ message }) => message));
  const resource = name
    .toLowerCase()
    .replace(/\.(?:ya?ml|json)$/, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  const { value } = exportRoutingTest(resource || 'imported', tests);
  return { text: tests.length > 0 ? renderYaml(value) : null, count: tests.length, problems };
}

export type TestFormat = 'istio-config-validator' | 'router-check';

/** All tests of the workspace in another tool's format, and in sentences what it cannot say. */
export function exportedTests(
  { tests, decoded }: WorkspaceState,
  format: TestFormat,
): { text: string; lost: readonly string[] } {
  const results = tests.flatMap((document) => document.results);
  const exported = results.map(({ test, trace, differences }): ExportedTest => ({
    test,
    rule: differences.length === 0 ? (winningRule(decoded.config, trace)?.rule ?? null) : null,
  }));
  const { value, lost } = format === 'router-check' ? exportRouterCheck(exported) : exportConfigValidator(exported);
  return { text: renderYaml(value), lost };
}
