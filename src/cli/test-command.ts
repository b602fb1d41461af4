import { outcomeOf, type CommandOutcome } from './command-outcome.ts';
import type { TestCommand } from './command.ts';
import { InputProblem } from './input-problem.ts';
import { hasManifests, openWorkspace } from './input-workspace.ts';
import { junitReport } from './junit-report.ts';
import type { Progress } from './progress.ts';
import type { InputFile } from './read-files.ts';
import { countTests, summary } from './test-counts.ts';
import { testJson } from './test-json.ts';
import { testText } from './test-text.ts';
import { testWorkspace, type TestedWorkspace } from './test-workspace.ts';

/**
 * Runs every test of the files. Throws an InputProblem where there is no test at all, and nothing that explains why.
 */
export function testCommand(command: TestCommand, files: readonly InputFile[], progress: Progress): CommandOutcome {
  const tested = testFiles(command, files, progress);
  const { passed, failed } = countTests(tested);
  if (passed + failed === 0 && tested.every(({ unreadable }) => unreadable.length === 0)) {
    throw new InputProblem('There is no RoutingTest document in what was given.');
  }
  const outcome = outcomeOf(tested, writers[command.output](tested, command), failed > 0 ? 1 : 0);
  // Machines read the output, so people get the last line elsewhere.
  return command.output === 'text' ? outcome : { ...outcome, warnings: [...outcome.warnings, summary(tested)] };
}

const writers = { text: testText, json: testJson, junit: junitReport } as const;

/**
 * A file with manifests and tests is a workspace of its own, all others are read together as one (manifests in some, tests in others). Where
 * the command wants it, everything is one.
 */
function testFiles(command: TestCommand, files: readonly InputFile[], progress: Progress): TestedWorkspace[] {
  const tested: TestedWorkspace[] = [];
  const parts: InputFile[] = [];
  for (const [index, file] of files.entries()) {
    const alone = command.workspace === 'file' ? openWorkspace([file], command.from) : null;
    if (alone && alone.tests.length > 0 && hasManifests(alone)) tested.push(testWorkspace(alone, command));
    else parts.push(file);
    progress(() => `${index + 1} of ${files.length} files, ${summary(tested)}`);
  }
  if (parts.length > 0) tested.push(testWorkspace(openWorkspace(parts, command.from), command));
  return tested;
}
