import { monaco } from './load-monaco.ts';

/** Monaco's colours from the design tokens that hold now: call it again when the theme changes. */
export function applyTheme(theme: 'light' | 'dark'): void {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => sixDigits(style.getPropertyValue(name).trim());
  const bare = (name: string) => token(name).replace('#', '');
  monaco.editor.defineTheme('signalbox', {
    base: theme === 'dark' ? 'vs-dark' : 'vs',
    inherit: true,
    rules: [
      { token: 'comment', foreground: bare('--text-3'), fontStyle: 'italic' },
      { token: 'type', foreground: bare('--accent-text') },
      { token: 'string', foreground: bare('--route') },
      { token: 'number', foreground: bare('--local') },
      { token: 'keyword', foreground: bare('--warn') },
      { token: 'operators', foreground: bare('--text-2') },
      { token: 'tag', foreground: bare('--warn') },
      { token: 'namespace', foreground: bare('--warn') },
    ],
    colors: {
      'editor.background': token('--surface-2'),
      'editor.foreground': token('--text'),
      'editorLineNumber.foreground': token('--text-3'),
      'editorLineNumber.dimmedForeground': token('--text-3'),
      'editorLineNumber.activeForeground': token('--text'),
      'editor.lineHighlightBackground': `${token('--surface-3')}66`,
      'editor.lineHighlightBorder': '#00000000',
      'editorCursor.foreground': token('--accent'),
      'editor.selectionBackground': `${token('--accent')}33`,
      'editorIndentGuide.background1': token('--line-soft'),
      'editorIndentGuide.activeBackground1': token('--line-hard'),
      'editorWidget.background': token('--surface-1'),
      'editorWidget.border': token('--line-hard'),
      'editorHoverWidget.background': token('--surface-1'),
      'editorHoverWidget.border': token('--line-hard'),
      'editorSuggestWidget.background': token('--surface-1'),
      'editorSuggestWidget.selectedBackground': token('--accent-soft'),
      'editorSuggestWidget.selectedForeground': token('--text'),
      'editorError.foreground': token('--error'),
      'editorWarning.foreground': token('--warn-strong'),
      'editorInfo.foreground': token('--accent'),
      focusBorder: token('--accent'),
    },
  });
  monaco.editor.setTheme('signalbox');
}

/** Monaco knows colours of six digits only; a style sheet may be written with three. */
function sixDigits(colour: string): string {
  return colour.replace(/^#([0-9a-f])([0-9a-f])([0-9a-f])$/i, '#$1$1$2$2$3$3');
}
