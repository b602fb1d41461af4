import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = dirname(fileURLToPath(import.meta.url));

const pure = ['yaml', 'istio', 'envoy', 'pilot', 'traffic', 'analysis', 'rollout', 'routetest', 'graph', 'edits'];

/** The import table: what each folder may import besides itself. The order is the reading order. */
const table: Readonly<Record<string, { folders: readonly string[]; packages: readonly string[] }>> = {
  yaml: { folders: [], packages: ['yaml'] },
  istio: { folders: ['yaml'], packages: ['re2js'] },
  envoy: { folders: [], packages: ['re2js'] },
  pilot: { folders: ['istio', 'envoy'], packages: [] },
  traffic: { folders: ['envoy'], packages: [] },
  analysis: { folders: ['yaml', 'istio', 'pilot', 'envoy', 'edits'], packages: [] },
  rollout: { folders: ['istio', 'yaml'], packages: [] },
  routetest: { folders: ['istio', 'pilot', 'envoy'], packages: [] },
  graph: { folders: ['istio', 'pilot', 'envoy'], packages: [] },
  edits: { folders: ['istio', 'yaml'], packages: [] },
  workspace: { folders: pure, packages: ['zustand'] },
  monaco: { folders: ['workspace', 'yaml', 'istio'], packages: ['monaco-editor'] },
  ui: { folders: ['workspace'], packages: ['react', 'zustand', 'radix-ui', 'lucide-react', 'cmdk'] },
  canvas: { folders: ['ui', 'workspace', 'graph', 'edits'], packages: ['react', '@xyflow/react', 'lucide-react'] },
  panels: { folders: ['ui', 'workspace', ...pure], packages: ['react', 'lucide-react', 'diff'] },
  app: {
    folders: ['monaco', 'canvas', 'panels', 'ui', 'workspace'],
    packages: ['react', 'react-dom', 'react-resizable-panels', 'lucide-react', 'fflate'],
  },
  cli: { folders: pure, packages: ['node:'] },
};

const specifiers =
  /(?:^(?:import|export)\s+(?:[\w*{][^'"`;=()]*?\sfrom\s*)?|\bimport\(\s*|\bnew URL\(\s*)['"]([^'"\s]+)['"]/gm;

/** Every import specifier of a source text, type imports, re-exports and dynamic imports included. */
function importsOf(source: string): string[] {
  return [...source.matchAll(specifiers)].map((match) => match[1] ?? '');
}

/** Why `folder` may not hold an import of `specifier` in `file`, or null where it may. */
function violation(folder: string, file: string, specifier: string): string | null {
  const allowed = table[folder];
  if (!allowed) return `src/${folder} is not in the table`;
  if (specifier.startsWith('.')) {
    const target = relative(root, resolve(dirname(file), specifier)).split('/')[0] ?? '';
    if (target === '..') return `${specifier} leaves src`;
    return target === folder || allowed.folders.includes(target) ? null : `${folder} may not import ${target}`;
  }
  const fits = allowed.packages.some(
    (name) => specifier === name || specifier.startsWith(name.endsWith(':') ? name : `${name}/`),
  );
  return fits ? null : `${folder} may not import ${specifier}`;
}

/** A folder that has nothing yet is not there. */
function filesUnder(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

describe('the import table', () => {
  for (const folder of Object.keys(table)) {
    it(`holds for ${folder}`, () => {
      const broken = filesUnder(join(root, folder))
        .filter((file) => !/\.test\.tsx?$/.test(file))
        .flatMap((file) =>
          importsOf(readFileSync(file, 'utf8')).flatMap((specifier) => {
            const why = violation(folder, file, specifier);
            return why ? [`${relative(root, file)}: ${why}`] : [];
          }),
        );
      expect(broken).toEqual([]);
    });
  }

  it('knows every folder of src', () => {
    const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map((entry) => entry.name).filter((name) => !(name in table))).toEqual([]);
  });

  it('can fail: forbidden imports of every form are found', () => {
    const file = join(root, 'envoy', 'imagined.ts');
    const source = [
      "import type { Source } from '../istio/source.ts';",
      "export { parse } from 'yaml';",
      "const lazy = await import('../pilot/generate.ts');",
      "import '../ui/tokens.css';",
      "import { RE2JS } from 're2js';",
      "import { here } from './config.ts';",
    ].join('\n');
    const found = importsOf(source).map((specifier) => violation('envoy', file, specifier));
    expect(found.map((why) => why !== null)).toEqual([true, true, true, true, false, false]);
  });
});
