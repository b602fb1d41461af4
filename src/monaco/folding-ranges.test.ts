import { expect, it } from 'vitest';
import { foldingRanges, noiseLines } from './folding-ranges.ts';

const text = `apiVersion: v1
metadata:
  managedFields:
  - manager: kubectl
    operation: Update
  name: a

spec:
  rules:
    - one: 1
      two: 2
    - 3
status:
  observedGeneration: 3
---
a: 1
`;

it('a list in the column of its key belongs to the key', () => {
  expect(foldingRanges(text)).toContainEqual({ start: 3, end: 5 });
});

it('every line with something below it can be folded, blank lines at the end stay', () => {
  expect(foldingRanges(text)).toEqual([
    { start: 2, end: 6 },
    { start: 3, end: 5 },
    { start: 4, end: 5 },
    { start: 8, end: 12 },
    { start: 9, end: 12 },
    { start: 10, end: 11 },
    { start: 13, end: 14 },
    { start: 15, end: 16 },
  ]);
});

it('what a cluster adds is known', () => {
  expect(noiseLines(text)).toEqual([3, 13]);
  expect(noiseLines('  status:\n    x: 1\n  status: fine\n')).toEqual([1]);
});
