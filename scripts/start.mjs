// npm start: installs what is missing, builds what is stale, serves the app and opens it where there is a browser.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ensureDependencies, requireNode, root, run } from './install.mjs';

requireNode();

const usage = 'npm start -- [--port 4173] [--host 127.0.0.1] [--no-open]';
const options = readOptions();
ensureDependencies();
if (isStale()) {
  console.log('Building …');
  const code = run('npx', ['vite', 'build', '--logLevel', 'warn']);
  if (code !== 0) process.exit(code);
}

const { preview } = await import('vite');
const server = await preview({
  root,
  configFile: `${root}/vite.config.ts`,
  logLevel: 'warn',
  preview: { port: options.port, strictPort: options.strictPort, host: options.host },
}).catch((error) => {
  console.error(`Could not serve the app: ${error.message}`);
  process.exit(1);
});
const address = server.resolvedUrls?.local[0] ?? server.resolvedUrls?.network[0];
console.log(`\n  Signalbox is running at ${address}\n  Stop it with Ctrl+C.\n`);
if (options.open) openBrowser(address);

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', short: 'p' },
        host: { type: 'string' },
        open: { type: 'boolean', default: true },
        help: { type: 'boolean', short: 'h' },
      },
      allowNegative: true,
    });
    if (values.help) {
      console.log(usage);
      process.exit(0);
    }
    const port = Number(values.port ?? 4173);
    if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error(`--port ${values.port} is not a port`);
    return { port, strictPort: values.port !== undefined, host: values.host ?? '127.0.0.1', open: values.open };
  } catch (error) {
    console.error(`${error.message}\n${usage}`);
    process.exit(2);
  }
}

/** Whether the build is missing or older than anything it is made from. */
function isStale() {
  const built = `${root}/dist/index.html`;
  if (!existsSync(built)) return true;
  const sources = ['index.html', 'package-lock.json', 'vite.config.ts', ...filesIn('src'), ...filesIn('public')];
  const time = statSync(built).mtimeMs;
  return sources.some((file) => existsSync(`${root}/${file}`) && statSync(`${root}/${file}`).mtimeMs > time);
}

function filesIn(folder) {
  return readdirSync(`${root}/${folder}`, { recursive: true }).map((file) => `${folder}/${file}`);
}

/** Opens the address where a person sits in front of a screen; says nothing elsewhere. */
function openBrowser(url) {
  const headless =
    process.env.CI || (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY);
  if (headless || !process.stdout.isTTY) return;
  const [command, args] =
    process.platform === 'darwin'
      ? ['open', [url]]
      : process.platform === 'win32'
        ? ['cmd', ['/c', 'start', '', url]]
        : ['xdg-open', [url]];
  spawn(command, args, { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}
