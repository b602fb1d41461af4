import { readAll, removeAll, writeOne } from './database.ts';
import { noFiles, type OpenedFile, type OpenedFiles } from './opened-files.ts';
import { isRecord } from './saved-workspace.ts';

const maxKept = 12;

/**
 * Keeps which files a workspace was opened from, with the way back to them: a reload shall not cost it. Each workspace has a key
 * of its own, which is stored with it and never shared.
 */
export async function keepFiles(key: string, files: OpenedFiles): Promise<void> {
  const value = { ...files, at: Date.now() };
  // Some browsers cannot store the handles; the bytes of the files are worth keeping all the same.
  if (!(await writeOne('files', key, value))) {
    const list = files.list.map(({ path, text }) => ({ path, text, handle: null, root: null }));
    await writeOne('files', key, { ...value, list });
  }
  const kept = await readAll('files');
  const latest = kept.toSorted((a, b) => age(a.value) - age(b.value));
  await removeAll(
    'files',
    latest.slice(maxKept).map((entry) => entry.key),
  );
}

/** The files kept under a key; none where none are. */
export async function keptFiles(key: string): Promise<OpenedFiles> {
  const value = (await readAll('files')).find((entry) => entry.key === key)?.value;
  if (!isRecord(value) || !Array.isArray(value['list'])) return noFiles;
  const list = value['list'].flatMap((file: unknown) => readFile(file) ?? []);
  return { list, bare: typeof value['bare'] === 'string' ? value['bare'] : null };
}

function readFile(value: unknown): OpenedFile | null {
  if (!isRecord(value) || typeof value['path'] !== 'string' || typeof value['text'] !== 'string') return null;
  const { path, text, handle, root } = value;
  return {
    path,
    text,
    handle: handle instanceof FileSystemFileHandle ? handle : null,
    root: root instanceof FileSystemHandle ? root : null,
  };
}

function age(value: unknown): number {
  return isRecord(value) && typeof value['at'] === 'number' ? -value['at'] : 0;
}
