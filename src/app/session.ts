import { looksLikeConfigDump } from '../workspace/looks-like-config-dump.ts';
import { looksLikeTests } from '../workspace/looks-like-tests.ts';
import { parseCurl } from '../workspace/parse-curl.ts';
import { freePath, joinFiles, withoutByteOrderMark } from '../workspace/split-files.ts';
import type { Ask, Workspace } from '../workspace/workspace.ts';
import { firstExample, loadExample, type Example } from './examples.ts';
import { isReadable, type ChosenFile } from './file-access.ts';
import { createObserved, type Observed } from './observed.ts';
import { keepFiles, keptFiles } from './kept-files.ts';
import { addFiles, noFiles, readFiles, type OpenedFile, type OpenedFiles } from './opened-files.ts';
import { savedWorkspace, showLook, type SavedWorkspace } from './saved-workspace.ts';
import { keepRecent, loadKey, loadWorkspace } from './storage.ts';
import { takeDump } from './take-dump.ts';
import { takeTests } from './take-tests.ts';

/** Which workspace is open, and the ways to open another: what was there is kept among the recent ones. */
export type Session = {
  readonly workspace: Workspace;
  readonly isExample: () => boolean;
  readonly saved: () => SavedWorkspace;
  /** Whether what is shown came by a link and has not been edited: until then the person's own workspace stays the one that is kept. */
  readonly isShared: Observed<boolean>;
  /** The files that the text was opened from and can be saved to. */
  readonly files: () => OpenedFiles;
  readonly setFiles: (files: OpenedFiles) => void;
  /** Names the workspace in the browser's store: for its files, and among the tabs it is open in. Never shared. */
  readonly key: () => string;
  readonly openExample: (example: Example) => Promise<void>;
  readonly openSaved: (saved: SavedWorkspace) => void;
  /** Shows a workspace that came by a link or a picture. */
  readonly openShared: (saved: SavedWorkspace) => void;
  /** Makes what came by a link the person's own; their workspace before it is kept among the recent ones. */
  readonly adopt: () => void;
  /** Goes back from what came by a link to the person's own workspace. */
  readonly leaveShared: () => Promise<void>;
  readonly openText: (text: string, title: string) => void;
  /** Takes YAML or JSON in: added to what is there, or in the place of an untouched example. A curl command fills the request bar, an Envoy dump is asked in place of the text. */
  readonly take: (text: string, title: string) => void;
  /** Takes files in, joined with `# Source:` lines. */
  readonly takeFiles: (files: readonly ChosenFile[]) => Promise<void>;
};

export type SessionStart = {
  readonly isExample: boolean;
  readonly isShared: boolean;
  readonly files: OpenedFiles;
  readonly key: string | null;
};

