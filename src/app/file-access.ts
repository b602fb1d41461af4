/** A file that a person chose or dropped. `handle` is there where the browser lets the page write it again. */
export type ChosenFile = {
  readonly path: string;
  readonly file: File;
  readonly handle: FileSystemFileHandle | null;
  /** What must be asked for permission before writing: the chosen folder, or the file itself. */
  readonly root: FileSystemHandle | null;
};

/** What of the File System Access API the standard library does not declare: Chromium alone has it. */
type Pickers = {
  readonly showOpenFilePicker?: (options: object) => Promise<FileSystemFileHandle[]>;
  readonly showDirectoryPicker?: (options: object) => Promise<FileSystemDirectoryHandle>;
};
type WithPermission = { readonly requestPermission?: (options: object) => Promise<PermissionState> };
type WithHandle = { readonly getAsFileSystemHandle?: () => Promise<FileSystemHandle | null> };

/** A folder may be a whole repository: what is neither configuration nor worth reading is not read. */
const passedOver = /^(?:\..*|node_modules|vendor)$/;
const readable = /\.(?:ya?ml|json|txt|tpl|svg)$/i;
const inFolders = /\.(?:ya?ml|json)$/i;
const maxFiles = 2000;

/** Whether a file's name promises something that can be opened here. */
export function isReadable(name: string): boolean {
  return readable.test(name);
}

/** Lets the person choose files; nothing where they change their mind. */
export async function chooseFiles(): Promise<ChosenFile[]> {
  const { showOpenFilePicker } = pickers();
  if (!showOpenFilePicker) return chooseByInput('files');
  const accept = { 'application/yaml': ['.yaml', '.yml', '.json', '.txt', '.tpl'], 'image/svg+xml': ['.svg'] };
  const handles = await unlessAborted(
    showOpenFilePicker({ id: 'signalbox', multiple: true, types: [{ description: 'YAML, JSON, pictures', accept }] }),
  );
  return Promise.all((handles ?? []).map((handle) => chosen(handle.name, handle, handle)));
}

/** Lets the person choose a folder: its YAML and JSON files, those of folders below too. */
export async function chooseFolder(): Promise<ChosenFile[]> {
  const { showDirectoryPicker } = pickers();
  if (!showDirectoryPicker) return chooseByInput('folder');
  const folder = await unlessAborted(showDirectoryPicker({ id: 'signalbox', mode: 'read' }));
  return folder ? filesIn(folder, folder.name, folder, []) : [];
}

/** Files and folders of a drop. Must be called within the event: afterwards the browser has forgotten them. */
export async function droppedFiles(transfer: DataTransfer | null): Promise<ChosenFile[]> {
  const items = [...(transfer?.items ?? [])].filter(({ kind }) => kind === 'file');
  const taken = items.map((item) => {
    const plain = { entry: item.webkitGetAsEntry(), file: item.getAsFile() };
    const handle = (item as WithHandle).getAsFileSystemHandle?.().catch(() => null) ?? null;
    return async () => fromDrop(await handle, plain);
  });
  const lists = await Promise.all(taken.map((read) => read()));
  return lists.flat().slice(0, maxFiles);
}

/** Files that came without any way back to them. */
export function plainFiles(files: readonly File[]): ChosenFile[] {
  return files.map((file) => ({ path: file.webkitRelativePath || file.name, file, handle: null, root: null }));
}

/** Whether the page may write there; asks the person where that is still open. Each root is asked once. */
export async function mayWrite(files: readonly Pick<ChosenFile, 'root'>[]): Promise<boolean> {
  for (const root of new Set(files.map((file) => file.root))) {
    const ask = (root as WithPermission | null)?.requestPermission;
    // oxlint-disable-next-line no-await-in-loop -- the browser shows one question at a time
    const answer = ask && root ? await ask.call(root, { mode: 'readwrite' }).catch(() => 'denied') : 'granted';
    if (answer !== 'granted') return false;
  }
  return true;
}

async function fromDrop(
  handle: FileSystemHandle | null,
  { entry, file }: { readonly entry: FileSystemEntry | null; readonly file: File | null },
): Promise<ChosenFile[]> {
  if (isFolderHandle(handle)) return filesIn(handle, handle.name, handle, []);
  if (isFileHandle(handle)) return [await chosen(handle.name, handle, handle)];
  if (entry?.isDirectory) return filesUnder(entry, entry.name, []);
  return file ? [{ path: file.name, file, handle: null, root: null }] : [];
}

async function filesIn(
  folder: FileSystemDirectoryHandle,
  path: string,
  root: FileSystemHandle,
  found: ChosenFile[],
): Promise<ChosenFile[]> {
  for await (const [name, handle] of folder.entries()) {
    if (found.length >= maxFiles || passedOver.test(name)) continue;
    if (isFolderHandle(handle)) await filesIn(handle, `${path}/${name}`, root, found);
    else if (isFileHandle(handle) && inFolders.test(name)) found.push(await chosen(`${path}/${name}`, handle, root));
  }
  return found;
}

async function filesUnder(entry: FileSystemEntry, path: string, found: ChosenFile[]): Promise<ChosenFile[]> {
  for (const child of await entriesOf(entry)) {
    if (found.length >= maxFiles || passedOver.test(child.name)) continue;
    const below = `${path}/${child.name}`;
    // oxlint-disable no-await-in-loop -- in order, and never thousands of reads at a time
    if (child.isDirectory) await filesUnder(child, below, found);
    else if (isFileEntry(child) && inFolders.test(child.name)) {
      const file = await new Promise<File | null>((resolve) => child.file(resolve, () => resolve(null)));
      if (file) found.push({ path: below, file, handle: null, root: null });
    }
    // oxlint-enable no-await-in-loop
  }
  return found;
}

/** All entries of a folder; the browser hands them out in portions, an empty one last. */
async function entriesOf(entry: FileSystemEntry): Promise<FileSystemEntry[]> {
  if (!entry.isDirectory) return [];
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- each portion has to be waited for
    const portion = await new Promise<FileSystemEntry[]>((resolve) => reader.readEntries(resolve, () => resolve([])));
    if (portion.length === 0) return all;
    all.push(...portion);
  }
}

function chooseByInput(what: 'files' | 'folder'): Promise<ChosenFile[]> {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  if (what === 'folder') input.webkitdirectory = true;
  else input.accept = '.yaml,.yml,.json,.txt,.tpl,.svg';
  return new Promise((resolve) => {
    input.addEventListener('cancel', () => resolve([]));
    input.addEventListener('change', () => {
      const files = plainFiles([...(input.files ?? [])]);
      const wanted = ({ path }: ChosenFile) =>
        inFolders.test(path) &&
        !path
          .split('/')
          .slice(1)
          .some((name) => passedOver.test(name));
      resolve((what === 'folder' ? files.filter(wanted) : files).slice(0, maxFiles));
    });
    input.click();
  });
}

async function chosen(path: string, handle: FileSystemFileHandle, root: FileSystemHandle): Promise<ChosenFile> {
  return { path, file: await handle.getFile(), handle, root };
}

function pickers(): Pickers {
  return window as Pickers;
}

/** A person who closes the dialog is no error. */
async function unlessAborted<Value>(promise: Promise<Value>): Promise<Value | null> {
  try {
    return await promise;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    throw error;
  }
}

function isFileEntry(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolderHandle(handle: FileSystemHandle | null): handle is FileSystemDirectoryHandle {
  return handle?.kind === 'directory';
}

function isFileHandle(handle: FileSystemHandle | null): handle is FileSystemFileHandle {
  return handle?.kind === 'file';
}
