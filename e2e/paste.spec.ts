import { expect, test } from '@playwright/test';
import { SignalboxPage } from './signalbox-page.ts';
import { lonely, shop } from './workspaces.ts';

test('pasted YAML takes the place of the untouched example and is drawn', async ({ page }) => {
  const app = new SignalboxPage(page);
  await app.openWith(shop);
  await expect(app.card(/^Host cart/)).toBeVisible();
  expect(await app.text()).toBe(shop);
});

test('a second paste is added to one’s own workspace, as one undo step', async ({ page }) => {
  const app = new SignalboxPage(page);
  await app.openWith(shop);
  await app.paste(lonely);
  expect(await app.text()).toBe(`${shop}---\n${lonely}`);
  await app.run('Undo');
  expect(await app.text()).toBe(shop);
});

test('CRLF and JSON keep every byte', async ({ page }) => {
  const app = new SignalboxPage(page);
  const crlf = shop.replaceAll('\n', '\r\n');
  await app.openWith(crlf);
  await expect(app.editor).toBeAttached();
  await app.slider(/^Weight of cart v1/).focus();
  await page.keyboard.press('ArrowLeft');
  expect(await app.text()).toBe(crlf.replace('90   #', '89   #').replace('10   #', '11   #'));
});

test('a broken document keeps its drawing and says where it is broken', async ({ page }) => {
  const app = new SignalboxPage(page);
  await app.openWith(shop);
  await app.paste('apiVersion: v1\nkind: "Service\nmetadata: {name: broken}\n');
  await expect(app.card(/^Host cart/)).toBeVisible();
  const panel = await app.openPanel('Problems');
  await expect(panel).toContainText('never closed');
});

test('an unrendered Helm template gets a sentence', async ({ page }) => {
  const app = new SignalboxPage(page);
  await app.openWith('apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ .Values.name }}\n');
  await expect(page.getByRole('alert').filter({ hasText: 'helm template' })).toBeVisible();
});

test('text that is no configuration is not taken', async ({ page }) => {
  const app = new SignalboxPage(page);
  await app.openWith('Dear all, see you on Friday.');
  await expect(page.getByRole('alert').filter({ hasText: 'no Kubernetes object' })).toBeVisible();
});
