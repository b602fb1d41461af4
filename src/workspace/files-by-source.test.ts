import { expect, it } from 'vitest';
import { filesBySource } from './files-by-source.ts';

it('files by their source lines are those of helm template --output-dir', () => {
  const text =
    'x: 0\n---\n# Source: c/a.yaml\na: 1\n---\nb: 1\n---\n# Source: c/b.yaml\nc: 1\n---\n# Source: c/a.yaml\nd: 1';
  expect(filesBySource(text, 'rest.yaml')).toEqual([
    { path: 'rest.yaml', text: 'x: 0\n' },
    { path: 'c/a.yaml', text: '---\n# Source: c/a.yaml\na: 1\n---\nb: 1\n---\n# Source: c/a.yaml\nd: 1' },
    { path: 'c/b.yaml', text: '---\n# Source: c/b.yaml\nc: 1\n' },
  ]);
});

it('a text without such lines is one file', () => {
  expect(filesBySource('a: 1\n---\nb: 1\n', 'w.yaml')).toEqual([{ path: 'w.yaml', text: 'a: 1\n---\nb: 1\n' }]);
  expect(filesBySource('', 'w.yaml')).toEqual([]);
});
