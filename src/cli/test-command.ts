import { coverageOf, type Coverage } from '../routetest/coverage.ts';
import type { RoutingTest } from '../routetest/route-test.ts';
import type { RouteTestResult } from '../routetest/run-route-test.ts';
import { runRoutingTest } from '../routetest/run-routing-test.ts';
import { outcomeOf, type CommandOutcome } from './command-outcome.ts';
import type { TestCommand } from './command.ts';
import { groupWorkspaces } from './group-workspaces.ts';
import { InputProblem } from './input-problem.ts';
import type { InputWorkspace } from './input-workspace.ts';
import { junitReport } from './junit-report.ts';
import type { InputFile } from './read-files.ts';
import { summary, testJson } from './test-json.ts';
import { testText } from './test-text.ts';

/** One document of tests, where it comes from, and what became of it. */
export type TestedDocument = {
  readonly workspace: InputWorkspace;
  readonly document: RoutingTest;
  readonly results: readonly RouteTestResult[];
};

/** The rules of one workspace and the tests that reach them. */
export type CoveredWorkspace = { readonly workspace: InputWorkspace; readonly coverage: readonly Coverage[] };

export type TestRun = { readonly tested: readonly TestedDocument[]; readonly covered: readonly CoveredWorkspace[] };

/**
 * Runs every test of the files. `progress` is told after each document how many tests are done, and of how many.
 * Throws an InputProblem where there is no test at all.
 */
export function testCommand(
  command: TestCommand,
  files: readonly InputFile[],
  progress: (done: number, total: number) => void,
): CommandOutcome {
  const workspaces = groupWorkspaces(files, command.from, command.workspace);
  const documents = workspaces.flatMap((workspace) => workspace.tests.map((document) => ({ workspace, document })));
  if (documents.length === 0) throw new InputProblem('There is no RoutingTest document in what was given.');
  const total = documents.reduce((sum, { document }) => sum + document.tests.length, 0);
  let done = 0;
  const tested = documents.map(({ workspace, document }) => {
    const { assume, headers } = command;
    const results = runRoutingTest(workspace.decoded.config, document, { assume, headers });
    done += results.length;
    progress(done, total);
    return { workspace, document, results };
  });
  const run = { tested, covered: command.coverage === 'show' ? coverAll(tested) : [] };
  const outcome = outcomeOf(workspaces, writers[command.output](run, command), hasFailed(run) ? 1 : 0);
  // Machines read the output, so people get the last line elsewhere.
  return command.output === 'text' ? outcome : { ...outcome, warnings: [...outcome.warnings, summary(run)] };
}

const writers = { text: testText, json: testJson, junit: junitReport } as const;

function hasFailed({ tested }: TestRun): boolean {
  return tested.some(({ results }) => results.some(({ differences }) => differences.length > 0));
}

function coverAll(tested: readonly TestedDocument[]): CoveredWorkspace[] {
  const workspaces = new Set(tested.map(({ workspace }) => workspace));
  return [...workspaces].map((workspace) => {
    const results = tested
      .filter((document) => document.workspace === workspace)
      .flatMap((document) => document.results);
    return { workspace, coverage: coverageOf(workspace.decoded.config, results) };
  });
}
