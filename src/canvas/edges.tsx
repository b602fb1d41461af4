import { useStore, ViewportPortal, type ReactFlowState } from '@xyflow/react';
import { useCallback } from 'react';
import { EdgeShare } from './edge-share.tsx';
import { RouteEdge } from './route-edge.tsx';
import type { RouteLine } from './route-line.ts';
import styles from './route-edge.module.css';

/** Lines are drawn some way beyond the view, so that not every step of a pan brings new ones. In canvas units. */
const tile = 400;

/**
 * All edges in view: lines under the cards, shares above. They follow from the layout alone, so they are drawn from it; React Flow's own edges would
 * have to measure handles in the page first.
 */
export function Edges({ lines }: { lines: readonly RouteLine[] }) {
  const visible = useStore(
    useCallback((state: ReactFlowState) => lines.filter(inView(state)).toSorted(litLast), [lines]),
    isSameList,
  );
  return (
    <ViewportPortal>
      <svg className={styles.edges} aria-hidden>
        {visible.map((line) => (
          <RouteEdge key={line.edge.id} line={line} />
        ))}
      </svg>
      {visible.map((line) => hasShare(line) && <EdgeShare key={line.edge.id} line={line} />)}
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

function inView({ transform: [x, y, zoom], width, height }: ReactFlowState): (line: RouteLine) => boolean {
  const left = Math.floor(-x / zoom / tile) * tile - tile;
  const top = Math.floor(-y / zoom / tile) * tile - tile;
  const right = left + width / zoom + 3 * tile;
  const bottom = top + height / zoom + 3 * tile;
  return ({ fromX, fromY, toX, toY }) =>
    Math.max(fromX, toX) >= left &&
    Math.min(fromX, toX) <= right &&
    Math.max(fromY, toY) >= top &&
    Math.min(fromY, toY) <= bottom;
}

function isSameList(a: readonly RouteLine[], b: readonly RouteLine[]): boolean {
  return a.length === b.length && a.every((line, index) => line === b[index]);
}
