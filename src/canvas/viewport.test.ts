import { assert, integer, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GraphLayout } from '../graph/graph.ts';
import { firstView, fitAll, headerRoom, minZoom, panTo } from './viewport.ts';

const layout = (width: number, height: number, cards: Record<string, number> = {}): GraphLayout => ({
  positions: new Map(Object.entries(cards).map(([id, y]) => [id, { x: 600, y, width: 300, height: 100 }])),
  lanes: [{ lane: 'rules', x: 600, width: 304 }],
  width,
  height,
});
const view = { width: 900, height: 600 };

describe('fitAll', () => {
  it('shows all of it, never larger than life', () => {
    const { x, y, zoom } = fitAll(layout(1800, 1000), view);
    expect(zoom).toBe(0.5);
    expect(x).toBe(0);
    expect(y).toBeGreaterThanOrEqual(headerRoom);
    expect(fitAll(layout(300, 200), view).zoom).toBe(1);
    expect(fitAll(layout(1400, 100_000), view).zoom).toBe(minZoom);
  });
});

describe('firstView', () => {
  it('is the whole where that can be read', () => {
    expect(firstView(layout(1200, 700), view, new Set())).toEqual(fitAll(layout(1200, 700), view));
  });

  it('shows what is lit, though it be far down', () => {
    const tall = layout(1300, 20_000, { far: 9000 });
    expect(firstView(tall, view, new Set()).y).toBe(headerRoom);
    const { y, zoom } = firstView(tall, view, new Set(['far']));
    expect(9000 * zoom + y).toBeGreaterThanOrEqual(headerRoom);
    expect(9100 * zoom + y).toBeLessThanOrEqual(view.height);
  });

  it('begins with the host that is asked where the width does not fit', () => {
    const wide = layout(2000, 500);
    const host = { x: 100, y: 0, width: 200, height: 100 };
    const asked = { ...wide, positions: new Map([...wide.positions, ['host:a', host]]) };
    const { x, zoom } = firstView(asked, view, new Set(['host:a']));
    expect(100 * zoom + x).toBeGreaterThanOrEqual(0);
    expect(firstView(asked, view, new Set()).x).toBeCloseTo(view.width - 2000 * zoom);
  });

  it('is the column of rules on a phone, and can be read', () => {
    const { x, zoom } = firstView(layout(1500, 3000), { width: 390, height: 500 }, new Set());
    expect(zoom).toBeGreaterThan(0.9);
    expect(600 * zoom + x).toBeGreaterThanOrEqual(0);
    expect(904 * zoom + x).toBeLessThanOrEqual(390);
  });
});

describe('panTo', () => {
  const inputs = record({
    card: record({
      x: integer({ min: -2000, max: 2000 }),
      y: integer({ min: -2000, max: 2000 }),
      width: integer({ min: 20, max: 400 }),
      height: integer({ min: 20, max: 900 }),
    }),
    viewport: record({
      x: integer({ min: -2000, max: 2000 }),
      y: integer({ min: -2000, max: 2000 }),
      zoom: integer({ min: 2, max: 20 }).map((tenths) => tenths / 10),
    }),
  });

  it('brings any card into view, never zooms, and is then content', () => {
    assert(
      property(inputs, ({ card, viewport }) => {
        const moved = panTo(card, viewport, view, 1);
        if (!moved) return;
        expect(moved.zoom).toBe(viewport.zoom);
        const top = card.y * moved.zoom + moved.y;
        if (card.height * moved.zoom < view.height - 100) expect(top).toBeGreaterThanOrEqual(headerRoom);
        expect(top).toBeLessThan(view.height);
        expect(panTo(card, moved, view, 1)).toBeNull();
      }),
    );
  });

  it('leaves alone what is in view', () => {
    expect(panTo({ x: 10, y: 10, width: 100, height: 50 }, { x: 100, y: 100, zoom: 1 }, view, 1)).toBeNull();
  });

  it('is content with a half where a half is asked', () => {
    const card = { x: 0, y: 0, width: 100, height: 100 };
    expect(panTo(card, { x: 100, y: 500, zoom: 1 }, view, 0.4)).toBeNull();
    expect(panTo(card, { x: 100, y: 520, zoom: 1 }, view, 0.4)).not.toBeNull();
  });
});
