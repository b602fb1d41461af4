import { useReactFlow, useStore, useStoreApi } from '@xyflow/react';
import { ListTree, Map as MapIcon, Maximize, Minus, Plus, Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { Popover } from '../ui/popover.tsx';
import { useWorkspaceApi } from '../ui/use-workspace.tsx';
import { CardSearch } from './card-search.tsx';
import type { CanvasTool } from './press-tool.ts';
import { motionTime } from './use-card-in-view.ts';
import { fitAll, maxZoom, minZoom } from './viewport.ts';
import styles from './canvas-tools.module.css';

/** What can be switched on over the drawing. */
export type Overlay = 'outline' | 'map';

/** The tools in the canvas's corner: zoom, fit, search, outline, map. */
export function CanvasTools({
  overlays,
  onToggle,
}: {
  overlays: ReadonlySet<Overlay>;
  onToggle: (overlay: Overlay) => void;
}) {
  const flow = useReactFlow();
  const store = useStoreApi();
  const workspace = useWorkspaceApi();
  const percent = useStore((state) => Math.round(state.transform[2] * 100));
  const zoomTo = (zoom: number) => void flow.zoomTo(zoom, { duration: motionTime() });
  const fit = () => {
    const { width, height } = store.getState();
    void flow.setViewport(fitAll(workspace.store.getState().layout, { width, height }), { duration: motionTime() });
  };
  return (
    <div className={styles.tools} role="toolbar" aria-label="View of the canvas">
      <Tool
        label="Zoom out (−)"
        name="zoomOut"
        disabled={percent <= minZoom * 100}
        onClick={() => zoomTo(flow.getZoom() / 1.25)}
      >
        <Minus size={15} aria-hidden />
      </Tool>
      <button
        type="button"
        className={styles.percent}
        title="Zoom to 100 % (0)"
        data-tool="actual"
        onClick={() => zoomTo(1)}
      >
        {percent} %
      </button>
      <Tool
        label="Zoom in (+)"
        name="zoomIn"
        disabled={percent >= maxZoom * 100}
        onClick={() => zoomTo(flow.getZoom() * 1.25)}
      >
        <Plus size={15} aria-hidden />
      </Tool>
      <Tool label="Show everything (1)" name="fit" onClick={fit}>
        <Maximize size={14} aria-hidden />
      </Tool>
      <Popover
        label="Find a card"
        trigger={
          <button
            type="button"
            className={styles.tool}
            aria-label="Find a card (F)"
            title="Find a card (F)"
            data-tool="search"
          >
            <Search size={14} aria-hidden />
          </button>
        }
      >
        {(close) => <CardSearch onDone={close} />}
      </Popover>
      <Tool label="Outline (O)" name="outline" pressed={overlays.has('outline')} onClick={() => onToggle('outline')}>
        <ListTree size={14} aria-hidden />
      </Tool>
      <Tool label="Map (M)" name="map" pressed={overlays.has('map')} onClick={() => onToggle('map')}>
        <MapIcon size={14} aria-hidden />
      </Tool>
    </div>
  );
}

function Tool({
  label,
  name,
  pressed,
  disabled,
  onClick,
  children,
}: {
  label: string;
  name: CanvasTool;
  pressed?: boolean;
  disabled?: boolean;
  onClick: () => void;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      className={styles.tool}
      aria-label={label}
      aria-pressed={pressed}
      title={label}
      disabled={disabled}
      data-tool={name}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
