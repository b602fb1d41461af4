import { EdgeLabelRenderer, type EdgeProps } from '@xyflow/react';
import { memo } from 'react';
import { downwardPath, edgeWidth, sidewaysPath } from './edge-path.ts';
import { EdgeShare } from './edge-share.tsx';
import type { RouteEdge as Flow } from './flow-elements.ts';
import styles from './route-edge.module.css';

/** A line that requests go along; the share stands where it leaves its rule. */
export const RouteEdge = memo(function RouteEdge({ sourceX, sourceY, targetX, targetY, data }: EdgeProps<Flow>) {
  if (!data) return null;
  const { edge, light } = data;
  const isDown = edge.kind === 'else';
  const path = (isDown ? downwardPath : sidewaysPath)(sourceX, sourceY, targetX, targetY);
  return (
    <>
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
        <path d={arrow(isDown, targetX, targetY)} className={styles.arrow} />
      </g>
      {edge.percent !== null && (
        <EdgeLabelRenderer>
          <EdgeShare edge={edge} light={light} x={sourceX + 14} y={sourceY} />
        </EdgeLabelRenderer>
      )}
    </>
  );
});

function arrow(isDown: boolean, x: number, y: number): string {
  return isDown
    ? `M${x - 4},${y - 6} L${x},${y} L${x + 4},${y - 6}`
    : `M${x - 6},${y - 4} L${x},${y} L${x - 6},${y + 4}`;
}
