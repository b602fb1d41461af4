import { changedFiles, type TextFile } from '../workspace/split-files.ts';
import { filesBySource } from '../workspace/files-by-source.ts';
import { download, fileName } from './download.ts';
import { mayWrite } from './file-access.ts';
import { filesOfText, isSeparable, noFiles, type OpenedFile } from './opened-files.ts';
import type { Session } from './session.ts';

/**
 * Saves the workspace to the files it was opened from: only those that changed, each with its own bytes. Where the browser cannot write
 * files, a zip of all of them is downloaded instead, or the one file. Says what it did, or why not.
 */
export async function saveFiles(session: Session): Promise<void> {
  const { workspace } = session;
  const { text } = workspace.store.getState();
  const opened = session.files();
  if (opened.list.length === 0) {
    await downloadZip(session);
    if (text.trim() !== '') workspace.notify('The workspace was downloaded: it was not opened from files.', 'info');
    return;
  }
  if (!isSeparable(opened)) {
    await downloadZip(session);
    workspace.notify(
      'One of these files holds the `# Source:` line of another one, so they cannot be told apart: a zip was downloaded, no file was touched.',
      'refusal',
    );
    return;
  }
  const split = filesOfText(text, opened);
  const changed = changedFiles(split, opened.list);
  if (changed.length === 0) {
    workspace.notify('No file differs from the disk: there is nothing to save.', 'info');
    return;
  }
  const targets = changed.flatMap((file) => {
    const target = opened.list.find(({ path }) => path === file.path);
    return target ? [{ file, target }] : [];
  });
  const writable = targets.filter(({ target }) => target.handle !== null);
  if (writable.length < targets.length || !(await mayWrite(writable.map(({ target }) => target)))) {
    await downloadZip(session);
    workspace.notify('The browser does not let these files be written here: they were downloaded instead.', 'info');
    return;
  }
  await writeAll(session, writable, split.rest);
}

async function writeAll(
  session: Session,
  writable: readonly { readonly file: TextFile; readonly target: OpenedFile }[],
  rest: string,
): Promise<void> {
  const saved: string[] = [];
  const failed: string[] = [];
  for (const { file, target } of writable) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other: after a failure it is known which files are written
    const problem = await write(target, file.text);
    if (problem) failed.push(problem);
    else {
      saved.push(file.path);
      const { list, bare } = session.files();
      session.setFiles({
        bare,
        list: list.map((known) => (known.path === file.path ? Object.assign({}, known, { text: file.text }) : known)),
      });
    }
  }
  const gone = session.files().list.filter(({ path }) => !names(session).has(path));
  const told = [
    saved.length > 0 ? `Saved ${listed(saved)}.` : '',
    ...failed,
    rest.trim() === '' ? '' : 'What stands before the first `# Source:` line belongs to no file: download it.',
    gone.length > 0 ? `Nothing in the text belongs to ${listed(gone.map(({ path }) => path))}: left as it was.` : '',
  ];
  session.workspace.notify(told.filter(Boolean).join(' '), failed.length > 0 ? 'refusal' : 'info');
}

/** Writes a file, unless it is not what it was when it was opened. Returns why not. */
async function write({ path, handle, text: before }: OpenedFile, text: string): Promise<string | null> {
  if (!handle) return `${path} cannot be written here.`;
  try {
    const onDisk = await (await handle.getFile()).arrayBuffer();
    if (!isSame(new Uint8Array(onDisk), new TextEncoder().encode(before))) {
      return `${path} was changed by something else since it was opened: it was not written over. Open it again to see its new text.`;
    }
    const stream = await handle.createWritable();
    await stream.write(text);
    await stream.close();
    return null;
  } catch {
    return `${path} could not be written: it may have been moved, or the disk is full.`;
  }
}

/** Every file of the workspace in a zip, or the only one by itself. */
export async function downloadZip(session: Session): Promise<void> {
  const { workspace } = session;
  const { text, title } = workspace.store.getState();
  const opened = session.files();
  const { files, rest } = filesOfText(text, isSeparable(opened) ? opened : noFiles);
  const bySource = () => filesBySource(text, fileName(title, 'yaml'));
  const all = files.length === 0 ? bySource() : withRest(files, rest, fileName(title, 'yaml'));
  const [only] = all;
  if (all.length === 0) workspace.notify('There is nothing to save.', 'info');
  else if (all.length === 1 && only) download(only.path.split('/').at(-1) ?? only.path, only.text);
  else {
    const { zipFiles } = await import('./zip-files.ts');
    download(fileName(title, 'zip'), zipFiles(all), 'application/zip');
  }
}

function withRest(files: readonly TextFile[], rest: string, name: string): TextFile[] {
  return rest.trim() === '' ? [...files] : [{ path: name, text: rest }, ...files];
}

function names(session: Session): Set<string> {
  const { text } = session.workspace.store.getState();
  return new Set(filesOfText(text, session.files()).files.map(({ path }) => path));
}

function listed(paths: readonly string[]): string {
  const shown = paths.slice(0, 3).join(', ');
  return paths.length > 3 ? `${shown} and ${paths.length - 3} more` : shown;
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
