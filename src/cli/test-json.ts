import { placeOf, unreadable } from './input-workspace.ts';
import type { TestRun } from './test-command.ts';

/** A run as JSON: every test with its place, and what it expected against what is. */
export function testJson(run: TestRun): string {
  const { tested, covered } = run;
  const report = {
    ...counts(run),
    tests: tested.flatMap(({ workspace, document, results }) =>
      results.map(({ test, differences }) => ({
        document: document.name,
        name: test.name,
        place: placeOf(workspace, test.source),
        from: test.from,
        request: test.request,
        passed: differences.length === 0,
        differences,
      })),
    ),
    unreadable: [...new Set(tested.map(({ workspace }) => workspace))].flatMap(unreadable),
    ...(covered.length > 0 && {
      unreached: covered.flatMap(({ workspace, coverage }) =>
        coverage
          .filter(({ reachedBy }) => reachedBy.length === 0)
          .map(({ source, object, list, rule, name, match }) => ({
            place: placeOf(workspace, source),
            object: `${object.kind}/${object.metadata.namespace}/${object.metadata.name}`,
            list,
            rule,
            name,
            match,
          })),
      ),
    }),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** The last line of every run: `N passed, N failed`. */
export function summary(run: TestRun): string {
  const { passed, failed } = counts(run);
  return `${passed} passed, ${failed} failed`;
}

function counts({ tested }: TestRun): { readonly passed: number; readonly failed: number } {
  const results = tested.flatMap((document) => document.results);
  const passed = results.filter(({ differences }) => differences.length === 0).length;
  return { passed, failed: results.length - passed };
}
