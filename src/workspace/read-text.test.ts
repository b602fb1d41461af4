import { describe, expect, it } from 'vitest';
import { readText } from './read-text.ts';

const service = (name: string) => `---\napiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\n`;
const broken = '---\napiVersion: v1\nkind: "Service\nmetadata: {name: b}\n';
const names = (read: ReturnType<typeof readText>) => read.decoded.config.services.map(({ metadata }) => metadata.name);

describe('a document that breaks while it is typed', () => {
  const before = readText(service('a') + service('b') + service('c'));

  it('stays as it last could be read, and the others live', () => {
    const after = readText(service('a') + broken + service('c'), before);
    expect(names(after)).toEqual(['a', 'b', 'c']);
    expect([...after.staleDocuments]).toEqual([1]);
  });

  it('stays over many keystrokes, and comes back to life', () => {
    const twice = readText(
      `${service('a')}${broken}#\n${service('c')}`,
      readText(service('a') + broken + service('c'), before),
    );
    expect(names(twice)).toEqual(['a', 'b', 'c']);
    expect(names(readText(service('a') + service('new') + service('c'), twice))).toEqual(['a', 'new', 'c']);
  });

  it('is found again when a document above it is added meanwhile', () => {
    const stale = readText(service('a') + broken + service('c'), before);
    const after = readText(service('zero') + service('a') + broken + service('c'), stale);
    expect(names(after)).toEqual(['zero', 'a', 'b', 'c']);
  });

  it('that never could be read is told and draws nothing', () => {
    const read = readText(broken);
    expect([...read.staleDocuments]).toEqual([0]);
    expect(names(read)).toEqual([]);
  });
});
