import { memo } from 'react';
import { downwardPath, edgeWidth, sidewaysPath } from './edge-path.ts';
import type { RouteLine } from './route-line.ts';
import styles from './route-edge.module.css';

/** A line that requests go along, as wide as its share. */
export const RouteEdge = memo(function RouteEdge({ line }: { line: RouteLine }) {
  const { edge, light, fromX, fromY, toX, toY } = line;
  const isDown = edge.kind === 'else';
  const path = (isDown ? downwardPath : sidewaysPath)(fromX, fromY, toX, toY);
  return (
    <g
      className={styles.edge}
      data-kind={edge.kind}
      data-state={edge.state}
      data-route={light.route || undefined}
      data-side={light.side ?? undefined}
      data-dim={light.dim || undefined}
      data-zero={edge.percent === 0 || undefined}
    >
      <path d={path} className={styles.line} strokeWidth={edgeWidth(edge.percent)} />
      <path d={arrow(isDown, toX, toY)} className={styles.arrow} />
    </g>
  );
});

function arrow(isDown: boolean, x: number, y: number): string {
  return isDown
    ? `M${x - 4},${y - 6} L${x},${y} L${x + 4},${y - 6}`
    : `M${x - 6},${y - 4} L${x},${y} L${x - 6},${y + 4}`;
}
