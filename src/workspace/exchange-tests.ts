import { exportConfigValidator } from '../routetest/formats/config-validator-export.ts';
import type { ExportedTest } from '../routetest/formats/exported-tests.ts';
import { exportRouterCheck } from '../routetest/formats/router-check-export.ts';
import { exportRoutingTest } from '../routetest/formats/routing-test-export.ts';
import { importTests } from '../routetest/formats/import-tests.ts';
import type { Caller } from '../istio/caller.ts';
import { winningRule } from '../routetest/winning-rule.ts';
import type { IstioConfig } from '../istio/config.ts';
import { splitUrl } from '../pilot/split-url.ts';
import type { RouteTest } from '../routetest/route-test.ts';
import { renderYaml } from '../yaml/render-yaml.ts';
import { parseStream } from '../yaml/stream.ts';
import { servicePorts } from './service-ports.ts';
import type { WorkspaceState } from './workspace.ts';

/** Tests of other tools as a RoutingTest document; `problems` says what has no counterpart and was left out. */
export type ImportedTests = {
  readonly text: string | null;
  readonly count: number;
  readonly problems: readonly string[];
};

/**
 * The tests of a text in the format of istio-config-validator or Envoy's router check, asked by `from`; null where it holds none. Neither knows the port
 * of a request: it is one that `config` declares for its host.
 */
export function importedTests(text: string, name: string, from: Caller, config: IstioConfig): ImportedTests | null {
  const read = parseStream(text).documents.flatMap(
    ({ value }, document) => importTests(value, { name, source: { document, path: [] }, from }) ?? [],
  );
  if (read.length === 0) return null;
  const tests = read.flatMap((document) => document.tests.map((test) => withPort(test, config)));
  const problems = read.flatMap((document) => document.problems.map(({ message }) => message));
  const resource = name
    .toLowerCase()
    .replace(/\.(?:ya?ml|json)$/, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  const { value } = exportRoutingTest(resource || 'imported', tests);
  return { text: tests.length > 0 ? renderYaml(value) : null, count: tests.length, problems };
}

/** A request of a sidecar that names no port, for a host whose Service listens at others than the scheme's own. */
function withPort(test: RouteTest, config: IstioConfig): RouteTest {
  const { from, request } = test;
  const { scheme, authority } = splitUrl(request.url);
  if ('gateway' in from || authority.includes(':')) return test;
  const ports = servicePorts(authority, from.namespace, config);
  const [first] = ports;
  if (first === undefined || ports.includes(scheme === 'https' ? 443 : 80)) return test;
  const url = request.url.replace(authority, `${authority}:${first}`);
  return { ...test, request: { ...request, url } };
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
