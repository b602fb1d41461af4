import { expect, it } from 'vitest';
import { isVisible } from './visibility.ts';

it.each([
  [[], true, true],
  [['*'], true, true],
  [['.'], true, false],
  [['client'], false, true],
  [['owner', 'client'], true, true],
  [['other'], false, false],
  [['~'], false, false],
  [['~', 'client'], false, false],
  [['~', '*'], true, true],
])('%j: seen by its own namespace %s, by another %s', (exportTo, own, other) => {
  expect(isVisible(exportTo, 'owner', 'owner')).toBe(own);
  expect(isVisible(exportTo, 'owner', 'client')).toBe(other);
});
