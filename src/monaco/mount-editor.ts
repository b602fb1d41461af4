import { pathAt, documentAt, rangeOf as rangeOfNode } from '../yaml/locate.ts';
import type { Range } from '../yaml/text-edit.ts';
import type { Workspace, WorkspaceState } from '../workspace/workspace.ts';
import { registerCompletion } from './completion.ts';
import { foldNoise, registerFolding } from './folding.ts';
import { registerHover } from './hover.ts';
import { monaco } from './load-monaco.ts';
import { markersOf } from './markers.ts';
import { createMonacoDocument, rangeOf, type MonacoDocument } from './monaco-document.ts';
import { leaveBracketsPlain, textOptions } from './text-options.ts';
import { applyTheme } from './theme.ts';

/** The editor that was put on the page. */
export type MountedEditor = {
  readonly dispose: () => void;
  readonly focus: () => void;
  readonly setTheme: (theme: 'light' | 'dark') => void;
};

/** Puts the text pane into `element` and makes Monaco's model the workspace's text. */
export function mountEditor(element: HTMLElement, workspace: Workspace, theme: 'light' | 'dark'): MountedEditor {
  applyTheme(theme);
  const model = monaco.editor.createModel('', 'yaml');
  const editor = monaco.editor.create(element, {
    ...textOptions(),
    model,
    ariaLabel: 'YAML of the workspace',
    renderLineHighlight: 'line',
    renderWhitespace: 'trailing',
    insertSpaces: true,
    detectIndentation: false,
    autoIndent: 'keep',
    wordBasedSuggestions: 'off',
    quickSuggestions: { other: true, strings: true, comments: false },
    fixedOverflowWidgets: true,
    folding: true,
    smoothScrolling: false,
    accessibilitySupport: 'auto',
  });
  leaveBracketsPlain(model);
  let text: MonacoDocument | null = null;
  workspace.attach((history) => (text = createMonacoDocument(model, history, () => editor.render())));
  const document_ = (): MonacoDocument => {
    if (!text) throw new Error('the workspace did not take the editor’s document');
    return text;
  };

  const tint = editor.createDecorationsCollection();
  const showSelection = (state: WorkspaceState) => {
    const { lines } = document_();
    if (lines.text !== state.stream.text) return;
    const range = selectedRange(state);
    tint.set(range ? [{ range: rangeOf(lines, range.start, range.end - range.start), options: tinted }] : []);
  };
  const reveal = (state: WorkspaceState) => {
    const position = document_().lines.positionAt(state.selection);
    editor.setPosition(position, 'signalbox');
    editor.revealPositionInCenterIfOutsideViewport(position);
  };
  const showMarkers = (state: WorkspaceState) =>
    monaco.editor.setModelMarkers(model, 'signalbox', markersOf(state, document_().lines));

  const cursor = editor.onDidChangeCursorPosition(({ position, source, reason }) => {
    const typing =
      reason === monaco.editor.CursorChangeReason.ContentFlush ||
      reason === monaco.editor.CursorChangeReason.RecoverFromMarkers;
    if (source === 'signalbox' || typing || !editor.hasTextFocus()) return;
    workspace.select(document_().lines.offsetAt(position), 'text');
  });
  const stop = workspace.store.subscribe((state, before) => {
    if (state.selection !== before.selection || state.stream !== before.stream) showSelection(state);
    if (state.selection !== before.selection && state.selectionOrigin !== 'text') reveal(state);
    if (state.findings !== before.findings) showMarkers(state);
    if (state.original !== before.original) foldNoise(editor, state.text);
  });
  const providers = [registerFolding(), registerCompletion(workspace, document_), registerHover(workspace, document_)];

  const state = workspace.store.getState();
  showSelection(state);
  showMarkers(state);
  foldNoise(editor, state.text);
  if (state.selection > 0) reveal(state);

  return {
    dispose() {
      stop();
      cursor.dispose();
      for (const provider of providers) provider.dispose();
      editor.dispose();
      model.dispose();
    },
    focus: () => editor.focus(),
    setTheme: applyTheme,
  };
}

const tinted = { isWholeLine: true, className: 'signalbox-tint', marginClassName: 'signalbox-tint-margin' } as const;

/** The lines of the selected node; none for a whole document, where a tint would say nothing. */
function selectedRange({ stream, selection }: WorkspaceState): Range | null {
  const index = documentAt(stream, selection);
  const document = stream.documents[index];
  const start = stream.offsets[index];
  if (!document || start === undefined) return null;
  const node = rangeOfNode(document, tintedPath(pathAt(document, selection - start)));
  return node && node.key === null && node.extent.end - node.extent.start === document.source.length
    ? null
    : node && { start: start + node.extent.start, end: start + node.extent.end };
}

/** What a card stands for: the list item around the cursor, else the node itself. */
function tintedPath(path: readonly (string | number)[]): readonly (string | number)[] {
  const item = path.findLastIndex((step) => typeof step === 'number');
  return item < 0 ? path.slice(0, 2) : path.slice(0, item + 1);
}
