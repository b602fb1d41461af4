import { invertTextEdits } from '../yaml/text-edit.ts';
import type { Workspace, WorkspaceState } from '../workspace/workspace.ts';
import { lineIndexOf } from './line-index.ts';
import { monaco } from './load-monaco.ts';
import { rangeOf } from './monaco-document.ts';
import { leaveBracketsPlain, textOptions } from './text-options.ts';

/** The text of a step that was put on the page. */
export type MountedStepText = { readonly dispose: () => void };

/** Puts the text of the step that is shown into `element`: read only, its changed lines marked, following every move along the plan. */
export function mountStepText(element: HTMLElement, workspace: Workspace): MountedStepText {
  const model = monaco.editor.createModel('', 'yaml');
  const editor = monaco.editor.create(element, {
    ...textOptions(),
    model,
    ariaLabel: 'YAML of the step that is shown, read only',
    readOnly: true,
    domReadOnly: true,
    readOnlyMessage: { value: 'This is a step as it will be. Apply it, or go back to the text, to edit.' },
  });
  leaveBracketsPlain(model);
  const changed = editor.createDecorationsCollection();

  const show = ({ stream, scrub }: WorkspaceState) => {
    if (!scrub) return;
    if (model.getValue() !== stream.text) model.setValue(stream.text);
    const lines = lineIndexOf(stream.text);
    const ranges = invertTextEdits(scrub.written.stream.text, scrub.edits).map(({ offset, length }) => {
      // An edit that ends with a line end has not changed the line behind it.
      const isWhole = length > 1 && stream.text[offset + length - 1] === '\n';
      return rangeOf(lines, offset, isWhole ? length - 1 : length);
    });
    changed.set(ranges.map((range) => ({ range, options: marked })));
    const [first] = ranges.toSorted((a, b) => a.startLineNumber - b.startLineNumber);
    const isSeen = ranges.some((range) =>
      editor.getVisibleRanges().some((seen) => monaco.Range.areIntersecting(seen, range)),
    );
    if (first && !isSeen) editor.revealLineInCenter(first.startLineNumber);
  };
  const reveal = ({ selection, stream }: WorkspaceState) => {
    const position = lineIndexOf(stream.text).positionAt(selection);
    editor.revealPositionInCenterIfOutsideViewport(position);
  };
  const stop = workspace.store.subscribe((state, before) => {
    if (state.stream !== before.stream || state.scrub !== before.scrub) show(state);
    if (state.selection !== before.selection && state.stream === before.stream) reveal(state);
  });
  show(workspace.store.getState());

  return {
    dispose() {
      stop();
      editor.dispose();
      model.dispose();
    },
  };
}

const marked = { isWholeLine: true, className: 'signalbox-step', marginClassName: 'signalbox-step-margin' } as const;
