import { describe, expect, it } from 'vitest';
import { changedManifestsText, documentsText, manifestsText } from './export-text.ts';
import { readText } from './read-text.ts';

const service = (name: string) => `# about ${name}\napiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\n`;
const test = 'apiVersion: signalbox/v1\nkind: RoutingTest\nmetadata: {name: t}\nspec: {tests: []}\n';

describe('what is taken away', () => {
  it('is the text itself where nothing in it is ours', () => {
    const text = `${service('a')}---\n${service('b')}`;
    const { stream, decoded } = readText(text);
    expect(manifestsText(stream, decoded)).toBe(text);
  });

  it('has no tests among the manifests, and every other byte', () => {
    const { stream, decoded } = readText(`${service('a')}---\n${test}---\n${service('b')}`);
    expect(manifestsText(stream, decoded)).toBe(`${service('a')}---\n${service('b')}`);
  });

  it('can be the changed documents alone', () => {
    const original = `${service('a')}---\n${service('b')}---\n${test}`;
    const { stream, decoded } = readText(original.replace('name: b', 'name: b2'));
    expect(changedManifestsText(stream, decoded, original)).toContain('name: b2');
    expect(changedManifestsText(stream, decoded, original)).not.toContain('name: a');
    const same = readText(original);
    expect(changedManifestsText(same.stream, same.decoded, original)).toBe('');
  });

  it('stays a stream when the first document is left out', () => {
    const { stream } = readText(`${service('a')}---\n${service('b')}`);
    expect(readText(documentsText(stream, (index) => index === 1)).decoded.objects.map(({ name }) => name)).toEqual([
      'b',
    ]);
  });
});
