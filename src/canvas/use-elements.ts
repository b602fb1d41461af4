import { useMemo } from 'react';
import type { GraphLayout, GraphNode, Placed } from '../graph/graph.ts';
import { useWorkspace } from '../ui/use-workspace.tsx';
import { cardLookup, type CardLookup } from './card-data.ts';
import { cardNodes, type CardNode } from './card-node.ts';
import type { Light } from './light.ts';
import { lightsOf } from './lights.ts';
import type { Focus } from './use-focus.ts';
import type { RuleDrag } from './use-rule-drag.ts';
import styles from './canvas.module.css';

/** What is drawn. */
export type Elements = {
  /** Cards as React Flow takes them. */
  readonly nodes: CardNode[];
  /** What each card shows. */
  readonly lookup: CardLookup;
  /** How each card and edge stands out. */
  readonly light: (id: string) => Light;
  /** Where each card is at the moment. */
  readonly placed: (id: string) => Placed | undefined;
  /** The card that the keyboard is at: the selected one, else the first of the hosts. */
  readonly current: GraphNode | null;
};

/** What the canvas draws of the graph, with what is selected in the light and a rule that is dragged where the pointer has it. */
export function useElements(focus: Focus | null, drag: RuleDrag | null): Elements {
  const graph = useWorkspace((state) => state.graph);
  const layout = useWorkspace((state) => state.layout);
  const path = useWorkspace((state) => state.verdict?.path ?? null);
  const light = useMemo(() => lightsOf(graph, path, focus), [graph, path, focus]);
  const current = focus?.card ?? graph.nodes.find((card) => card.type === 'host') ?? graph.nodes[0] ?? null;
  const currentId = current?.id;

  const lookup = useMemo(
    () =>
      cardLookup(graph, (id) => ({
        light: light(id),
        part: focus?.card.id === id ? focus.part : null,
        current: id === currentId,
      })),
    [graph, light, focus, currentId],
  );
  const still = cardNodes(graph, layout);
  const nodes = useMemo(() => (drag ? still.map((node) => carry(node, drag)) : still), [still, drag]);
  const placed = useMemo(() => placesOf(layout, drag), [layout, drag]);
  return { nodes, lookup, light, placed, current };
}

/** The card of the rule that is dragged, under the pointer. */
function carry(node: CardNode, { rule, by }: RuleDrag): CardNode {
  if (node.id !== rule.id) return node;
  return { ...node, position: { x: node.position.x, y: node.position.y + by }, zIndex: 10, className: styles.carried };
}

function placesOf({ positions }: GraphLayout, drag: RuleDrag | null): Elements['placed'] {
  const place = drag && positions.get(drag.rule.id);
  const carried = place && { ...place, y: place.y + drag.by };
  return (id) => (carried && id === drag.rule.id ? carried : positions.get(id));
}
