import { useCallback, useMemo, useState } from 'react';
import { adjacencyOf } from '../graph/adjacency.ts';
import type { GraphNode, RoutingGraph } from '../graph/graph.ts';
import { isSamePlace, nodeIdAt } from '../graph/node-id-at.ts';
import { useWorkspace, useWorkspaceApi } from '../ui/use-workspace.tsx';
import { selectedPlace } from '../workspace/selected-place.ts';
import type { Source } from './card-data.ts';

/** The card that is selected, and the part of it: its own source where it is the whole, null where it has none. */
export type Focus = {
  readonly card: GraphNode;
  readonly part: Source | null;
  /** Selected on purpose, not by a cursor that happens to be there: what is not connected is dimmed. */
  readonly dims: boolean;
};

/** What the canvas adds to the one selection: which of several cards of one place was meant, or a card that no place stands for. */
type Pick = { readonly id: string; readonly part: Source | null; readonly place: Source | null };
/** Set where a click on the empty canvas let go of what was selected. */
type Released = { readonly released: Source | null };

/** The canvas's view of the selection, and how to change it. */
export function useFocus(): {
  readonly focus: Focus | null;
  readonly select: (card: GraphNode, part: Source | null) => void;
  readonly release: () => void;
} {
  const workspace = useWorkspaceApi();
  const graph = useWorkspace((state) => state.graph);
  const stream = useWorkspace((state) => state.stream);
  const selection = useWorkspace((state) => state.selection);
  const origin = useWorkspace((state) => state.selectionOrigin);
  const [pick, setPick] = useState<Pick | Released | null>(null);
  const place = useMemo(() => selectedPlace({ stream, selection }), [stream, selection]);
  // A workspace that was just opened has its selection at the beginning, which nobody chose.
  const isUntouched = selection === 0 && origin === 'panel';

  const focus = useMemo(
    () => focusOf(graph, isUntouched ? null : place, pick, origin !== 'text'),
    [graph, place, pick, origin, isUntouched],
  );
  const select = useCallback(
    (card: GraphNode, part: Source | null) => {
      const target = part ?? card.source;
      if (target) workspace.selectSource(target, 'canvas');
      setPick({ id: card.id, part: target, place: selectedPlace(workspace.store.getState()) });
    },
    [workspace],
  );
  const release = useCallback(() => setPick({ released: selectedPlace(workspace.store.getState()) }), [workspace]);
  return { focus, select, release };
}

function focusOf(graph: RoutingGraph, place: Source | null, pick: Pick | Released | null, dims: boolean): Focus | null {
  const { node } = adjacencyOf(graph);
  if (pick && 'released' in pick && isSame(pick.released, place)) return null;
  if (pick && 'id' in pick && isSame(pick.place, place)) {
    const card = node(pick.id);
    if (card) return { card, part: pick.part, dims: true };
  }
  const located = place && nodeIdAt(graph, place);
  const card = located && node(located.node);
  return card ? { card, part: located.source, dims } : null;
}

function isSame(a: Source | null, b: Source | null): boolean {
  return a === b || (a !== null && b !== null && isSamePlace(a, b));
}
