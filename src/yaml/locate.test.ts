import { describe, expect, it } from 'vitest';
import { documentAt, nearestRange, pathAt, rangeOf } from './locate.ts';
import { parseStream } from './stream.ts';

const source = 'a: 1\nx:\n- b: 2 # note\n\n- c: [q, {z: 1}]\nnest:\n  m: |\n    text\nempty:\n';
const [document] = parseStream(source).documents;
if (!document) throw new Error('no document');

describe('rangeOf', () => {
  const textAt = (path: (string | number)[]) => {
    const range = rangeOf(document, path);
    return (
      range && [source.slice(range.value.start, range.value.end), source.slice(range.extent.start, range.extent.end)]
    );
  };
  it('finds scalars, collections and items', () => {
    expect(textAt(['a'])).toEqual(['1', 'a: 1']);
    expect(textAt(['x', 0])).toEqual(['b: 2', '- b: 2 # note']);
    expect(textAt(['x', 1, 'c', 1, 'z'])?.[0]).toBe('1');
    expect(textAt(['nest'])?.[1]).toBe('nest:\n  m: |\n    text');
    expect(textAt(['empty'])?.[0]).toBe('');
  });
  it('has nothing for what is not there', () => {
    expect(textAt(['x', 7])).toBeNull();
    expect(textAt(['a', 'b'])).toBeNull();
  });
});

describe('nearestRange', () => {
  it('of what is missing is that of what would hold it; of what comes by an alias, the alias', () => {
    const text = 'a:\n- &r {b: 1}\n- *r\n- c: {d: 2}\n';
    const [shared] = parseStream(text).documents;
    if (!shared) throw new Error('no document');
    const at = (...path: (string | number)[]) => {
      const { value } = nearestRange(shared, path);
      return text.slice(value.start, value.end);
    };
    expect(at('a', 1, 'b')).toBe('*r');
    expect(at('a', 2, 'c', 'e', 0)).toBe('{d: 2}');
    expect(at('z')).toBe(at());
  });
});

describe('pathAt', () => {
  it('is the innermost node of the line, from its first column on', () => {
    const at = (text: string) => pathAt(document, source.indexOf(text));
    expect(at('a: 1')).toEqual(['a']);
    expect(at('- b')).toEqual(['x', 0, 'b']);
    expect(at('# note')).toEqual(['x', 0, 'b']);
    expect(at('q,')).toEqual(['x', 1, 'c', 0]);
    expect(at('  m:')).toEqual(['nest', 'm']);
  });
  it('goes back to where rangeOf came from', () => {
    for (const path of [['a'], ['x', 1, 'c', 1, 'z'], ['nest', 'm']]) {
      expect(pathAt(document, rangeOf(document, path)?.value.start ?? -1)).toEqual(path);
    }
  });
});

it('documentAt finds the document of an offset', () => {
  const stream = parseStream('a: 1\n---\nb: 2\n---\nc: 3\n');
  expect([0, 4, 5, 13, 14, 99].map((offset) => documentAt(stream, offset))).toEqual([0, 0, 1, 1, 2, 2]);
});
