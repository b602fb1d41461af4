import type { Coverage } from '../routetest/coverage.ts';
import type { RouteTestResult } from '../routetest/run-route-test.ts';
import type { TestCommand } from './command.ts';
import { placeOf } from './input-workspace.ts';
import type { CoveredWorkspace, TestedDocument, TestRun } from './test-command.ts';
import { summary } from './test-json.ts';
import { callerText, differenceText, requestText } from './test-words.ts';

/** A run for people: what failed and how, on demand what passed and what no test reaches, and the counts as the last line. */
export function testText(run: TestRun, { list }: Pick<TestCommand, 'list'>): string {
  const lines = [
    ...run.tested.flatMap((document) => documentLines(document, list)),
    ...run.covered.flatMap(coverageLines),
    summary(run),
  ];
  return `${lines.join('\n')}\n`;
}

function documentLines({ workspace, document, results }: TestedDocument, list: TestCommand['list']): string[] {
  return results.flatMap(({ test, differences }: RouteTestResult) => {
    if (differences.length === 0 && list === 'failures') return [];
    const head = `${differences.length === 0 ? 'pass' : 'FAIL'} ${document.name} › ${test.name}`;
    if (differences.length === 0) return [head];
    return [
      `${head}  ${placeOf(workspace, test.source)}`,
      `     ${requestText(test.request)} from ${callerText(test.from)}`,
      ...test.request.headers.map(([name, value]) => `       ${name}: ${value}`),
      ...differences.map((difference) => `     ${differenceText(difference)}`),
      '',
    ];
  });
}

function coverageLines({ workspace, coverage }: CoveredWorkspace): string[] {
  const unreached = coverage.filter(({ reachedBy }) => reachedBy.length === 0);
  return [
    ...unreached.map((entry) => `no test reaches ${entryText(entry)}  ${placeOf(workspace, entry.source)}`),
    `tests reach ${coverage.length - unreached.length} of ${coverage.length} rules and match entries of ${workspace.name}`,
    '',
  ];
}

function entryText({ object, list, rule, name, match }: Coverage): string {
  const entry = match === null ? '' : `, match ${match + 1}`;
  const { kind, metadata } = object;
  const named = name === null ? '' : ` “${name}”`;
  return `${kind} ${metadata.namespace}/${metadata.name}, ${list} rule ${rule + 1}${named}${entry}`;
}
