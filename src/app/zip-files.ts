import { strToU8, zipSync, type ZippableFile } from 'fflate';
import { freePath, type TextFile } from '../workspace/split-files.ts';

/** Files as the bytes of a zip. Paths lead nowhere but into the folder it is unpacked to; the same one twice gets a number. */
export function zipFiles(files: readonly (TextFile & { readonly executable?: 'yes' })[]): Uint8Array<ArrayBuffer> {
  const taken = new Set<string>();
  const entries = files.map(({ path, text, executable }): [string, ZippableFile] => {
    const free = freePath(insidePath(path), taken);
    taken.add(free);
    const mode = executable ? 0o755 : 0o644;
    return [free, [strToU8(text), { os: 3, attrs: (0o100000 | mode) << 16 }]];
  });
  return zipSync(Object.fromEntries(entries), { level: 6 }).slice();
}

/** `../../etc/passwd` → `etc/passwd`: a `# Source:` line may come from anyone. */
export function insidePath(path: string): string {
  const parts = path
    .split(/[/\\]/)
    .filter((part) => part !== '' && part !== '.' && part !== '..' && !/^[a-z]:$/i.test(part));
  // An object of the zip library's cannot have that key.
  return parts.join('/').replace(/^__proto__$/, 'proto.yaml') || 'file.yaml';
}
