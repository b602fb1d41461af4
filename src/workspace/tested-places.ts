import { sourceKey, type Source } from '../istio/source.ts';
import { coverageOf, type Coverage } from '../routetest/coverage.ts';
import type { RouteTestResult } from '../routetest/run-route-test.ts';
import type { TestedDocument } from './run-tests.ts';
import type { WorkspaceState } from './workspace.ts';

/** How the tests end that pass through a rule or one of its match entries. */
export type TestedPlace = { readonly passed: number; readonly failed: number };

type Tested = { readonly coverage: readonly Coverage[]; readonly places: ReadonlyMap<string, TestedPlace> };

const known = new WeakMap<readonly TestedDocument[], Tested>();

/** Which rules and match entries the tests reach, and how those tests end; places by `sourceKey`. Computed once per run of the tests. */
export function testedOf({ tests, decoded: { config } }: Pick<WorkspaceState, 'tests' | 'decoded'>): Tested {
  const before = known.get(tests);
  // While the text is ahead of its tests, the places of the last run stay: no flicker with every keystroke.
  if (before) return before;
  const coverage = coverageOf(
    config,
    tests.flatMap((document) => document.results),
  );
  const tested = { coverage, places: placesOf(coverage) };
  known.set(tests, tested);
  return tested;
}

/** How the tests end that pass through a rule or match entry; null for any other place. */
export function testedAt(state: Pick<WorkspaceState, 'tests' | 'decoded'>, source: Source): TestedPlace | null {
  if (state.tests.length === 0) return null;
  return testedOf(state).places.get(sourceKey(source)) ?? null;
}

function placesOf(coverage: readonly Coverage[]): ReadonlyMap<string, TestedPlace> {
  const results = new Map<string, Set<RouteTestResult>>();
  for (const { source, match, reachedBy } of coverage) {
    const rule = match === null ? source : { ...source, path: source.path.slice(0, -2) };
    for (const key of new Set([sourceKey(source), sourceKey(rule)])) {
      const there = results.get(key) ?? new Set();
      for (const result of reachedBy) there.add(result);
      results.set(key, there);
    }
  }
  return new Map(
    [...results].map(([key, there]) => {
      const failed = [...there].filter(({ differences }) => differences.length > 0).length;
      return [key, { passed: there.size - failed, failed }];
    }),
  );
}