/** The session of a page: which workspace is open in it, where that came from, and how another takes its place. */
export function createSession(workspace: Workspace, start: SessionStart): Session {
  let example = start.isExample;
  let { files } = start;
  let key = start.key ?? newKey();
  const isShared = createObserved(start.isShared);
  const saved = () => savedWorkspace(workspace.store.getState(), example);
  const setFiles = (opened: OpenedFiles) => {
    files = opened;
    if (opened.list.length > 0) void keepFiles(key, opened);
  };
  const begin = () => {
    files = noFiles;
    key = newKey();
  };
  const adopt = () => {
    const own = loadWorkspace();
    if (own) keepRecent(own);
    isShared.set(false);
  };
  const isReplaceable = () => {
    const { text, original } = workspace.store.getState();
    return text.trim() === '' || (example && text === original);
  };
  const open = (text: string, title: string, isExample: boolean, ask?: Partial<Ask>) => {
    const left = isReplaceable() || isShared.get() ? null : workspace.store.getState().title;
    if (isShared.get()) adopt();
    else keepRecent(saved());
    example = isExample;
    begin();
    workspace.open(withoutByteOrderMark(text), title, ask);
    if (left !== null) {
      workspace.notify(`“${left}” is kept: it stands under “Left behind” in the menu of the workspace’s name.`, 'info');
    }
  };

  const openSaved = ({ text, title, original, ask, isExample, look }: SavedWorkspace) => {
    open(text, title, isExample, ask);
    workspace.store.setState({ original });
    showLook(workspace, look);
  };
  const show = (shown: SavedWorkspace) => {
    example = shown.isExample;
    begin();
    workspace.open(withoutByteOrderMark(shown.text), shown.title, shown.ask);
    workspace.store.setState({ original: shown.original });
    showLook(workspace, shown.look);
  };
  const openShared = (shared: SavedWorkspace) => {
    isShared.set(true);
    show(shared);
  };

  const take = (pasted: string, title: string) => {
    const text = withoutByteOrderMark(pasted);
    if (looksLikeConfigDump(text)) {
      void takeDump(workspace, text, title);
      return;
    }
    if (looksLikeTests(text)) {
      void takeTests(workspace, text, title);
      return;
    }
    const curl = parseCurl(text);
    if (curl) {
      workspace.ask(curl);
      workspace.notify('The curl command is in the request bar.', 'info');
      return;
    }
    if (!isConfiguration(text)) {
      workspace.notify(text.trim() === '' ? 'The clipboard holds no text.' : noObject, 'refusal');
      return;
    }
    if (isReplaceable()) open(text, title, false);
    else if (files.list.length < 2) workspace.append(text);
    else {
      // Beside files, pasted documents are a file of their own: saved as such, never at the end of another one.
      const path = freePath('pasted.yaml', new Set(files.list.map((file) => file.path)));
      workspace.append(joinFiles([{ path, text }]));
      setFiles({ bare: files.bare, list: [...files.list, { path, text: '', handle: null, root: null }] });
    }
    tellTemplates(workspace);
  };

  const takeRead = (read: readonly OpenedFile[]) => {
    if (isReplaceable()) {
      const added = addFiles(noFiles, read);
      open(added.text, titleOf(read), false);
      setFiles(added.opened);
    } else {
      const added = addFiles(files, read);
      // A lone file stands without its mark only where it is the whole text.
      const opened = files.list.length === 0 ? { list: added.opened.list, bare: null } : added.opened;
      workspace.append(joinFiles(read));
      setFiles(opened);
    }
    tellTemplates(workspace);
  };

  // Only an edit can be undone: what is opened cannot.
  workspace.store.subscribe((state, before) => {
    if (isShared.get() && state.text !== before.text && state.canUndo) adopt();
  });

  return {
    workspace,
    isExample: () => example,
    saved,
    isShared,
    files: () => files,
    setFiles,
    key: () => key,
    openExample: async (chosen) => open(await loadExample(chosen), chosen.title, true, chosen.ask),
    openSaved,
    openShared,
    adopt,
    async leaveShared() {
      const own = loadWorkspace() ?? (await firstExample());
      const ownKey = loadKey();
      const kept = ownKey === null ? noFiles : await keptFiles(ownKey);
      show(own);
      files = kept;
      key = ownKey ?? key;
      isShared.set(false);
    },
    openText(text, title) {
      open(text, title, false);
      tellTemplates(workspace);
    },
    take,
    async takeFiles(chosen) {
      if (chosen.length === 0) return;
      const fitting = chosen.filter(({ path }) => isReadable(path));
      const taken = new Set(files.list.map(({ path }) => path));
      const { files: read, refused } = await readFiles(fitting, taken);
      const picture = read.find(({ path }) => /\.svg$/i.test(path));
      if (picture) {
        const { readPicture } = await import('./picture-hash.ts');
        const shared = readPicture(picture.text);
        if (typeof shared === 'string') workspace.notify(shared, 'refusal');
        else openShared(shared);
        return;
      }
      const dump = read.find(({ text }) => looksLikeConfigDump(text));
      if (dump) await takeDump(workspace, dump.text, dump.path);
      const tests = read.filter(({ text }) => looksLikeTests(text));
      const manifests = read.filter((file) => isConfiguration(file.text) && file !== dump && !tests.includes(file));
      if (manifests.length > 0) takeRead(manifests);
      for (const { text, path } of tests) await takeTests(workspace, text, path);
      const [why] = refused;
      const others = read.length - manifests.length - tests.length - (dump ? 1 : 0);
      if (why) workspace.notify(refused.length > 1 ? `${why} And ${refused.length - 1} more.` : why, 'refusal');
      else if (fitting.length === 0) workspace.notify('Only YAML and JSON files can be opened here.', 'refusal');
      else if (manifests.length === 0 && tests.length === 0 && !dump) workspace.notify(noObject, 'refusal');
      else if (others > 0)
        workspace.notify(
          `${others} ${others === 1 ? 'file' : 'files'} without a Kubernetes object left aside.`,
          'info',
        );
    },
  };
}

function newKey(): string {
  return Math.random().toString(36).slice(2);
}

/** `a.yaml` for a lone file, the folder's name for a folder, else how many. */
function titleOf(files: readonly OpenedFile[]): string {
  const [first] = files;
  if (files.length === 1 && first) return first.path.split('/').at(-1) ?? first.path;
  const folders = new Set(files.map(({ path }) => (path.includes('/') ? path.split('/')[0] : '')));
  const [folder] = folders;
  return folders.size === 1 && folder ? folder : `${files.length} files`;
}

const noObject = 'That holds no Kubernetes object: YAML or JSON with `apiVersion` and `kind` is taken here.';

/** Whether a text means to be configuration. A broken document is still taken: its error is shown at its line. */
function isConfiguration(text: string): boolean {
  const key = /(?:^|[{,])[\s-]*["']?(?:apiVersion|kind|metadata|spec|items)["']?\s*:/m;
  return key.test(text) || /\{\{[^}]*\}\}/.test(text);
}

function tellTemplates(workspace: Workspace): void {
  const { stream } = workspace.store.getState();
  const template = stream.documents.flatMap(({ problems }) => problems).find(({ code }) => code === 'yaml.template');
  if (template) workspace.notify(template.message, 'refusal');
}
