import { useReactFlow, useStore, useStoreApi } from '@xyflow/react';
import { useEffect, useRef, type PointerEvent } from 'react';
import type { GraphLayout } from '../graph/graph.ts';
import type { CardData, CardLookup } from './card-data.ts';
import type { CardNode } from './card-node.ts';
import styles from './canvas-tools.module.css';

const size = { width: 168, height: 104 };

/**
 * The whole drawing small, with the part in view; a drag in it moves the view. It is painted, not made of elements: with a thousand cards those would
 * cost more at each step of a pan than the cards themselves.
 */
export function OverviewMap({
  nodes,
  lookup,
  layout,
}: {
  nodes: readonly CardNode[];
  lookup: CardLookup;
  layout: GraphLayout;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const flow = useReactFlow();
  const store = useStoreApi();
  const scale = Math.min(size.width / layout.width, size.height / layout.height);
  const left = (size.width - layout.width * scale) / 2;
  const top = (size.height - layout.height * scale) / 2;

  useEffect(() => {
    const repaint = () => canvas.current && paint(canvas.current, { nodes, lookup, scale, left, top });
    repaint();
    // The colours are those of the theme.
    const themes = new MutationObserver(repaint);
    themes.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    return () => themes.disconnect();
  }, [nodes, lookup, scale, left, top]);

  const moveTo = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const { width, height } = store.getState();
    const zoom = flow.getZoom();
    const x = (event.clientX - box.left - left) / scale;
    const y = (event.clientY - box.top - top) / scale;
    void flow.setViewport({ x: width / 2 - x * zoom, y: height / 2 - y * zoom, zoom });
  };
  return (
    <div
      className={styles.map}
      style={size}
      title="Map: drag to move the view"
      aria-hidden
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        moveTo(event);
      }}
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && moveTo(event)}
    >
      <canvas ref={canvas} />
      <InView scale={scale} left={left} top={top} />
    </div>
  );
}

/** The frame around the part in view. */
function InView({ scale, left, top }: { scale: number; left: number; top: number }) {
  const [x, y, zoom] = useStore((state) => state.transform);
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  return (
    <div
      className={styles.inView}
      style={{
        transform: `translate(${left - (x / zoom) * scale}px, ${top - (y / zoom) * scale}px)`,
        width: (width / zoom) * scale,
        height: (height / zoom) * scale,
      }}
    />
  );
}

type Painting = {
  readonly nodes: readonly CardNode[];
  readonly lookup: CardLookup;
  readonly scale: number;
  readonly left: number;
  readonly top: number;
};

function paint(canvas: HTMLCanvasElement, { nodes, lookup, scale, left, top }: Painting): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const density = window.devicePixelRatio;
  canvas.width = size.width * density;
  canvas.height = size.height * density;
  context.scale(density, density);
  const style = getComputedStyle(canvas);
  const colours = new Map(tokens.map((token) => [token, style.getPropertyValue(token)]));
  for (const { id, position, width, height } of nodes) {
    context.fillStyle = colours.get(colourOf(lookup(id))) ?? '';
    context.fillRect(
      left + position.x * scale,
      top + position.y * scale,
      (width ?? 0) * scale,
      Math.max(1, (height ?? 0) * scale),
    );
  }
}

const tokens = ['--accent', '--route', '--error', '--line-hard'] as const;

/** The token of a card's colour in the map. */
function colourOf(data: CardData | null): (typeof tokens)[number] {
  if (data?.light.side === 'self') return '--accent';
  if (data?.light.route) return '--route';
  return data?.card.state === 'ghost' ? '--error' : '--line-hard';
}
