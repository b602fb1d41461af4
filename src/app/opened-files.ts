import { joinFiles, splitFiles, freePath, canBeSplit, type TextFile } from '../workspace/split-files.ts';
import type { ChosenFile } from './file-access.ts';

/** A file of the workspace: its text as it is on the disk, and the way back to it where the browser gave one. */
export type OpenedFile = TextFile & Pick<ChosenFile, 'handle' | 'root'>;

/** The files that the workspace was opened from. `bare`: the one that stands at the beginning of the text without a `# Source:` line. */
export type OpenedFiles = { readonly list: readonly OpenedFile[]; readonly bare: string | null };

export const noFiles: OpenedFiles = { list: [], bare: null };

/** What became of chosen files: those that could be read, and a sentence for each of the others. */
export type ReadFiles = { readonly files: readonly OpenedFile[]; readonly refused: readonly string[] };

/** A dump of Envoy may well be large; more than this is no text to be edited. */
const maxFileSize = 40_000_000;

/** Reads chosen files in the order of their paths, none of which is one of `taken`. Never throws. */
export async function readFiles(chosen: readonly ChosenFile[], taken: ReadonlySet<string>): Promise<ReadFiles> {
  const texts = await Promise.all(
    chosen.map(async ({ file }) => (file.size > maxFileSize ? null : textOf(file).catch(() => null))),
  );
  const paths = new Set(taken);
  const files: OpenedFile[] = [];
  const refused: string[] = [];
  chosen.forEach(({ path, file, handle, root }, index) => {
    const text = texts[index];
    if (typeof text !== 'string') {
      refused.push(
        file.size > maxFileSize
          ? `${path} is larger than 40 MB and was not opened.`
          : `${path} is not readable UTF-8 text and was not opened.`,
      );
      return;
    }
    const free = freePath(path, paths);
    paths.add(free);
    files.push({ path: free, text, handle, root });
  });
  return { files: files.toSorted((a, b) => (a.path < b.path ? -1 : 1)), refused };
}

/** What adding files to a workspace's text looks like: a lone file in an empty one is taken as it is, others get their `# Source:` lines. */
export function addFiles(
  opened: OpenedFiles,
  files: readonly OpenedFile[],
): { readonly text: string; readonly opened: OpenedFiles } {
  const list = [...opened.list, ...files];
  const [only] = files;
  if (only && list.length === 1) return { text: only.text.replace(/^\uFEFF/, ''), opened: { list, bare: only.path } };
  return { text: joinFiles(files), opened: { list, bare: opened.bare } };
}

/** The workspace's text in its files again, the bare one first; `rest` belongs to none. */
export function filesOfText(text: string, { list, bare }: OpenedFiles): { files: TextFile[]; rest: string } {
  const { files, rest } = splitFiles(text, list);
  const first = list.find(({ path }) => path === bare);
  if (!first) return { files: [...files], rest };
  const mark = first.text.startsWith('\uFEFF') ? '\uFEFF' : '';
  return { files: [{ path: first.path, text: mark + rest }, ...files], rest: '' };
}

/** Whether saving can give each file its own bytes back. */
export function isSeparable({ list, bare }: OpenedFiles): boolean {
  return canBeSplit(list.filter(({ path }) => path !== bare));
}

/** Decodes strictly: a file that is something else would not survive being saved. A byte order mark stays. */
async function textOf(file: File): Promise<string> {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await file.arrayBuffer());
}
