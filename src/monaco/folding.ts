import type { YamlStream } from '../yaml/stream.ts';
import type { monaco } from './load-monaco.ts';

/** Line numbers (from 1) of what `kubectl get -o yaml` adds and people never edit: `managedFields` and `status`. */
export function noiseLines({ text }: Pick<YamlStream, 'text'>): number[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index) =>
    /^(?: {2}| {4})?(?:- )?(?:managedFields|status):\s*$/.test(line) ? [index + 1] : [],
  );
}

/** Folds that noise away in the view; it stays in the text. */
export function foldManagedFields(editor: monaco.editor.ICodeEditor, stream: YamlStream): void {
  const lines = noiseLines(stream);
  if (lines.length === 0) return;
  // The folding model is made some time after the text is set.
  setTimeout(() => editor.trigger('signalbox', 'editor.fold', { selectionLines: lines.map((line) => line - 1) }), 400);
}
