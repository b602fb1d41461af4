import { deflateSync, strToU8 } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstLook, type SavedWorkspace } from './saved-workspace.ts';
import { readShareHash, shareHash } from './share-link.ts';

const workspace: SavedWorkspace = {
  text: 'a: ä\n',
  original: 'a: 1\n',
  title: 'Mine',
  ask: {
    caller: { gateway: { namespace: 'n', labels: { a: 'b' } } },
    method: 'POST',
    url: 'http://a/',
    headers: [['x', '1']],
  },
  isExample: false,
  look: {
    selection: 3,
    view: 'canvas',
    panel: null,
    step: { plan: 'a/b', step: 2 },
    assume: 'never',
    version: '1.28',
  },
};
const hashOf = (value: string) =>
  `#v1.${btoa(Array.from(deflateSync(strToU8(value)), (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')}`;

const v2 = (value: object) => hashOf(JSON.stringify(value)).replace('v1', 'v2');

describe('a share link', () => {
  it('brings the whole workspace back', () => {
    expect(readShareHash(shareHash(workspace))).toEqual(workspace);
  });
  it('brings any text back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        expect(readShareHash(shareHash({ ...workspace, text }))).toEqual({ ...workspace, text });
      }),
    );
  });
  it('is damaged where any letter of it is another, or its end is missing', () => {
    const hash = shareHash(workspace);
    for (let at = 4; at < hash.length; at += 1) {
      const other = hash[at] === 'a' ? 'b' : 'a';
      expect(readShareHash(hash.slice(0, at) + other + hash.slice(at + 1))).toContain('damaged');
      expect(readShareHash(hash.slice(0, at))).toContain('damaged');
    }
  });
  it('is none where the hash is another', () => {
    expect([readShareHash(''), readShareHash('#top')]).toEqual([null, null]);
  });
  it('says why it cannot be opened', () => {
    expect(readShareHash('#v1.@@@')).toContain('damaged');
    expect(readShareHash('#v9.abc')).toContain('newer');
    expect(readShareHash(hashOf('{"a":1}'))).toContain('no workspace');
    expect(readShareHash(hashOf(JSON.stringify({ text: 'x'.repeat(5_000_000) })))).toContain('4 MB');
  });
  it('shows the trace where a panel was open that is no more', () => {
    const old = JSON.stringify({ ...workspace, look: { ...workspace.look, panel: 'traffic' } });
    expect(readShareHash(hashOf(old))).toEqual({ ...workspace, look: { ...workspace.look, panel: 'trace' } });
  });
  it('is not believed', () => {
    const hostile = { text: 'a', title: 7, ask: { caller: 3, url: {}, headers: [['a'], ['b', 'c'], 5] }, original: [] };
    expect(readShareHash(hashOf(JSON.stringify(hostile)))).toEqual({
      text: 'a',
      original: 'a',
      title: 'Workspace',
      ask: { caller: { namespace: 'default', labels: {} }, method: 'GET', url: '', headers: [['b', 'c']] },
      isExample: false,
      look: firstLook,
    });
  });
  it('of the first version still opens, on the first look', () => {
    const { look: _, ...first } = workspace;
    expect(readShareHash(hashOf(JSON.stringify(first)))).toEqual({ ...workspace, look: firstLook });
  });
  it('of the second version still opens', () => {
    expect(readShareHash(v2(workspace))).toEqual(workspace);
  });
  it('looks at nothing that is not there', () => {
    const look = { selection: -1, view: 'sideways', panel: 'root', step: { plan: 'a', step: 0.5 } };
    expect(readShareHash(hashOf(JSON.stringify({ ...workspace, look })))).toEqual({ ...workspace, look: firstLook });
  });
});
