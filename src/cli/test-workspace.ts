import { coverageOf, type Coverage } from '../routetest/coverage.ts';
import type { Difference } from '../routetest/difference.ts';
import type { RouteTest } from '../routetest/route-test.ts';
import { runRoutingTest } from '../routetest/run-routing-test.ts';
import type { TestCommand } from './command.ts';
import { placeOf, type InputWorkspace } from './input-workspace.ts';
import { workspaceProblems, type WorkspaceProblems } from './workspace-problems.ts';

/** What became of a test; no differences is a pass. */
export type TestedRoute = {
  readonly test: RouteTest;
  readonly place: string;
  readonly differences: readonly Difference[];
};

/** What became of a document of tests. */
export type TestedDocument = { readonly name: string; readonly file: string; readonly tests: readonly TestedRoute[] };

/** A rule or match entry that no test reaches. */
export type Unreached = Omit<Coverage, 'reachedBy'> & { readonly place: string };

/** What is left of a workspace once its tests have run; all the rest can go, so that thousands of them fit. */
export type TestedWorkspace = WorkspaceProblems & {
  readonly name: string;
  readonly documents: readonly TestedDocument[];
  /** Null where nobody asked. */
  readonly coverage: { readonly total: number; readonly unreached: readonly Unreached[] } | null;
};

/** Runs all tests of a workspace. */
export function testWorkspace(workspace: InputWorkspace, command: TestCommand): TestedWorkspace {
  const { config } = workspace.decoded;
  const { assume, version, headers } = command;
  const tested = workspace.tests.map((document) => ({
    document,
    results: runRoutingTest(config, document, { assume, version, headers }),
  }));
  const covered =
    command.coverage === 'show'
      ? coverageOf(
          config,
          tested.flatMap(({ results }) => results),
        )
      : null;
  return {
    ...workspaceProblems(workspace),
    name: workspace.name,
    documents: tested.map(({ document, results }) => ({
      name: document.name,
      file: workspace.documents[results[0]?.test.source.document ?? 0]?.path ?? workspace.name,
      tests: results.map(({ test, differences }) => ({ test, place: placeOf(workspace, test.source), differences })),
    })),
    coverage: covered && {
      total: covered.length,
      unreached: covered.flatMap(({ reachedBy, ...entry }) =>
        reachedBy.length === 0 ? [{ ...entry, place: placeOf(workspace, entry.source) }] : [],
      ),
    },
  };
}
