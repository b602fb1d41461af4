import { ReactFlow, ReactFlowProvider, type EdgeTypes, type NodeTypes } from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { useCallback, useMemo, useRef } from 'react';
import { adjacencyOf } from '../graph/adjacency.ts';
import { useWorkspace, useWorkspaceApi } from '../ui/use-workspace.tsx';
import { CallerCard } from './caller-card.tsx';
import { CanvasActionsProvider, type CanvasActions } from './canvas-actions.ts';
import { DestinationCard } from './destination-card.tsx';
import { useDetail } from './detail.ts';
import { HostCard } from './host-card.tsx';
import { LaneHeaders, LaneStripes } from './lanes.tsx';
import { RouteEdge } from './route-edge.tsx';
import { RuleCard } from './rule-card.tsx';
import { SlotMark } from './slot-mark.tsx';
import { useCardInView } from './use-card-in-view.ts';
import { useCardKeys } from './use-card-keys.ts';
import { useElements } from './use-elements.ts';
import { useFirstView } from './use-first-view.ts';
import { useFocus } from './use-focus.ts';
import { useRuleDrag } from './use-rule-drag.ts';
import { maxZoom, minZoom } from './viewport.ts';
import { WeightLocksProvider } from './weight-locks.tsx';
import { WorkloadCard } from './workload-card.tsx';
import styles from './canvas.module.css';

const nodeTypes: NodeTypes = {
  caller: CallerCard,
  host: HostCard,
  rule: RuleCard,
  destination: DestinationCard,
  workload: WorkloadCard,
};
const edgeTypes: EdgeTypes = { route: RouteEdge };
const proOptions = { hideAttribution: true };

/** The workspace as a picture: callers, hosts, rules, destinations, workloads, and the way of the request between them. */
export function Canvas() {
  return (
    <ReactFlowProvider>
      <WeightLocksProvider>
        <Drawing />
      </WeightLocksProvider>
    </ReactFlowProvider>
  );
}

function Drawing() {
  const workspace = useWorkspaceApi();
  const frame = useRef<HTMLDivElement>(null);
  const graph = useWorkspace((state) => state.graph);
  const layout = useWorkspace((state) => state.layout);
  const { focus, select, release } = useFocus();
  const { follow } = useCardInView(frame, focus);
  const { drag, startRuleDrag } = useRuleDrag(useCallback(() => frame.current?.getBoundingClientRect(), []));
  const { nodes, edges, current } = useElements(focus, drag);
  const detail = useDetail();
  useFirstView();

  const actions = useMemo<CanvasActions>(
    () => ({
      select,
      reveal: (card, part) => {
        select(card, part);
        if (workspace.store.getState().view === 'canvas') workspace.setView('both');
      },
      goTo: (id) => {
        const card = adjacencyOf(workspace.store.getState().graph).node(id);
        if (!card) return;
        follow();
        select(card, card.source);
      },
      startRuleDrag,
    }),
    [workspace, select, follow, startRuleDrag],
  );
  const onKeyDown = useCardKeys({ current, focus, goTo: actions.goTo, follow, release });

  return (
    <CanvasActionsProvider value={actions}>
      <div
        ref={frame}
        className={styles.canvas}
        role="region"
        aria-label="Canvas"
        data-detail={detail}
        onKeyDown={onKeyDown}
      >
        <ReactFlow
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          minZoom={minZoom}
          maxZoom={maxZoom}
          onlyRenderVisibleElements
          nodesDraggable={false}
          nodesConnectable={false}
          nodesFocusable={false}
          edgesFocusable={false}
          elementsSelectable={false}
          disableKeyboardA11y
          panOnScroll
          zoomOnDoubleClick={false}
          deleteKeyCode={null}
          selectionKeyCode={null}
          multiSelectionKeyCode={null}
          onPaneClick={release}
          proOptions={proOptions}
        >
          <LaneStripes layout={layout} />
          {drag?.slot && <SlotMark slot={drag.slot} />}
        </ReactFlow>
        <LaneHeaders layout={layout} />
        {graph.nodes.length === 0 && (
          <div className={styles.empty}>
            <strong>Paste your YAML</strong>
            <p>
              Ctrl+V anywhere takes Istio, Gateway API and Kubernetes manifests, the output of kubectl, Helm or
              Kustomize, as YAML or JSON.
            </p>
          </div>
        )}
      </div>
    </CanvasActionsProvider>
  );
}
