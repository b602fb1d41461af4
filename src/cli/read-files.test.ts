import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readFiles } from './read-files.ts';

const root = mkdtempSync(join(tmpdir(), 'signalbox-'));
afterAll(() => rmSync(root, { recursive: true }));

function put(path: string, text = path): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
}

describe('readFiles', () => {
  for (const path of ['b.yaml', 'a/c.yml', 'a/notes.txt', '.git/d.yaml', 'node_modules/e.yaml', 'empty/x.md'])
    put(path);

  it('takes every YAML file of a folder in order, and leaves hidden folders alone', () => {
    expect(readFiles([root]).map(({ path }) => path)).toEqual([join(root, 'a/c.yml'), join(root, 'b.yaml')]);
  });

  it('takes a named file whatever its name, and none twice', () => {
    const notes = join(root, 'a/notes.txt');
    expect(readFiles([notes, notes, root]).map(({ text }) => text)).toEqual(['a/notes.txt', 'a/c.yml', 'b.yaml']);
  });

  it('says in a sentence what is not there', () => {
    expect(() => readFiles([join(root, 'none')])).toThrow(/^There is no file or folder .*none\.$/);
    expect(() => readFiles([join(root, 'empty')])).toThrow(/^There is no YAML file in .*empty\.$/);
  });
});
