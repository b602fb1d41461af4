import { strFromU8, unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { insidePath, zipFiles } from './zip-files.ts';

it('a zip holds every file byte for byte, the same path twice too', () => {
  const zip = zipFiles([
    { path: 'a/b.yaml', text: '\uFEFFa: ä\r\n' },
    { path: 'a/b.yaml', text: 'second' },
    { path: '__proto__', text: 'x' },
  ]);
  const files = Object.entries(unzipSync(zip)).map(([name, bytes]) => [name, strFromU8(bytes)]);
  expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(unzipSync(zip)['a/b.yaml'])).toBe('\uFEFFa: ä\r\n');
  expect(files.slice(1)).toEqual([
    ['a/b (2).yaml', 'second'],
    ['proto.yaml', 'x'],
  ]);
});

it('no path leads out of the folder it is unpacked to', () => {
  expect(['../../etc/passwd', '/etc/x', 'C:\\x\\..\\y', '..', 'a/./b'].map(insidePath)).toEqual([
    'etc/passwd',
    'etc/x',
    'x/y',
    'file.yaml',
    'a/b',
  ]);
});
