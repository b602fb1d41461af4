import { placeOf, type InputWorkspace } from './input-workspace.ts';

/** Something wrong with what was read, and where: `file:line`. */
export type PlacedProblem = { readonly place: string; readonly message: string };

export type WorkspaceProblems = {
  /** What cannot be read: documents with errors in their syntax, and tests that are none. */
  readonly unreadable: readonly PlacedProblem[];
  /** Objects that admission refuses, so that they take no effect; those that a test expects to be refused are not told. */
  readonly refused: readonly PlacedProblem[];
  /** Whether there is nothing in it at all: no object, no test, no error. */
  readonly isEmpty: boolean;
};

/** What a person must know about a workspace before believing an answer. */
export function workspaceProblems(workspace: InputWorkspace): WorkspaceProblems {
  const { documents, decoded, tests } = workspace;
  const unreadable = [
    ...documents.flatMap(({ path, document, lineAt }) =>
      document.problems
        .filter(({ severity }) => severity === 'error')
        .map(({ message, range }) => ({ place: `${path}:${lineAt(range.start)}`, message })),
    ),
    ...tests.flatMap(({ problems }) =>
      problems.map(({ message, source }) => ({ place: placeOf(workspace, source), message })),
    ),
  ];
  return {
    unreadable,
    refused: refusedObjects(workspace),
    isEmpty: decoded.objects.length === 0 && tests.length === 0 && unreadable.length === 0,
  };
}

function refusedObjects(workspace: InputWorkspace): PlacedProblem[] {
  const expected = new Set(workspace.tests.flatMap((test) => test.refused));
  return workspace.decoded.objects
    .filter(({ kind, namespace, name }) => !expected.has(`${kind}/${namespace}/${name}`))
    .flatMap(({ kind, namespace, name, refusedBy }) =>
      refusedBy.map(({ message, source }) => ({
        place: placeOf(workspace, source),
        message: `${kind} ${namespace}/${name} takes no effect: ${message}`,
      })),
    );
}
