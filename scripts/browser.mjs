// Finds a Chromium for the browser tests, and installs one where none is.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './install.mjs';

const names = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'chrome'];
const fixedPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/** The path of a Chromium or Chrome that starts; ends the process with a plain sentence where none can be had. */
export async function ensureBrowser() {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (starts(named)) return named;
    fail(`CHROMIUM_PATH names ${named}, which does not start.`);
  }
  const found = installed() ?? (await playwrightOwn());
  if (found) return found;

  if (isDebianRoot()) {
    console.log('Installing Chromium from Debian’s packages …');
    run('apt-get', ['update', '-q']);
    run('apt-get', ['install', '-q', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation'], {
      DEBIAN_FRONTEND: 'noninteractive',
    });
    const debian = installed();
    if (debian) return debian;
  }

  console.log('Downloading Chromium with Playwright …');
  run('npx', ['playwright', 'install', 'chromium']);
  const downloaded = await playwrightOwn();
  if (downloaded) return downloaded;
  fail('No browser for the browser tests: install Chrome or Chromium, or set CHROMIUM_PATH to one.');
}

function installed() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...fixedPlaces];
  return candidates.find((path) => existsSync(path) && starts(path));
}

async function playwrightOwn() {
  const { chromium } = await import('@playwright/test');
  const path = chromium.executablePath();
  return path && existsSync(path) && starts(path) ? path : undefined;
}

function starts(path) {
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0;
}

function isDebianRoot() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/etc/os-release')) return false;
  return /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'));
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
