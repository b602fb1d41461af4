import { refused, unreadable, type InputWorkspace } from './input-workspace.ts';

/** What a command has to say: `output` is its answer, `warnings` go to standard error, a line each. */
export type CommandOutcome = {
  readonly output: string;
  readonly warnings: readonly string[];
  /** 0: as it should be, 1: a test failed, 2: something could not be read. */
  readonly code: 0 | 1 | 2;
};

/** An answer about workspaces, with what of them could not be read or takes no effect. Objects that a test expects to be refused are not told. */
export function outcomeOf(workspaces: readonly InputWorkspace[], output: string, failed: 0 | 1 = 0): CommandOutcome {
  const broken = workspaces.flatMap(unreadable);
  const idle = workspaces.flatMap((workspace) => {
    const expected = new Set(workspace.tests.flatMap((test) => test.refused));
    return refused(workspace).filter(({ object }) => !expected.has(object));
  });
  const nothing = workspaces.every(({ decoded, tests }) => decoded.objects.length === 0 && tests.length === 0);
  return {
    output,
    warnings: [
      ...[...broken, ...idle].map(({ place, message }) => `${place}: ${message}`),
      ...(nothing ? ['There is no Kubernetes object in what was given.'] : []),
    ],
    code: broken.length > 0 || nothing ? 2 : failed,
  };
}
