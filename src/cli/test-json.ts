import { countTests } from './test-counts.ts';
import type { TestedWorkspace, Unreached } from './test-workspace.ts';

/** A run as JSON: every test with its place, and what it expected against what is. */
export function testJson(tested: readonly TestedWorkspace[]): string {
  const report = {
    ...countTests(tested),
    tests: tested.flatMap(({ documents }) =>
      documents.flatMap(({ name, tests }) =>
        tests.map(({ test, place, differences }) => ({
          document: name,
          name: test.name,
          place,
          from: test.from,
          request: test.request,
          passed: differences.length === 0,
          differences,
        })),
      ),
    ),
    unreadable: tested.flatMap(({ unreadable }) => unreadable),
    refused: tested.flatMap(({ refused }) => refused),
    ...(tested.some(({ coverage }) => coverage) && {
      unreached: tested.flatMap(({ coverage }) => (coverage?.unreached ?? []).map(unreachedReport)),
    }),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function unreachedReport({ place, object: { kind, metadata }, list, rule, name, match }: Unreached) {
  return { place, object: `${kind}/${metadata.namespace}/${metadata.name}`, list, rule, name, match };
}
