import type { TestedWorkspace } from './test-workspace.ts';

/** How many tests passed and failed. */
export function countTests(tested: readonly TestedWorkspace[]): { readonly passed: number; readonly failed: number } {
  let [passed, failed] = [0, 0];
  for (const { documents } of tested) {
    for (const { tests } of documents) {
      const wrong = tests.filter(({ differences }) => differences.length > 0).length;
      failed += wrong;
      passed += tests.length - wrong;
    }
  }
  return { passed, failed };
}

/** The last line of every run: `N passed, N failed`. */
export function summary(tested: readonly TestedWorkspace[]): string {
  const { passed, failed } = countTests(tested);
  return `${passed} passed, ${failed} failed`;
}
