import { createContext, useContext, type PointerEvent } from 'react';
import type { GraphNode, RuleCard } from '../graph/graph.ts';

/** What cards and edges ask of the canvas around them. The object never changes. */
export type CanvasActions = {
  /** Selects a card, or a part of it by its source. */
  readonly select: (card: GraphNode, part: GraphNode['source']) => void;
  /** Shows the lines of a card or of a part of it in the text. */
  readonly reveal: (card: GraphNode, part: GraphNode['source']) => void;
  /** Selects a card and brings it into view. */
  readonly goTo: (id: string) => void;
  /** Begins to drag a rule among its neighbours. */
  readonly startRuleDrag: (rule: RuleCard, event: PointerEvent) => void;
};

const CanvasContext = createContext<CanvasActions | null>(null);
export const CanvasActionsProvider = CanvasContext.Provider;

/** The canvas around a card. Throws outside of one: that is a mistake of ours. */
export function useCanvasActions(): CanvasActions {
  const actions = useContext(CanvasContext);
  if (!actions) throw new Error('useCanvasActions is called outside the canvas');
  return actions;
}
