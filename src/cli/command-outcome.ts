import type { WorkspaceProblems } from './workspace-problems.ts';

/** What a command has to say: `output` is its answer, `warnings` go to standard error, a line each. */
export type CommandOutcome = {
  readonly output: string;
  readonly warnings: readonly string[];
  /** 0: as it should be, 1: a test failed, 2: something could not be read. */
  readonly code: 0 | 1 | 2;
};

/** An answer, with the problems of the workspaces that it rests on; `failed` is 1 where it is no good news. */
export function outcomeOf(workspaces: readonly WorkspaceProblems[], output: string, failed: 0 | 1 = 0): CommandOutcome {
  const unreadable = workspaces.flatMap((workspace) => workspace.unreadable);
  const problems = [...unreadable, ...workspaces.flatMap(({ refused }) => refused)];
  const isEmpty = workspaces.every((workspace) => workspace.isEmpty);
  return {
    output,
    warnings: [
      ...problems.map(({ place, message }) => `${place}: ${message}`),
      ...(isEmpty ? ['There is no Kubernetes object in what was given.'] : []),
    ],
    code: unreadable.length > 0 || isEmpty ? 2 : failed,
  };
}
