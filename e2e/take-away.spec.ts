import { expect, test } from '@playwright/test';
import { SignalboxPage } from './signalbox-page.ts';
import { shop } from './workspaces.ts';

test('a reload brings the workspace back', async ({ page }) => {
  const app = new SignalboxPage(page);
  await app.openWith(shop);
  await app.slider(/^Weight of cart v1/).focus();
  await page.keyboard.press('ArrowLeft');
  const text = await app.text();
  await app.expectKept(text);
  await page.reload();
  await expect(app.verdict).toBeVisible();
  expect(await app.text()).toBe(text);
});

test('a share link opens the same workspace elsewhere', async ({ page, context }) => {
  const app = new SignalboxPage(page);
  await app.openWith(shop);
  const link = await app.copied('Copy a share link');
  const other = new SignalboxPage(await context.newPage());
  await other.page.goto(link);
  await expect(other.verdict).toBeVisible();
  expect(await other.text()).toBe(shop);
});

test('what changed can be taken alone, and the diff shows it', async ({ page }) => {
  const app = new SignalboxPage(page);
  await app.openWith(shop);
  await app.slider(/^Weight of cart v1/).focus();
  await page.keyboard.press('ArrowLeft');
  const changed = await app.copied('Copy what changed');
  expect(changed).toContain('weight:   89');
  expect(changed).not.toContain('kind: Deployment');
  const panel = await app.openPanel('Changes');
  await expect(panel).toContainText('weight:   89');
  await expect(panel).toContainText('weight:   90');
});
