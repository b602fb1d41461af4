import {
  BookOpen,
  ClipboardPaste,
  Columns2,
  Copy,
  Download,
  FileDiff,
  FileText,
  FolderOpen,
  Keyboard,
  Link,
  Monitor,
  Moon,
  Network,
  PanelRight,
  Redo2,
  Search,
  Sun,
  Undo2,
} from 'lucide-react';
import { useMemo } from 'react';
import type { Action } from '../ui/action.ts';
import { useWorkspace } from '../ui/use-workspace.tsx';
import type { Panel } from '../workspace/workspace.ts';
import { copyText } from './download.ts';
import { openFileDialog } from './open-dialog.ts';
import type { Session } from './session.ts';
import { takeAway, type Portion } from './take-away.ts';
import { maxLinkLength, shareHash } from './share-link.ts';
import { setTheme } from './theme.ts';

/** What the actions need of the screen around them. */
export type Screen = {
  readonly openPalette: () => void;
  readonly openKeys: () => void;
  readonly openExamples: () => void;
  readonly toggleInspector: () => void;
};

/** The registry of actions (design §4): everything a menu, a button, the palette or a key can do. */
export function useActions(session: Session, screen: Screen): readonly Action[] {
  const canUndo = useWorkspace((state) => state.canUndo);
  const canRedo = useWorkspace((state) => state.canRedo);
  return useMemo(() => createActions(session, screen, { canUndo, canRedo }), [session, screen, canUndo, canRedo]);
}

function createActions(
  session: Session,
  screen: Screen,
  { canUndo, canRedo }: { canUndo: boolean; canRedo: boolean },
): Action[] {
  const { workspace } = session;
  const state = () => workspace.store.getState();
  const take = (portion: Portion, way: 'copy' | 'download') => () => void takeAway(workspace, portion, way);
  const panel = (name: Panel) => () => workspace.setPanel(state().panel === name ? null : name);

  return [
    {
      id: 'file.paste',
      label: 'Paste YAML',
      group: 'File',
      icon: ClipboardPaste,
      keys: ['Mod+V'],
      run: () => void pasteFromClipboard(session),
    },
    {
      id: 'file.open',
      label: 'Open files…',
      group: 'File',
      icon: FolderOpen,
      keys: ['Mod+O'],
      inFields: 'yes',
      run: () => openFileDialog((files) => void session.takeFiles(files)),
    },
    { id: 'file.examples', label: 'Examples…', group: 'File', icon: BookOpen, run: screen.openExamples },
    {
      id: 'file.copy',
      label: 'Copy all manifests',
      group: 'File',
      icon: Copy,
      run: take('manifests', 'copy'),
    },
    {
      id: 'file.copyDocument',
      label: 'Copy this document',
      group: 'File',
      icon: FileText,
      run: take('document', 'copy'),
    },
    {
      id: 'file.copyChanged',
      label: 'Copy what changed',
      group: 'File',
      icon: FileDiff,
      run: take('changed', 'copy'),
    },
    {
      id: 'file.download',
      label: 'Download all manifests',
      group: 'File',
      icon: Download,
      keys: ['Mod+S'],
      inFields: 'yes',
      run: take('manifests', 'download'),
    },
    {
      id: 'file.downloadDocument',
      label: 'Download this document',
      group: 'File',
      icon: Download,
      run: take('document', 'download'),
    },
    {
      id: 'file.downloadChanged',
      label: 'Download what changed',
      group: 'File',
      icon: Download,
      run: take('changed', 'download'),
    },
    {
      id: 'file.downloadWorkspace',
      label: 'Download the workspace with its tests',
      group: 'File',
      icon: Download,
      run: take('workspace', 'download'),
    },
    { id: 'file.share', label: 'Copy a share link', group: 'File', icon: Link, run: () => void share(session) },
    {
      id: 'edit.undo',
      label: 'Undo',
      group: 'Edit',
      icon: Undo2,
      keys: ['Mod+Z'],
      disabled: !canUndo,
      run: () => workspace.undo(),
    },
    {
      id: 'edit.redo',
      label: 'Redo',
      group: 'Edit',
      icon: Redo2,
      keys: ['Mod+Shift+Z', 'Mod+Y'],
      disabled: !canRedo,
      run: () => workspace.redo(),
    },
    {
      id: 'view.both',
      label: 'Canvas and text',
      group: 'View',
      icon: Columns2,
      keys: ['Alt+1'],
      inFields: 'yes',
      run: () => workspace.setView('both'),
    },
    {
      id: 'view.canvas',
      label: 'Canvas only',
      group: 'View',
      icon: Network,
      keys: ['Alt+2'],
      inFields: 'yes',
      run: () => workspace.setView('canvas'),
    },
    {
      id: 'view.text',
      label: 'Text only',
      group: 'View',
      icon: FileText,
      keys: ['Alt+3'],
      inFields: 'yes',
      run: () => workspace.setView('text'),
    },
    {
      id: 'view.inspector',
      label: 'Inspector: every field of the selection',
      group: 'View',
      icon: PanelRight,
      keys: ['Mod+I'],
      inFields: 'yes',
      run: screen.toggleInspector,
    },
    { id: 'view.light', label: 'Light theme', group: 'View', icon: Sun, run: () => setTheme('light') },
    { id: 'view.dark', label: 'Dark theme', group: 'View', icon: Moon, run: () => setTheme('dark') },
    { id: 'view.system', label: 'Theme of the system', group: 'View', icon: Monitor, run: () => setTheme('system') },
    {
      id: 'go.request',
      label: 'Ask: go to the request bar',
      group: 'Go',
      icon: Search,
      keys: ['/'],
      run: () => document.querySelector<HTMLInputElement>('input[aria-label="URL"]')?.select(),
    },
    { id: 'go.trace', label: 'Trace', group: 'Go', keys: ['Alt+T'], inFields: 'yes', run: panel('trace') },
    { id: 'go.problems', label: 'Problems', group: 'Go', keys: ['Alt+P'], inFields: 'yes', run: panel('problems') },
    { id: 'go.tests', label: 'Tests', group: 'Go', run: panel('tests') },
    { id: 'go.changes', label: 'Changes', group: 'Go', keys: ['Alt+C'], inFields: 'yes', run: panel('changes') },
    {
      id: 'go.envoy',
      label: 'Envoy configuration',
      group: 'Go',
      keys: ['Alt+E'],
      inFields: 'yes',
      run: panel('envoy'),
    },
    { id: 'go.documents', label: 'Documents', group: 'Go', run: panel('documents') },
    ...canvasKeys,
    {
      id: 'help.palette',
      label: 'Command palette',
      group: 'Help',
      icon: Search,
      keys: ['Mod+K'],
      inFields: 'yes',
      run: screen.openPalette,
    },
    { id: 'help.keys', label: 'Keys', group: 'Help', icon: Keyboard, keys: ['?'], run: screen.openKeys },
  ];
}

