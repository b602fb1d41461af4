import { expect, test } from '@playwright/test';
import { SignalboxPage } from './signalbox-page.ts';
import { cartPlan, shop } from './workspaces.ts';

const plan = cartPlan(`  - setWeight: 20
  - pause: {duration: 10m}
  - setWeight: 50`);

test('every step says how many of N requests reach each version, header routes included', async ({ page }) => {
  const app = new SignalboxPage(page);
  await app.openWith(shop + plan);
  await page.getByRole('tab', { name: 'Rollout' }).click();
  // The testers' own rule sends a tenth of all to v2; of the rest it gets what the step gives it.
  const block = (name: RegExp) => page.getByRole('button', { name });
  await expect(block(/^Start: .*Of 1000 requests: v1 900 \(\d+ to \d+\), v2 100 \(/)).toBeVisible();
  await expect(block(/^Step 1: .*v1 720 \(\d+ to \d+\), v2 280 \(\d+ to \d+\)/)).toBeVisible();
  await expect(block(/^Step 2: .*v2 280 /)).toBeVisible();
  await expect(block(/^Step 3: .*v1 450 \(.*, v2 550 \(/)).toBeVisible();

  await page.getByRole('button', { name: 'at every step' }).click();
  const rows = page.getByRole('region', { name: 'Expected traffic' }).getByRole('row');
  await expect(rows).toHaveText([/^Step/, /^Start.*900 .*100 /, /^1 · .*720 .*280 /, /^3 · .*450 .*550 /]);
  await page.getByLabel('Number of requests').fill('100');
  await expect(rows).toHaveText([/^Step/, /^Start.*90 .*10 /, /^1 · .*72 .*28 /, /^3 · .*45 .*55 /]);
  await expect(block(/^Step 3: .*Of 100 requests: v1 45 /)).toBeVisible();
  await page.getByRole('button', { name: /^3 · v2 gets 50 %/ }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Step 3 of 3 is shown, not written' })).toBeVisible();
  await app.expectAccessible();
});

test('a curve of one’s own is drawn with points that are dragged, by pointer or by keys', async ({ page }) => {
  const app = new SignalboxPage(page);
  await app.openWith(shop + plan);
  await page.getByRole('tab', { name: 'Rollout' }).click();
  await page.getByRole('button', { name: 'Fill' }).click();
  await page.getByRole('radio', { name: 'Points of your own' }).check();
  const point = (number: number) => page.getByRole('slider', { name: `Point ${number} of the curve` });
  await expect(point(1)).toHaveAttribute('aria-valuetext', '20 % at 50 % of the way');
  await point(1).press('Shift+ArrowDown');
  await point(1).press('ArrowLeft');
  await expect(point(1)).toHaveAttribute('aria-valuetext', '15 % at 49 % of the way');
  const box = await point(2).boundingBox();
  if (!box) throw new Error('the second point is not on the page');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 - 20, box.y + box.height / 2 + 20, { steps: 4 });
  await page.mouse.up();
  await expect(point(2)).not.toHaveAttribute('aria-valuetext', '60 % at 80 % of the way');
  await point(2).press('Delete');
  await expect(point(2)).toHaveCount(0);
  await page.getByRole('spinbutton', { name: 'Steps' }).fill('4');
  await page.getByRole('button', { name: 'Fill 4 weights' }).click();
  const weights = page.getByRole('button', { name: /^Step \d+: v2 gets/ });
  await expect(weights).toHaveText([/^8 %/, /^17 %/, /^58 %/, /^100 %/]);
});
