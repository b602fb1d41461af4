import { expect, test, type Locator } from '@playwright/test';
import { SignalboxPage } from './signalbox-page.ts';
import { shop } from './workspaces.ts';

test('a click on a card shows its lines, the cursor selects the card', async ({ page }) => {
  const app = new SignalboxPage(page);
  await app.openWith(shop);
  await expect(app.editor).toBeAttached();
  await app.selectRule(2);
  await expect(app.rule(2)).toHaveAttribute('aria-current', 'true');
  await expect(page.locator('.view-lines')).toContainText('everyone');
  await page.locator('.view-line', { hasText: 'x-tester' }).click();
  await expect(app.rule(1)).toHaveAttribute('aria-current', 'true');
});

test('typing in the text redraws the canvas and moves the verdict', async ({ page }) => {
  const app = new SignalboxPage(page);
  await app.openWith(shop);
  await expect(app.editor).toBeAttached();
  await app.selectRule(1);
  await page.locator('.view-line', { hasText: 'name: testers' }).click();
  await page.keyboard.press('End');
  await page.keyboard.type('-2');
  await expect(app.card(/^Rule 1 of 2, testers-2/)).toBeVisible();
});

test('every key writes in the text, the space bar too; shortcuts of the page work there', async ({ page }) => {
  const app = new SignalboxPage(page);
  await app.openWith(shop);
  await expect(app.editor).toBeAttached();
  await app.selectRule(1);
  await page.locator('.view-line', { hasText: 'name: testers' }).click();
  await page.keyboard.press('End');
  await page.keyboard.type(' # a b, c');
  expect(await app.text()).toContain('name: testers # a b, c\n');
  await page.keyboard.press('ControlOrMeta+K');
  await expect(page.getByRole('dialog', { name: 'Command palette' })).toBeVisible();
});

test('undo in the text takes back a drag on the canvas', async ({ page }) => {
  const app = new SignalboxPage(page);
  await app.openWith(shop);
  await expect(app.editor).toBeAttached();
  await app.slider(/^Weight of cart v1/).focus();
  await page.keyboard.press('ArrowLeft');
  await page.locator('.view-lines').click();
  await page.keyboard.press('ControlOrMeta+Z');
  await expect(app.slider(/^Weight of cart v1/)).toHaveAttribute('aria-valuenow', '90');
});

test('the panes can be shown alone and keep what was done', async ({ page }) => {
  const app = new SignalboxPage(page);
  await app.openWith(shop);
  await app.slider(/^Weight of cart v1/).focus();
  await page.keyboard.press('ArrowLeft');
  await app.run('Canvas only');
  await app.run('Canvas and text');
  await app.run('Undo');
  expect(await app.text()).toBe(shop);
});

test('a pane that is asked for alone is alone, and both come back as they were split', async ({ page }) => {
  const app = new SignalboxPage(page);
  await app.openWith(shop);
  const widthOf = async (id: string) => (await page.locator(`[data-panel]#${id}`).boundingBox())?.width ?? 0;
  await app.run('Canvas and text');
  const before = await widthOf('text');
  const all = before + (await widthOf('canvas'));
  await app.run('Text only');
  await expect.poll(() => widthOf('canvas')).toBe(0);
  await app.run('Canvas only');
  await expect.poll(() => widthOf('text')).toBe(0);
  await expect.poll(() => widthOf('canvas')).toBeGreaterThanOrEqual(all - 2);
  await app.run('Canvas and text');
  await expect.poll(() => widthOf('text')).toBeCloseTo(before, 0);
});

test('what is typed before the palette is there is for the palette', async ({ page }) => {
  const app = new SignalboxPage(page);
  await app.openWith(shop);
  await page.keyboard.press('ControlOrMeta+K');
  await page.keyboard.type('minimap', { delay: 0 });
  await expect(page.getByRole('combobox', { name: 'Command palette' })).toHaveValue('minimap');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Map (M)' })).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('button', { name: 'Map (M)' }).focus();
  await page.keyboard.press('m');
  await expect(page.getByRole('button', { name: 'Map (M)' })).toHaveAttribute('aria-pressed', 'false');
});

test('the palette finds cards, the sheet shows keys', async ({ page }) => {
  const app = new SignalboxPage(page);
  await app.openWith(shop);
  await app.run('Rule everyone');
  await expect(app.rule(2)).toHaveAttribute('aria-current', 'true');
  await page.keyboard.press('ControlOrMeta+K');
  await page.keyboard.press('Escape');
  await app.canvas.focus();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toContainText('Command palette');
});

test('a card that is chosen again comes into view again', async ({ page }) => {
  const app = new SignalboxPage(page);
  await app.openWith(shop);
  await app.run('Rule everyone');
  await expect(app.rule(2)).toBeInViewport();
  await app.canvas.hover();
  await page.mouse.wheel(0, 3000);
  await expect(app.rule(2)).not.toBeInViewport();
  await app.run('Rule everyone');
  await expect(app.rule(2)).toBeInViewport();
});

test('what a button opened gives the focus back to it', async ({ page }) => {
  const app = new SignalboxPage(page);
  await app.openWith(shop);
  for (const name of [/^Examples/, /^Keys/, /^Command palette/]) {
    const button = page.getByRole('banner').getByRole('button', { name });
    await button.click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(button).toBeFocused();
  }
});

test('F6 goes from pane to pane, also out of the text', async ({ page }) => {
  const app = new SignalboxPage(page);
  await app.openWith(shop);
  await expect(app.editor).toBeAttached();
  const inPane = (selector: string) => page.evaluate((within) => !!document.activeElement?.closest(within), selector);
  await app.url.focus();
  for (const pane of [
    '[aria-label="Canvas"]',
    '[aria-label="YAML"]',
    '#panel',
    '[role="tablist"]',
    '[aria-label="Request"]',
  ]) {
    await page.keyboard.press('F6');
    await expect.poll(() => inPane(pane)).toBe(true);
  }
});

test('the header of a lane stays in view for as long as some of its lane does', async ({ page }) => {
  const app = new SignalboxPage(page);
  await app.openWith(shop);
  await app.run('Canvas only');
  const header = page.getByText('Rules, in order');
  const left = async (of: Locator) => (await of.boundingBox())?.x ?? NaN;
  await app.canvas.hover();
  // The canvas moves half as far as the wheel.
  await page.mouse.wheel(2 * (await left(app.rule(1))) + 120, 0);
  await expect.poll(() => left(app.rule(1))).toBeLessThan(0);
  expect(await left(header)).toBeGreaterThanOrEqual(0);
  await page.mouse.wheel(1800, 0);
  await expect(header).not.toBeInViewport();
});
