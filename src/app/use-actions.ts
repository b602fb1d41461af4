import {
  CircleQuestionMark,
  Columns2,
  FileText,
  Keyboard,
  ListTree,
  Map as MapIcon,
  Maximize,
  Minus,
  Monitor,
  Moon,
  Network,
  PanelRight,
  Plus,
  Redo2,
  Search,
  Sun,
  Undo2,
} from 'lucide-react';
import { useMemo } from 'react';
import { pressTool, type CanvasTool } from '../canvas/press-tool.ts';
import type { Action } from '../ui/action.ts';
import { useWorkspace } from '../ui/use-workspace.tsx';
import type { Panel, Workspace } from '../workspace/workspace.ts';
import { fileActions } from './file-actions.ts';
import { focusPane } from './next-pane.ts';
import { rolloutActions } from './rollout-actions.ts';
import type { Session } from './session.ts';
import { setTheme } from './theme.ts';

/** What the actions need of the screen around them. */
export type Screen = {
  readonly openPalette: () => void;
  readonly openKeys: () => void;
  readonly openNotModelled: () => void;
  readonly openExamples: () => void;
  readonly openHistory: () => void;
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
  const panel = (name: Panel) => () => workspace.setPanel(state().panel === name ? null : name);

  return [
    ...fileActions(session, screen),
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
    {
      id: 'go.nextPane',
      label: 'Next pane: request, canvas, text, panel',
      group: 'Go',
      keys: ['F6'],
      inFields: 'yes',
      run: () => focusPane(1),
    },
    {
      id: 'go.previousPane',
      label: 'Pane before',
      group: 'Go',
      keys: ['Shift+F6'],
      inFields: 'yes',
      run: () => focusPane(-1),
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
    ...canvasTools(workspace),
    ...canvasKeys,
    ...rolloutActions(workspace),
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
    {
      id: 'help.notModelled',
      label: 'What is not modelled',
      group: 'Help',
      icon: CircleQuestionMark,
      run: screen.openNotModelled,
    },
  ];
}

/** The tools in the canvas's corner, wherever the focus is. */
function canvasTools(workspace: Workspace): readonly Action[] {
  const tool = (name: CanvasTool, shown: Pick<Action, 'label' | 'icon' | 'keys' | 'also'>): Action => ({
    id: `canvas.${name}`,
    group: 'Canvas',
    ...shown,
    run: () => {
      if (workspace.store.getState().view === 'text') workspace.setView('both');
      pressTool(name);
    },
  });
  return [
    tool('fit', { label: 'Show everything', icon: Maximize, keys: ['1'], also: ['fit', 'zoom'] }),
    tool('actual', { label: 'Zoom to 100 %', keys: ['0'], also: ['actual size'] }),
    tool('zoomIn', { label: 'Zoom in', icon: Plus, keys: ['+', '='], also: ['larger'] }),
    tool('zoomOut', { label: 'Zoom out', icon: Minus, keys: ['-'], also: ['smaller'] }),
    tool('search', { label: 'Find a card', icon: Search, keys: ['F'], also: ['search'] }),
    tool('outline', { label: 'Outline of the canvas', icon: ListTree, keys: ['O'], also: ['tree', 'list'] }),
    tool('map', { label: 'Map of the canvas', icon: MapIcon, keys: ['M'], also: ['minimap', 'overview'] }),
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
