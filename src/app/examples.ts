import type { Ask } from '../workspace/workspace.ts';
import { narrow } from './narrow.ts';
import { firstLook, type SavedWorkspace } from './saved-workspace.ts';

/** One sample workspace of public/examples. */
export type Example = {
  readonly file: string;
  readonly title: string;
  readonly topic: string;
  readonly try: readonly string[];
  readonly ask: Ask;
};

let gallery: Promise<readonly Example[]> | null = null;

/** The gallery, in the order of its index; fetched once, and again only where that failed. */
export function loadExamples(): Promise<readonly Example[]> {
  gallery ??= fetchGallery().catch((error: unknown) => {
    gallery = null;
    throw error;
  });
  return gallery;
}

async function fetchGallery(): Promise<readonly Example[]> {
  const response = await fetch('./examples/index.json');
  return (await response.json()) as readonly Example[];
}

/** The text of an example. */
export async function loadExample({ file }: Pick<Example, 'file'>): Promise<string> {
  return (await fetch(`./examples/${file}`)).text();
}

/**
 * The first screen is alive: an example with a request running through it. An empty workspace where there is none. On a phone the canvas has the screen for
 * itself: the verdict line says the answer, and the trace is one tap away.
 */
export async function firstExample(): Promise<SavedWorkspace> {
  const look = narrow.matches ? { ...firstLook, panel: null } : firstLook;
  try {
    const [example] = await loadExamples();
    if (!example) throw new Error('there are no examples');
    const text = await loadExample(example);
    return { text, original: text, title: example.title, ask: example.ask, isExample: true, look };
  } catch {
    const ask = { caller: { namespace: 'default', labels: {} }, method: 'GET', url: '', headers: [] };
    return { text: '', original: '', title: 'Workspace', ask, isExample: true, look };
  }
}
