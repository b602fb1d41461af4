import type { Ask } from '../workspace/workspace.ts';

/** One sample workspace of public/examples. */
export type Example = {
  readonly file: string;
  readonly title: string;
  readonly topic: string;
  readonly try: readonly string[];
  readonly ask: Ask;
};

/** The gallery, in the order of its index. */
export async function loadExamples(): Promise<readonly Example[]> {
  const response = await fetch('./examples/index.json');
  return (await response.json()) as readonly Example[];
}

export async function loadExample({ file }: Pick<Example, 'file'>): Promise<string> {
  return (await fetch(`./examples/${file}`)).text();
}
