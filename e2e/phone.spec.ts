import { expect, test } from '@playwright/test';
import { SignalboxPage } from './signalbox-page.ts';
import { shop } from './workspaces.ts';

test.use({ viewport: { width: 390, height: 844 } });

test('a phone shows canvas, verdict and weights, and nothing runs over its edge', async ({ page }) => {
  const app = new SignalboxPage(page);
  await app.openWith(shop);
  await expect(app.verdict).toBeVisible();
  await expect(app.slider(/^Weight of cart v1/)).toBeAttached();
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
  await page.getByRole('button', { name: 'Text only' }).click();
  await expect(app.editor).toBeAttached();
  await page.getByRole('button', { name: 'Canvas only' }).click();
  await expect(app.slider(/^Weight of cart v1/)).toBeInViewport();
});
