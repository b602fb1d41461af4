import { describe, expect, it } from 'vitest';
import { excess, type Snapshot } from './snapshots.ts';

const snapshot = (id: string, name: string | null, size = 1): Snapshot => ({
  id,
  at: 0,
  name,
  title: 'w',
  text: 'x'.repeat(size),
});

describe('snapshots that must go', () => {
  it('are none while there is room', () => {
    expect(excess([snapshot('a', null), snapshot('b', 'mine')], { timeline: 2, characters: 9 })).toEqual([]);
    expect(excess([], { timeline: 2, characters: 9 })).toEqual([]);
  });

  it('are the oldest points of the timeline, never a named one', () => {
    const all = [snapshot('c', null), snapshot('n', 'mine'), snapshot('b', null), snapshot('a', null)];
    expect(excess(all, { timeline: 2, characters: 99 })).toEqual(['a']);
  });

  it('make room for named ones first, and the latest always stays', () => {
    const all = [snapshot('c', null, 50), snapshot('b', null, 5), snapshot('n', 'mine', 8), snapshot('m', 'old', 9)];
    expect(excess(all, { timeline: 9, characters: 60 })).toEqual(['m', 'b']);
    expect(excess(all, { timeline: 9, characters: 1 })).toEqual(['n', 'm', 'b']);
  });
});
