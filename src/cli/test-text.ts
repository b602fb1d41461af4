import type { TestCommand } from './command.ts';
import { summary } from './test-counts.ts';
import { callerWords } from '../istio/caller-words.ts';
import { differenceText, requestText } from './test-words.ts';
import type { TestedRoute, TestedWorkspace, Unreached } from './test-workspace.ts';

/** A run for people: what failed and how, on demand what passed and what no test reaches, and the counts as the last line. */
export function testText(tested: readonly TestedWorkspace[], { list }: Pick<TestCommand, 'list'>): string {
  const results = tested.flatMap(({ documents }) =>
    documents.flatMap(({ name, tests }) => tests.flatMap((test) => testLines(name, test, list))),
  );
  const lines = [...results, ...tested.flatMap(coverageLines), summary(tested)];
  return `${lines.join('\n')}\n`;
}

function testLines(document: string, { test, place, differences }: TestedRoute, list: TestCommand['list']): string[] {
  if (differences.length === 0) return list === 'all' ? [`pass ${document} › ${test.name}`] : [];
  return [
    `FAIL ${document} › ${test.name}  ${place}`,
    `     ${requestText(test.request)} from ${callerWords(test.from)}`,
    ...test.request.headers.map(([name, value]) => `       ${name}: ${value}`),
    ...differences.map((difference) => `     ${differenceText(difference)}`),
    '',
  ];
}

function coverageLines({ name, coverage }: TestedWorkspace): string[] {
  if (!coverage) return [];
  const { total, unreached } = coverage;
  return [
    ...unreached.map((entry) => `no test reaches ${entryText(entry)}  ${entry.place}`),
    `tests reach ${total - unreached.length} of ${total} rules and match entries of ${name}`,
    '',
  ];
}

function entryText({ object: { kind, metadata }, list, rule, name, match }: Unreached): string {
  const named = name === null ? '' : ` “${name}”`;
  const entry = match === null ? '' : `, match ${match + 1}`;
  return `${kind} ${metadata.namespace}/${metadata.name}, ${list} rule ${rule + 1}${named}${entry}`;
}
