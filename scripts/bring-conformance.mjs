// npm run conformance: brings the measured cases of ../shared/conformance into conformance/, so that a clean clone can run them.
// Files that are no longer there upstream go; anything else in conformance/ is left alone.
import { cpSync, existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const source = join(root, '..', 'shared', 'conformance');
const target = join(root, 'conformance');

if (!existsSync(source)) {
  console.log(`Nothing to bring: ${source} is not here. The cases in conformance/ stay as they are.`);
  process.exit(0);
}

for (const part of ['README.md', 'routing', 'envoy', 'validation', 'analysis', 'traffic', 'versions']) {
  rmSync(join(target, part), { recursive: true, force: true });
  cpSync(join(source, part), join(target, part), { recursive: true });
  console.log(`conformance/${part}`);
}
