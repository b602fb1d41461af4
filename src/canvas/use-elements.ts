import { useMemo } from 'react';
import type { GraphNode } from '../graph/graph.ts';
import { useWorkspace } from '../ui/use-workspace.tsx';
import { cardNode, routeEdge, type CardNode, type RouteEdge } from './flow-elements.ts';
import { lightsOf } from './lights.ts';
import type { Focus } from './use-focus.ts';
import type { RuleDrag } from './use-rule-drag.ts';
import styles from './canvas.module.css';

/** Cards and edges as React Flow takes them, and the card that the keyboard is at: the selected one, else the first of the hosts. */
export function useElements(
  focus: Focus | null,
  drag: RuleDrag | null,
): { readonly nodes: CardNode[]; readonly edges: RouteEdge[]; readonly current: GraphNode | null } {
  const graph = useWorkspace((state) => state.graph);
  const layout = useWorkspace((state) => state.layout);
  const path = useWorkspace((state) => state.verdict?.path ?? null);
  const light = useMemo(() => lightsOf(graph, path, focus), [graph, path, focus]);
  const current = focus?.card ?? graph.nodes.find((card) => card.type === 'host') ?? graph.nodes[0] ?? null;
  const currentId = current?.id;

  const nodes = useMemo(
    () =>
      graph.nodes.flatMap((card) => {
        const place = layout.positions.get(card.id);
        if (!place) return [];
        const isCurrent = card.id === currentId;
        const part = focus?.card.id === card.id ? focus.part : null;
        return [cardNode(card, place, { light: light(card.id), part, current: isCurrent })];
      }),
    [graph, layout, light, focus, currentId],
  );
  const edges = useMemo(() => graph.edges.map((edge) => routeEdge(edge, light(edge.id))), [graph, light]);
  const carried = useMemo(() => (drag ? nodes.map((node) => carry(node, drag)) : nodes), [nodes, drag]);
  return { nodes: carried, edges, current };
}

/** The card of the rule that is dragged, under the pointer. */
function carry(node: CardNode, { rule, by }: RuleDrag): CardNode {
  if (node.id !== rule.id) return node;
  return { ...node, position: { x: node.position.x, y: node.position.y + by }, zIndex: 10, className: styles.carried };
}
