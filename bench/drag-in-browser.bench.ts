import { existsSync } from 'node:fs';
import { chromium, type CDPSession, type Page } from '@playwright/test';
import { bench, describe } from 'vitest';
import { preview } from 'vite';
import { largeWorkspace } from './large-workspace.ts';

/**
 * The same drag in the built app: everything that keeps the page's main thread, for each move of the slider. React, styles, layout, paint and the text
 * editor are in it; what the page does while nothing moves is taken off. Needs `npm run build` and a browser (`CHROMIUM_PATH`).
 */
const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const frame = 1000 / 60;
const moves = 120;

describe.skipIf(!existsSync('dist/index.html') || !existsSync(executablePath))(
  'a move of the slider in the browser',
  () => {
    bench('all moves', run, { iterations: 1, time: 0, warmupIterations: 0, warmupTime: 0 });
  },
);

async function run(): Promise<void> {
  const server = await preview({ preview: { port: 4190, host: '127.0.0.1' }, logLevel: 'silent' });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const page = await context.newPage();
    await page.goto('http://127.0.0.1:4190/');
    await page.locator('.monaco-editor .view-line').first().waitFor();
    await paste(page, largeWorkspace(80));
    const still = await moved(page, () => 0.9);
    const { p50, p95 } = await moved(page, (index) => 0.1 + (0.8 * (index % 60)) / 60);
    const rest = still.p50;
    console.log(
      `slider drag in the browser, 6,000 lines: p50 ${(p50 - rest).toFixed(1)} ms, p95 ${(p95 - rest).toFixed(1)} ms = ${((p95 - rest) / frame).toFixed(2)} of a frame`,
    );
  } finally {
    await browser.close();
    await server.close();
  }
}

async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((yaml) => navigator.clipboard.writeText(yaml), text);
  await page.keyboard.press('Control+V');
  await page
    .getByRole('slider', { name: /^Weight of/ })
    .first()
    .waitFor();
  await page.waitForTimeout(2000);
}

/** Drags the first slider to one share after the other and takes the main thread's time of each move, until the page has been drawn twice. */
async function moved(page: Page, shareAt: (index: number) => number): Promise<{ p50: number; p95: number }> {
  const slider = page.getByRole('slider', { name: /^Weight of/ }).first();
  const box = await slider.boundingBox();
  if (!box) throw new Error('no slider to drag');
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.9, y);
  await page.mouse.down();
  const times: number[] = [];
  for (let index = 0; index < moves; index++) {
    const before = await taskTime(session);
    await page.mouse.move(box.x + box.width * shareAt(index), y);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    times.push((await taskTime(session)) - before);
  }
  await page.mouse.up();
  await session.detach();
  times.sort((a, b) => a - b);
  return { p50: times[Math.floor(moves * 0.5)] ?? 0, p95: times[Math.floor(moves * 0.95)] ?? 0 };
}

/** Milliseconds that the page's main thread has been at work: its own time, not that of who else has the processor meanwhile. */
async function taskTime(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
}
