import { expect, it } from 'vitest';
import { wordScore } from './word-score.ts';

it('finds lines by whole words or parts of them, never by scattered letters', () => {
  expect(wordScore('Undo', 'undo')).toBe(1);
  expect(wordScore('Download this document', 'undo')).toBe(0);
  expect(wordScore('Download this document', 'doc down')).toBe(0.8);
  expect(wordScore('Download this document', 'load')).toBe(0.5);
  expect(wordScore('Map', 'mini', ['minimap'])).toBe(0.8);
  expect(wordScore('reviews · books', 'books rev')).toBe(0.8);
  expect(wordScore('Light theme', 'weight')).toBe(0);
});
