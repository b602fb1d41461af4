import type { monaco } from './load-monaco.ts';

/** How YAML looks in the text pane, whether it can be edited there or not. */
export function textOptions(): monaco.editor.IStandaloneEditorConstructionOptions {
  return {
    automaticLayout: true,
    fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--font-mono'),
    fontSize: 12.5,
    lineHeight: 19,
    minimap: { enabled: false },
    scrollBeyondLastLine: false,
    tabSize: 2,
    stickyScroll: { enabled: false },
    glyphMargin: false,
    unicodeHighlight: { ambiguousCharacters: false },
    padding: { top: 8, bottom: 8 },
    overviewRulerBorder: false,
    lineNumbersMinChars: 4,
  };
}

/** Brackets in the theme's own colours. The editor's option for it never reaches the model, which is set anew when an editor is made: call it after that. */
export function leaveBracketsPlain(model: monaco.editor.ITextModel): void {
  model.updateOptions({ bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false } });
}
