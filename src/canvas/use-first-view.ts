import { useReactFlow, useStore, useStoreApi } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import { useWorkspace, useWorkspaceApi } from '../ui/use-workspace.tsx';
import { firstView } from './viewport.ts';

/** Sets the view when a workspace is opened, and never again by itself. */
export function useFirstView(): void {
  const workspace = useWorkspaceApi();
  const flow = useReactFlow();
  const store = useStoreApi();
  const hasSize = useStore((state) => state.width > 0);
  const original = useWorkspace((state) => state.original);
  const isEmpty = useWorkspace((state) => state.graph.nodes.length === 0);
  const seen = useRef<string | null>(null);
  useEffect(() => {
    if (!hasSize || isEmpty || seen.current === original) return;
    const { selection, layout, verdict } = workspace.store.getState();
    // Documents that are added to others change the original too, but the selection goes to them.
    const isOpened = seen.current === null || selection === 0;
    seen.current = original;
    const { width, height } = store.getState();
    if (isOpened) void flow.setViewport(firstView(layout, { width, height }, verdict?.path ?? new Set()));
  }, [hasSize, isEmpty, original, workspace, flow, store]);
}
