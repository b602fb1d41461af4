export type Theme = 'light' | 'dark' | 'system';

const key = 'signalbox.theme';
const dark = matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<(resolved: 'light' | 'dark') => void>();
let theme: Theme = readTheme();

function readTheme(): Theme {
  try {
    const stored = localStorage.getItem(key);
    return stored === 'light' || stored === 'dark' ? stored : 'system';
  } catch {
    return 'system';
  }
}

/** The theme on the screen. */
export function resolvedTheme(): 'light' | 'dark' {
  return theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme;
}

/** Shows a theme and keeps the choice. */
export function setTheme(next: Theme): void {
  theme = next;
  try {
    localStorage.setItem(key, next);
  } catch {
    // A browser that stores nothing shows the theme until it is closed.
  }
  showTheme();
}

/** Puts the theme on the page and tells those who draw by themselves. */
export function showTheme(): void {
  document.documentElement.dataset['theme'] = resolvedTheme();
  for (const listener of listeners) listener(resolvedTheme());
}

/** Tells whenever another theme is shown, until the function that comes back is called. */
export function onThemeChange(listener: (resolved: 'light' | 'dark') => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

dark.addEventListener('change', showTheme);
