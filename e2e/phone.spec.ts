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

test('what opens over the page has a button that closes it: a phone has no Escape', async ({ page }) => {
  const app = new SignalboxPage(page);
  await app.openWith(shop);
  const ways = [
    { menu: 'Pasted', action: /^Examples/, dialog: 'Examples' },
    { menu: 'More', action: /^Keys/, dialog: 'Keys' },
    { menu: 'More', action: /^Command palette/, dialog: 'Command palette' },
  ];
  for (const { menu, action, dialog } of ways) {
    await page.getByRole('button', { name: menu }).click();
    await page.getByRole('menuitem', { name: action }).click();
    const close = page.getByRole('dialog', { name: dialog }).getByRole('button', { name: 'Close' });
    await expect(close).toBeInViewport({ ratio: 1 });
    await close.click();
    await expect(page.getByRole('dialog')).toBeHidden();
  }
});

test('a panel that is opened has most of the height, however often, and gives it back', async ({ page }) => {
  const app = new SignalboxPage(page);
  await app.openWith(shop);
  const heightOf = async (id: string) => (await page.locator(`[data-panel]#${id}`).boundingBox())?.height ?? 0;
  const all = await heightOf('canvas');
  for (const name of ['Problems', 'Envoy']) {
    await app.openPanel(name);
    await expect.poll(() => heightOf('bottom')).toBeGreaterThan(all * 0.55);
    await page.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
    await expect.poll(() => heightOf('bottom')).toBe(0);
  }
});
