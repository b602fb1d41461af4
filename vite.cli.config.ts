import { chmodSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const output = fileURLToPath(new URL('dist-cli/signalbox.js', import.meta.url));
const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string };

/** The command line as one file that needs nothing but node: `dist-cli/signalbox.js`. */
export default defineConfig({
  define: { SIGNALBOX_VERSION: JSON.stringify(version) },
  plugins: [executable()],
  publicDir: false,
  ssr: { noExternal: true },
  build: {
    ssr: 'src/cli/main.ts',
    outDir: 'dist-cli',
    target: 'node20',
    minify: false,
    rolldownOptions: {
      output: { banner: '#!/usr/bin/env node', codeSplitting: false, entryFileNames: 'signalbox.js' },
    },
  },
});

/** Shells run the file itself. */
function executable(): Plugin {
  return { name: 'executable', closeBundle: () => chmodSync(output, 0o755) };
}
