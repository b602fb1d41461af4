import { expect, test } from '@playwright/test';
import { SignalboxPage } from './signalbox-page.ts';
import { shop } from './workspaces.ts';

test('the inspector changes one field and nothing else', async ({ page }) => {
  const app = new SignalboxPage(page);
  await app.openWith(shop);
  await app.selectRule(2);
  await app.run('Inspector: every field of the selection');
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await inspector
    .getByRole('combobox', { name: /^Add a field to/ })
    .last()
    .selectOption('timeout');
  await expect(inspector.getByRole('textbox', { name: 'timeout' })).toBeVisible();
  const text = await app.text();
  expect(text).toContain('timeout: 1s');
  expect(text.replace(/ *timeout: 1s\n/, '')).toBe(shop);
});

test('the inspector refuses what the cluster would refuse, and says why', async ({ page }) => {
  const app = new SignalboxPage(page);
  await app.openWith(shop);
  await app.selectRule(2);
  await app.run('Inspector: every field of the selection');
  const weight = page
    .getByRole('complementary', { name: 'Inspector' })
    .getByRole('textbox', { name: 'weight' })
    .first();
  const written = await weight.inputValue();
  await weight.fill('abc');
  await weight.press('Enter');
  await expect(page.getByText(/The cluster would refuse VirtualService .*weight/)).toBeVisible();
  await expect(weight).toHaveValue(written);
  await app.expectAccessible();
  expect(await app.text()).toBe(shop);
});

test('a request is kept as a test, which runs on every edit', async ({ page }) => {
  const app = new SignalboxPage(page);
  await app.openWith(shop);
  await app.url.fill('http://cart:8080/');
  const panel = await app.openPanel('Tests');
  await panel.getByRole('button', { name: /Save this request as a test/ }).click();
  await expect(panel).toContainText('1 passed');
  await app.selectRule(1);
  await page.keyboard.press('Delete');
  await expect(panel).toContainText('1 failed');
  await expect(panel).toContainText('expected');
});
