import { expect, it } from 'vitest';
import { parseStream } from '../yaml/stream.ts';
import { joinDocuments } from './join-documents.ts';

it.each([
  ['a: 1\n', 'b: 2\n', 'a: 1\n---\nb: 2\n'],
  ['a: 1', 'b: 2\n', 'a: 1\n---\nb: 2\n'],
  ['a: 1\n', '---\nb: 2\n', 'a: 1\n---\nb: 2\n'],
  ['a: 1\n---\n', 'b: 2\n', 'a: 1\n---\nb: 2\n'],
  ['a: 1\n', '# Source: x.yaml\n---\nb: 2\n', 'a: 1\n# Source: x.yaml\n---\nb: 2\n'],
  ['a: 1\r\n', 'b: 2\r\n', 'a: 1\r\n---\r\nb: 2\r\n'],
  ['', 'b: 2\n', 'b: 2\n'],
  ['\n', 'b: 2\n', 'b: 2\n'],
])('%j and %j', (first, second, joined) => {
  expect(joinDocuments(first, second)).toBe(joined);
  const documents = parseStream(joined).documents.filter(({ isEmpty }) => !isEmpty);
  expect(documents.length).toBe(first.trim() === '' ? 1 : 2);
});
