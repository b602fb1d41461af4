import type { Caller } from '../routetest/route-test.ts';
import type { TestCommand } from './command.ts';
import { hasManifests, openWorkspace, type InputWorkspace } from './input-workspace.ts';
import type { InputFile } from './read-files.ts';

/**
 * Files as workspaces: a file with manifests and tests is a workspace of its own, all others are read together as one
 * (manifests in some, tests in others). With 'all' everything is one.
 */
export function groupWorkspaces(
  files: readonly InputFile[],
  from: Caller | null,
  workspace: TestCommand['workspace'],
): InputWorkspace[] {
  if (workspace === 'all') return [openWorkspace(files, from)];
  const opened = files.map((file) => ({ file, alone: openWorkspace([file], from) }));
  const whole = opened.filter(({ alone }) => alone.tests.length > 0 && hasManifests(alone));
  const parts = opened.filter((one) => !whole.includes(one)).map(({ file }) => file);
  const together = parts.length > 0 ? [openWorkspace(parts, from)] : [];
  return [...whole.map(({ alone }) => alone), ...together];
}