/** Keys that the canvas handles itself while the focus is in it; told in the sheet of keys. */
const canvasKeys: readonly Action[] = [
  {
    id: 'canvas.walk',
    label: 'Go from card to card',
    group: 'Canvas',
    keys: ['ArrowLeft', 'ArrowUp', 'ArrowDown', 'ArrowRight'],
    run: null,
  },
  { id: 'canvas.moveUp', label: 'Move the rule up', group: 'Canvas', keys: ['Alt+ArrowUp'], run: null },
  { id: 'canvas.moveDown', label: 'Move the rule down', group: 'Canvas', keys: ['Alt+ArrowDown'], run: null },
  { id: 'canvas.delete', label: 'Delete what is selected', group: 'Canvas', keys: ['Delete'], run: null },
  { id: 'canvas.weight', label: 'Weight ±1, on its slider', group: 'Canvas', keys: ['ArrowRight'], run: null },
  { id: 'canvas.weight5', label: 'Weight ±5, on its slider', group: 'Canvas', keys: ['Shift+ArrowRight'], run: null },
  { id: 'canvas.cancel', label: 'Cancel a drag', group: 'Canvas', keys: ['Escape'], run: null },
];

async function pasteFromClipboard(session: Session): Promise<void> {
  try {
    session.take(await navigator.clipboard.readText(), 'Pasted');
  } catch {
    session.workspace.notify('The browser keeps the clipboard to itself here: press Ctrl+V instead.', 'refusal');
  }
}

async function share({ workspace, saved }: Session): Promise<void> {
  const link = location.href.replace(/#.*$/, '') + shareHash(saved());
  if (link.length > maxLinkLength) {
    const size = Math.round(link.length / 1000);
    workspace.notify(
      `The link would have ${size},000 characters, more than most places take. The file was downloaded instead.`,
      'refusal',
    );
    await takeAway(workspace, 'workspace', 'download');
    return;
  }
  const done = await copyText(link);
  if (done)
    workspace.notify('The link is on the clipboard. It holds the whole workspace; nothing was sent anywhere.', 'info');
  else location.hash = shareHash(saved());
}
