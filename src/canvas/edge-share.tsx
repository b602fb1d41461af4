import { Copy } from 'lucide-react';
import { adjacencyOf } from '../graph/adjacency.ts';
import type { GraphEdge } from '../graph/graph.ts';
import { Popover } from '../ui/popover.tsx';
import { useWorkspace, useWorkspaceApi } from '../ui/use-workspace.tsx';
import { useCanvasActions } from './canvas-actions.ts';
import type { Light } from './flow-elements.ts';
import { percentWords } from './percent-words.ts';
import { hasEditableWeights } from './use-weights.ts';
import { WeightEditor } from './weight-rows.tsx';
import styles from './route-edge.module.css';

/** The share of an edge; where the weights of its rule can be changed, the way to change them. */
export function EdgeShare({ edge, light, x, y }: { edge: GraphEdge; light: Light; x: number; y: number }) {
  const workspace = useWorkspaceApi();
  const { select } = useCanvasActions();
  const isEditable = useWorkspace((state) => {
    const rule = adjacencyOf(state.graph).node(edge.from);
    return edge.kind === 'destination' && rule?.type === 'rule' && hasEditableWeights(rule);
  });
  const words = percentWords(edge.percent ?? 0);
  const attributes = {
    style: { transform: `translate(${x}px, ${y}px) translateY(-50%)` },
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
      <LiveWeights rule={edge.from} />
    </Popover>
  );
}

/** The weights of a rule as they are now, for as long as it has some. */
function LiveWeights({ rule }: { rule: string }) {
  const card = useWorkspace((state) => adjacencyOf(state.graph).node(rule));
  return card?.type === 'rule' ? <WeightEditor rule={card} /> : null;
}
