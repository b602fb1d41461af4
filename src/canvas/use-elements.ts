import { useMemo } from 'react';
import { adjacencyOf } from '../graph/adjacency.ts';
import type { GraphNode, Placed } from '../graph/graph.ts';
import { useWorkspace } from '../ui/use-workspace.tsx';
import { cardNode, type CardNode } from './card-node.ts';
import { lightsOf } from './lights.ts';
import { routeLine, type RouteLine } from './route-line.ts';
import type { Focus } from './use-focus.ts';
import type { RuleDrag } from './use-rule-drag.ts';
import styles from './canvas.module.css';

/** Cards as React Flow takes them, the lines between them, and the card that the keyboard is at: the selected one, else the first of the hosts. */
export function useElements(
  focus: Focus | null,
  drag: RuleDrag | null,
): { readonly nodes: CardNode[]; readonly lines: readonly RouteLine[]; readonly current: GraphNode | null } {
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
  const carried = useMemo(() => (drag ? nodes.map((node) => carry(node, drag)) : nodes), [nodes, drag]);
  const carriedPlace = useMemo(() => drag && placeOf(drag, layout.positions.get(drag.rule.id)), [drag, layout]);
  const lines = useMemo(() => {
    const { node } = adjacencyOf(graph);
    const placed = (id: string) => (carriedPlace && id === drag?.rule.id ? carriedPlace : layout.positions.get(id));
    return graph.edges.flatMap((edge) => {
      const from = node(edge.from);
      const start = placed(edge.from);
      const end = placed(edge.to);
      return from && start && end ? [routeLine(edge, from, start, end, light(edge.id))] : [];
    });
  }, [graph, layout, light, drag, carriedPlace]);
  return { nodes: carried, lines, current };
}

/** The card of the rule that is dragged, under the pointer. */
function carry(node: CardNode, { rule, by }: RuleDrag): CardNode {
  if (node.id !== rule.id) return node;
  return { ...node, position: { x: node.position.x, y: node.position.y + by }, zIndex: 10, className: styles.carried };
}

function placeOf({ by }: RuleDrag, place: Placed | undefined): Placed | null {
  return place ? { ...place, y: place.y + by } : null;
}
