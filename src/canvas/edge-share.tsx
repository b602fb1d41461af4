import { Copy } from 'lucide-react';
import { memo } from 'react';
import { adjacencyOf } from '../graph/adjacency.ts';
import { Popover } from '../ui/popover.tsx';
import { useWorkspace, useWorkspaceApi } from '../ui/use-workspace.tsx';
import { useCanvasActions } from './canvas-actions.ts';
import { percentWords } from './percent-words.ts';
import type { RouteLine } from './route-line.ts';
import { hasEditableWeights } from './use-weights.ts';
import { WeightEditor } from './weight-rows.tsx';
import styles from './route-edge.module.css';

/** The share of an edge; where the weights can be changed, the way to change them. */
export const EdgeShare = memo(function EdgeShare({ line }: { line: RouteLine }) {
  const { edge, light, share } = line;
  const workspace = useWorkspaceApi();
  const { select } = useCanvasActions();
  const isEditable = useWorkspace((state) => {
    const rule = adjacencyOf(state.graph).node(edge.from);
    return edge.kind === 'destination' && rule?.type === 'rule' && hasEditableWeights(rule);
  });
  const words = percentWords(edge.percent ?? 0);
  const attributes = {
    style: {
      transform: `translate(${share.x}px, ${share.y}px) translate(${share.anchor === 'middle' ? '-50%' : '0'}, -50%)`,
    },
    'data-route': light.route || undefined,
    'data-dim': light.dim || undefined,
    'data-kind': edge.kind,
    'data-zero': edge.percent === 0 || undefined,
  };
  const content = (
    <>
      {edge.kind === 'mirror' && <Copy size={11} aria-label="copied" />}
      {words}
    </>
  );
  if (!isEditable) {
    return (
      <span className={styles.share} {...attributes}>
        {content}
      </span>
    );
  }
  const selectEdge = () => {
    const rule = adjacencyOf(workspace.store.getState().graph).node(edge.from);
    if (rule) select(rule, edge.source);
  };
  return (
    <Popover
      label="Weights"
      trigger={
        <button
          type="button"
          className={`${styles.share} nopan`}
          {...attributes}
          tabIndex={-1}
          title="Change the weights"
          aria-label={`${words}: change the weights`}
          onClick={selectEdge}
        >
          {content}
        </button>
      }
    >
      <LiveWeights rule={edge.from} row={edge.fromRow} />
    </Popover>
  );
});

/** The weights of a rule as they are now, for as long as it has some. */
function LiveWeights({ rule, row }: { rule: string; row: number | null }) {
  const card = useWorkspace((state) => adjacencyOf(state.graph).node(rule));
  return card?.type === 'rule' ? <WeightEditor rule={card} row={row} /> : null;
}
