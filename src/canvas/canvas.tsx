import { ReactFlow, ReactFlowProvider, type NodeTypes } from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { useCallback, useMemo, useRef, useState } from 'react';
import { adjacencyOf } from '../graph/adjacency.ts';
import { useWorkspace, useWorkspaceApi } from '../ui/use-workspace.tsx';
import { CallerCard } from './caller-card.tsx';
import { CanvasTools, type Overlay } from './canvas-tools.tsx';
import { CanvasActionsProvider, type CanvasActions } from './canvas-actions.ts';
import { cardName } from './card-name.ts';
import { DestinationCard } from './destination-card.tsx';
import { useDetail } from './detail.ts';
import { Edges } from './edges.tsx';
import { EmptyCanvas } from './empty-canvas.tsx';
import { HostCard } from './host-card.tsx';
import { LaneHeaders, LaneStripes } from './lanes.tsx';
import { Outline } from './outline.tsx';
import { OverviewMap } from './overview-map.tsx';
import { RuleCard } from './rule-card.tsx';
import { ShownCardsProvider, shown } from './shown-cards.tsx';
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
  caller: shown(CallerCard),
  host: shown(HostCard),
  rule: shown(RuleCard),
  destination: shown(DestinationCard),
  workload: shown(WorkloadCard),
};

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
  const { nodes, lookup, light, placed, current } = useElements(focus, drag);
  const [overlays, setOverlays] = useState<ReadonlySet<Overlay>>(startOverlays);
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
  const onCardKey = useCardKeys({ current, focus, goTo: actions.goTo, follow, release });

  const toggle = (overlay: Overlay) => setOverlays((before) => toggled(before, overlay));

  return (
    <CanvasActionsProvider value={actions}>
      <div
        ref={frame}
        className={styles.canvas}
        role="region"
        aria-label="Canvas"
        data-detail={detail}
        onKeyDown={onCardKey}
      >
        <ShownCardsProvider lookup={lookup}>
          <ReactFlow
            nodes={nodes}
            nodeTypes={nodeTypes}
            minZoom={minZoom}
            maxZoom={maxZoom}
            onlyRenderVisibleElements
            nodesDraggable={false}
            nodesConnectable={false}
            nodesFocusable={false}
            elementsSelectable={false}
            disableKeyboardA11y
            panOnScroll
            zoomOnDoubleClick={false}
            deleteKeyCode={null}
            panActivationKeyCode={null}
            selectionKeyCode={null}
            multiSelectionKeyCode={null}
            onPaneClick={release}
          >
            <LaneStripes layout={layout} />
            <Edges light={light} placed={placed} />
            {drag?.slot && <SlotMark slot={drag.slot} />}
          </ReactFlow>
        </ShownCardsProvider>
        <LaneHeaders layout={layout} />
        <Outline selected={focus?.card.id ?? null} isOpen={overlays.has('outline')} />
        {overlays.has('map') && graph.nodes.length > 0 && <OverviewMap nodes={nodes} lookup={lookup} layout={layout} />}
        <CanvasTools overlays={overlays} onToggle={toggle} />
        <p className={styles.spoken} role="status">
          {focus?.dims ? `${cardName(focus.card)} selected` : ''}
        </p>
        {graph.nodes.length === 0 && <EmptyCanvas />}
      </div>
    </CanvasActionsProvider>
  );
}

/** The map helps where it covers nothing. */
function startOverlays(): ReadonlySet<Overlay> {
  return new Set(matchMedia('(min-width: 761px) and (min-height: 1000px)').matches ? ['map'] : []);
}

function toggled(overlays: ReadonlySet<Overlay>, overlay: Overlay): ReadonlySet<Overlay> {
  const next = new Set(overlays);
  if (!next.delete(overlay)) next.add(overlay);
  return next;
}
