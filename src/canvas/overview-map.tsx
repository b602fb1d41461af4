import { MiniMap } from '@xyflow/react';
import type { CardNode } from './card-node.ts';
import styles from './canvas-tools.module.css';

/** The whole drawing small, with the part in view; a drag in it moves the view. */
export function OverviewMap() {
  return (
    <MiniMap<CardNode>
      className={styles.map}
      style={{ width: 168, height: 104 }}
      position="bottom-right"
      pannable
      zoomable
      nodeColor={colourOf}
      nodeBorderRadius={8}
      nodeStrokeWidth={0}
      bgColor="var(--surface-1)"
      maskColor="color-mix(in srgb, var(--surface-3) 70%, transparent)"
      ariaLabel="Map of the canvas"
    />
  );
}

function colourOf({ data }: CardNode): string {
  if (data.light.side === 'self') return 'var(--accent)';
  if (data.light.route) return 'var(--route)';
  return data.card.state === 'ghost' ? 'var(--error)' : 'var(--line-hard)';
}
