import { expect, test } from '@playwright/test';
import { SignalboxPage } from './signalbox-page.ts';
import { shop } from './workspaces.ts';

test.describe('dragging a weight', () => {
  test('changes only the digits, and one undo takes it back', async ({ page }) => {
    const app = new SignalboxPage(page);
    await app.openWith(shop);
    await app.dragSlider(app.slider(/^Weight of cart v1/), 0.7);
    const text = await app.text();
    const weights = [...text.matchAll(/weight: {3}(\d+)/g)].map((match) => Number(match[1]));
    expect(weights[0]).toBeGreaterThan(60);
    expect(weights[0]).toBeLessThan(80);
    expect((weights[0] ?? 0) + (weights[1] ?? 0)).toBe(100);
    expect(text.replaceAll(/weight: {3}\d+/g, 'w')).toBe(shop.replaceAll(/weight: {3}\d+/g, 'w'));
    await app.run('Undo');
    expect(await app.text()).toBe(shop);
  });

  test('is taken back by Escape', async ({ page }) => {
    const app = new SignalboxPage(page);
    await app.openWith(shop);
    await app.dragSlider(app.slider(/^Weight of cart v1/), 0.3, 'hold');
    await expect(app.slider(/^Weight of cart v1/)).not.toHaveAttribute('aria-valuenow', '90');
    await page.keyboard.press('Escape');
    await page.mouse.up();
    await expect(app.slider(/^Weight of cart v1/)).toHaveAttribute('aria-valuenow', '90');
    expect(await app.text()).toBe(shop);
  });

  test('works by keys: arrows step by one, with Shift by five', async ({ page }) => {
    const app = new SignalboxPage(page);
    await app.openWith(shop);
    const slider = app.slider(/^Weight of cart v1/);
    await slider.focus();
    await page.keyboard.press('ArrowLeft');
    await expect(slider).toHaveAttribute('aria-valuenow', '89');
    await page.keyboard.press('Shift+ArrowLeft');
    await expect(slider).toHaveAttribute('aria-valuenow', '84');
    await expect(app.slider(/^Weight of cart v2/)).toHaveAttribute('aria-valuenow', '16');
  });

  test('takes digits as one step, counted from where they began', async ({ page }) => {
    const app = new SignalboxPage(page);
    await app.openWith(shop);
    const field = page.getByRole('textbox', { name: /^Weight of cart v1/ });
    await field.click();
    await page.keyboard.type('75');
    await expect(app.slider(/^Weight of cart v2/)).toHaveAttribute('aria-valuenow', '25');
    await page.keyboard.press('ControlOrMeta+Z');
    expect(await app.text()).toBe(shop);
    await field.click();
    await page.keyboard.type('60');
    await page.keyboard.press('Enter');
    await app.run('Undo');
    expect(await app.text()).toBe(shop);
  });

  test('moves the verdict along', async ({ page }) => {
    const app = new SignalboxPage(page);
    await app.openWith(shop);
    await app.url.fill('http://cart:8080/');
    await page
      .getByRole('button', { name: /^Remove header/ })
      .first()
      .click();
    await expect(app.verdict).toContainText('90 %');
    await app.slider(/^Weight of cart v1/).focus();
    await page.keyboard.press('Home');
    await expect(app.verdict).toContainText('v2');
    await expect(app.verdict).not.toContainText('90 %');
  });

  test('works on the backends of an HTTPRoute, where no weight means equal parts', async ({ page }) => {
    const app = new SignalboxPage(page);
    const route = (weights: readonly string[]) => `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart, namespace: shop}
spec:
  parentRefs: [{group: "", kind: Service, name: cart, port: 8080}]
  rules:
  - backendRefs: # the two of them
    - {name: cart-v1, port: 8080${weights[0]}}
    - name: cart-v2
      port: 8080 # as ever
${weights[1]}`;
    await app.openWith(route(['', '']));
    const slider = app.slider(/^Weight of cart-v1/);
    await expect(slider).toHaveAttribute('aria-valuenow', '50');
    await slider.focus();
    await page.keyboard.press('PageUp');
    await expect(slider).toHaveAttribute('aria-valuenow', '60');
    expect(await app.text()).toBe(route([', weight: 60', '      weight: 40\n']));
    await app.dragSlider(slider, 0.9);
    const weights = [...(await app.text()).matchAll(/weight: (\d+)/g)].map((match) => Number(match[1]));
    expect(weights[0]).toBeGreaterThan(80);
    expect((weights[0] ?? 0) + (weights[1] ?? 0)).toBe(100);
    await app.run('Undo');
    await app.run('Undo');
    expect(await app.text()).toBe(route(['', '']));
  });
});
