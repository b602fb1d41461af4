import { foldingRanges, noiseLines } from './folding-ranges.ts';
import { monaco } from './load-monaco.ts';

/** Folding by what YAML means, instead of by indentation alone. */
export function registerFolding(): monaco.IDisposable {
  return monaco.languages.registerFoldingRangeProvider('yaml', {
    provideFoldingRanges: (model) => foldingRanges(model.getValue()).map(({ start, end }) => ({ start, end })),
  });
}

/** Folds away, in the view only, what the cluster adds to an object. */
export function foldNoise(editor: monaco.editor.ICodeEditor, text: string): void {
  const lines = noiseLines(text);
  if (lines.length === 0) return;
  // The ranges are computed some time after the text is set.
  setTimeout(() => editor.trigger('signalbox', 'editor.fold', { selectionLines: lines.map((line) => line - 1) }), 600);
}
