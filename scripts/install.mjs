// Makes sure that the locked dependencies are installed; needs nothing but Node and npm.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs a command in the project's folder with the terminal attached; returns its exit code. */
export function run(command, args, env = {}) {
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  });
  if (result.error) {
    console.error(`Could not run ${command}: ${result.error.message}`);
    return 1;
  }
  return result.status ?? 1;
}

/** Ends the process with a plain sentence unless Node is new enough. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Signalbox needs Node 20.19 or newer; this is Node ${process.versions.node}.`);
  process.exit(1);
}

/** Installs the locked dependencies unless exactly these are there already. */
export function ensureDependencies() {
  const lock = createHash('sha256')
    .update(readFileSync(`${root}/package-lock.json`))
    .digest('hex');
  const marker = `${root}/node_modules/.signalbox-lock`;
  if (existsSync(marker) && readFileSync(marker, 'utf8') === lock) return;
  console.log('Installing dependencies …');
  // NODE_ENV=production would leave out the build tools.
  const code = run('npm', ['ci', '--no-audit', '--no-fund', '--include=dev']);
  if (code !== 0) {
    console.error('The dependencies could not be installed; npm says why above.');
    process.exit(code);
  }
  writeFileSync(marker, lock);
}
