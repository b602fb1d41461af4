import { createContext, useContext, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Workspace, WorkspaceState } from '../workspace/workspace.ts';

const WorkspaceContext = createContext<Workspace | null>(null);

/** Gives the workspace to everything below. */
export function WorkspaceProvider({ workspace, children }: { workspace: Workspace; children: ReactNode }) {
  return <WorkspaceContext value={workspace}>{children}</WorkspaceContext>;
}

/** The workspace's actions. Throws outside a WorkspaceProvider: that is a mistake of ours. */
export function useWorkspaceApi(): Workspace {
  const workspace = useContext(WorkspaceContext);
  if (!workspace) throw new Error('useWorkspaceApi is called outside a WorkspaceProvider');
  return workspace;
}

/** A part of the workspace's state; the component renders again when that part changes identity. */
export function useWorkspace<Part>(selector: (state: WorkspaceState) => Part): Part {
  return useStore(useWorkspaceApi().store, selector);
}
