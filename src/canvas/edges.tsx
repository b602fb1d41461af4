import { useStore, ViewportPortal, type ReactFlowState } from '@xyflow/react';
import { useMemo } from 'react';
import { useWorkspace } from '../ui/use-workspace.tsx';
import { EdgeShare } from './edge-share.tsx';
import { RouteEdge } from './route-edge.tsx';
import { linesIn, type Area, type RouteLine } from './route-line.ts';
import type { Elements } from './use-elements.ts';
import styles from './route-edge.module.css';

/** Lines are drawn some way beyond the view, so that not every step of a pan brings new ones. In canvas units. */
const tile = 400;

/**
 * All edges in view: lines under the cards, shares above. They follow from the layout alone, so they are drawn from it; React Flow's own edges would
 * have to measure handles in the page first.
 */
export function Edges({ light, placed }: Pick<Elements, 'light' | 'placed'>) {
  const graph = useWorkspace((state) => state.graph);
  const area = useStore(areaInView, isSameArea);
  const lines = useMemo(() => linesIn(area, { graph, light, placed }).toSorted(litLast), [area, graph, light, placed]);
  return (
    <ViewportPortal>
      <svg className={styles.edges} aria-hidden>
        {lines.map((line) => (
          <RouteEdge key={line.edge.id} line={line} />
        ))}
      </svg>
      {lines.map((line) => hasShare(line) && <EdgeShare key={line.edge.id} line={line} />)}
    </ViewportPortal>
  );
}

/** That all pods of a subset are of one workload goes without saying. */
function hasShare({ edge }: RouteLine): boolean {
  return edge.percent !== null && !(edge.kind === 'workload' && edge.percent === 100);
}

/** The way of the request lies on top. */
function litLast(a: RouteLine, b: RouteLine): number {
  return Number(a.light.route) - Number(b.light.route);
}

/** The view and some way around it, in steps of a tile. */
function areaInView({ transform: [x, y, zoom], width, height }: ReactFlowState): Area {
  const left = Math.floor(-x / zoom / tile) * tile - tile;
  const top = Math.floor(-y / zoom / tile) * tile - tile;
  return { left, top, right: left + width / zoom + 3 * tile, bottom: top + height / zoom + 3 * tile };
}

function isSameArea(a: Area, b: Area): boolean {
  return a.left === b.left && a.top === b.top && a.right === b.right && a.bottom === b.bottom;
}
