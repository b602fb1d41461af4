import { exportConfigValidator } from '../routetest/formats/config-validator-export.ts';
import type { Exported, ExportedTest } from '../routetest/formats/exported-tests.ts';
import { exportRouterCheck } from '../routetest/formats/router-check-export.ts';
import { exportRoutingTest } from '../routetest/formats/routing-test-export.ts';
import { runRoutingTest } from '../routetest/run-routing-test.ts';
import { winningRule } from '../routetest/winning-rule.ts';
import { renderYaml } from '../yaml/render-yaml.ts';
import { outcomeOf, type CommandOutcome } from './command-outcome.ts';
import type { ConvertCommand, TestFormat } from './command.ts';
import { InputProblem } from './input-problem.ts';
import { openWorkspace, type InputWorkspace } from './input-workspace.ts';
import type { InputFile } from './read-files.ts';
import { workspaceProblems } from './workspace-problems.ts';

/** All tests of the files in another format; what it cannot say is warned of. Throws an InputProblem where there is no test at all. */
export function convertCommand({ from, to }: ConvertCommand, files: readonly InputFile[]): CommandOutcome {
  const workspace = openWorkspace(files, from);
  if (workspace.tests.length === 0) throw new InputProblem('There are no tests in what was given.');
  const { value, lost } = writers[to](exportedTests(workspace));
  const outcome = outcomeOf([workspaceProblems(workspace)], renderYaml(value));
  return { ...outcome, warnings: [...outcome.warnings, ...lost] };
}

const writers: Readonly<Record<TestFormat, (tests: readonly ExportedTest[]) => Exported>> = {
  'routing-test': (tests) =>
    exportRoutingTest(
      'converted',
      tests.map(({ test }) => test),
    ),
  'istio-config-validator': exportConfigValidator,
  'router-check': exportRouterCheck,
};

/** The tests, each with the rule that wins it if the files hold the rules and it passes. */
function exportedTests({ decoded: { config }, tests }: InputWorkspace): ExportedTest[] {
  return tests.flatMap((document) =>
    runRoutingTest(config, document).map(({ test, trace, differences }) => ({
      test,
      rule: differences.length === 0 ? (winningRule(config, trace)?.rule ?? null) : null,
    })),
  );
}
