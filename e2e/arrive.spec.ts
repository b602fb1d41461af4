import { expect, test } from '@playwright/test';
import { SignalboxPage } from './signalbox-page.ts';

test('the first screen is alive, keeps to itself and has no errors', async ({ page }) => {
  const app = new SignalboxPage(page);
  await app.open();
  await expect(app.verdict).toContainText('reviews');
  await expect(app.card(/^Host reviews/)).toBeVisible();
  await expect(app.editor).toBeAttached();
  expect(app.foreignRequests).toEqual([]);
  expect(app.errors).toEqual([]);
});

for (const theme of ['Light theme', 'Dark theme']) {
  test(`the screen is open to everybody: ${theme}`, async ({ page }) => {
    const app = new SignalboxPage(page);
    await app.open();
    await app.run(theme);
    await expect(app.editor).toBeAttached();
    await app.expectAccessible();
  });
}

test('every example opens with an answer and without problems of ours', async ({ page }) => {
  const app = new SignalboxPage(page);
  await app.open();
  await app.run('Examples…');
  const dialog = page.getByRole('dialog', { name: 'Examples' });
  await expect(dialog.getByRole('listitem').first()).toBeVisible();
  const titles = await dialog.getByRole('listitem').locator('b').allTextContents();
  expect(titles.length).toBeGreaterThan(9);
  await page.keyboard.press('Escape');
  for (const title of titles) {
    await app.run('Examples…');
    await dialog
      .getByRole('button')
      .filter({ has: page.getByText(title, { exact: true }) })
      .click();
    await expect(page.getByRole('button', { name: title }).first()).toBeVisible();
    await expect(app.verdict).toBeVisible();
  }
  expect(app.errors).toEqual([]);
});

test('the built page forbids scripts from elsewhere', async ({ page }) => {
  await page.goto('./');
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toContain('unsafe-eval');
  expect(policy).toContain("default-src 'none'");
});
