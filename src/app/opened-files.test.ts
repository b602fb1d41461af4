import { describe, expect, it } from 'vitest';
import { addFiles, filesOfText, isSeparable, noFiles, readFiles, type OpenedFile } from './opened-files.ts';

const file = (path: string, text: string): OpenedFile => ({ path, text, handle: null, root: null });
const chosen = (path: string, content: BlobPart) => ({
  path,
  file: new File([content], path),
  handle: null,
  root: null,
});

describe('opened files', () => {
  it('of which one is alone stand in the text as they are', () => {
    const added = addFiles(noFiles, [file('a.yaml', '\uFEFF---\na: 1')]);
    expect(added.text).toBe('---\na: 1');
    expect(filesOfText('---\na: 2', added.opened)).toEqual({
      files: [{ path: 'a.yaml', text: '\uFEFF---\na: 2' }],
      rest: '',
    });
  });

  it('come apart again when others are opened beside the lone one', () => {
    const first = addFiles(noFiles, [file('a.yaml', 'a: 1\n')]);
    const both = addFiles(first.opened, [file('b.yaml', 'b: 1')]);
    expect(filesOfText(first.text + both.text, both.opened).files).toEqual([
      { path: 'a.yaml', text: 'a: 1\n' },
      { path: 'b.yaml', text: 'b: 1' },
    ]);
    expect(isSeparable(both.opened)).toBe(true);
  });
});

describe('reading files', () => {
  it('keeps every byte, in the order of the paths, and gives each a path of its own', async () => {
    const read = await readFiles([chosen('b.yaml', '\uFEFFb'), chosen('a.yaml', 'a\r\n')], new Set(['a.yaml']));
    expect(read).toEqual({ files: [file('a (2).yaml', 'a\r\n'), file('b.yaml', '\uFEFFb')], refused: [] });
  });

  it('refuses what would not survive being saved', async () => {
    const { files, refused } = await readFiles([chosen('x.yaml', new Uint8Array([0xff, 0xfe, 0x61, 0x00]))], new Set());
    expect([files, refused]).toEqual([[], ['x.yaml is not readable UTF-8 text and was not opened.']]);
  });
});
