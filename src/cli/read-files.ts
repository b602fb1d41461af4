import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { byText } from '../istio/by-text.ts';
import { InputProblem } from './input-problem.ts';

/** A file that was read; `path` is how the person at the terminal names it. */
export type InputFile = { readonly path: string; readonly text: string };

/**
 * The files that the words of a command line name: a file as it is, of a folder every YAML file in it and below, `-` is standard input.
 * Throws an InputProblem for what cannot be read.
 */
export function readFiles(paths: readonly string[]): InputFile[] {
  const files = [...new Set(paths)].flatMap((path) => (path === '-' ? [path] : filesAt(path)));
  return [...new Set(files)].map(readOne);
}

function filesAt(path: string): string[] {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) throw new InputProblem(`There is no file or folder ${path}.`);
  if (!stats.isDirectory()) return [path];
  const found = yamlFilesIn(path);
  if (found.length === 0) throw new InputProblem(`There is no YAML file in ${path}.`);
  return found;
}

/** Hidden folders and node_modules hold nothing that a person wrote for a mesh. */
function yamlFilesIn(folder: string): string[] {
  const entries = attempt(folder, () => readdirSync(folder, { withFileTypes: true }));
  return entries
    .toSorted((a, b) => byText(a.name, b.name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.name.startsWith('.') || entry.name === 'node_modules') return [];
      if (entry.isDirectory()) return yamlFilesIn(path);
      return /\.ya?ml$/i.test(entry.name) ? [path] : [];
    });
}

function readOne(path: string): InputFile {
  if (path === '-') return { path: 'standard input', text: attempt(path, () => readFileSync(0, 'utf8')) };
  return { path, text: attempt(path, () => readFileSync(path, 'utf8')) };
}

function attempt<Result>(path: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    throw new InputProblem(`${path === '-' ? 'Standard input' : path} cannot be read (${reason}).`);
  }
}
