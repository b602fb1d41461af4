// npm test: installs what is missing, then type check, lint and format, unit, property and conformance tests, build, browser tests.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { ensureDependencies, requireNode, root, run } from './install.mjs';

requireNode();
ensureDependencies();
const { ensureBrowser } = await import('./browser.mjs');
const chromium = await ensureBrowser();

const reports = { unit: `${root}/test-results/unit.json`, browser: `${root}/test-results/browser.json` };
rmSync(`${root}/test-results`, { recursive: true, force: true });

const steps = [
  ['Types', 'npm', ['run', '--silent', 'typecheck']],
  ['Lint and format', 'npm', ['run', '--silent', 'lint']],
  [
    'Unit, property and conformance tests',
    'npx',
    ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${reports.unit}`],
  ],
  ['Build', 'npm', ['run', '--silent', 'build']],
  [
    'Browser tests',
    'npx',
    ['playwright', 'test'],
    { CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: reports.browser },
  ],
];

let failed = null;
for (const [title, command, args, env] of steps) {
  console.log(`\n── ${title}`);
  if (run(command, args, env) !== 0) {
    failed = title;
    break;
  }
}

const counts = [unitCounts(), browserCounts()];
const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const wrong = counts.reduce((sum, count) => sum + count.failed, 0);
if (failed) console.error(`\n${failed}: failed`);
console.log(`\n${passed} passed, ${failed ? Math.max(1, wrong) : wrong} failed`);
process.exit(failed ? 1 : 0);

function unitCounts() {
  if (!existsSync(reports.unit)) return { passed: 0, failed: 0 };
  const report = JSON.parse(readFileSync(reports.unit, 'utf8'));
  return { passed: report.numPassedTests, failed: report.numFailedTests };
}

function browserCounts() {
  if (!existsSync(reports.browser)) return { passed: 0, failed: 0 };
  const { stats } = JSON.parse(readFileSync(reports.browser, 'utf8'));
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected };
}
