import { expect, test } from '@playwright/test';
import { SignalboxPage } from './signalbox-page.ts';
import { lonely, longList, shop } from './workspaces.ts';

test('every keystroke is answered, and the trace says why', async ({ page }) => {
  const app = new SignalboxPage(page);
  await app.openWith(shop);
  await app.url.fill('http://cart:8080/items');
  await expect(app.verdict).toContainText('testers');
  await page.getByRole('button', { name: /^Remove header/ }).click();
  await expect(app.verdict).toContainText('everyone');
  // A header without a name is none yet.
  await page
    .getByRole('button', { name: '+ header' })
    .or(page.getByRole('button', { name: 'header', exact: true }))
    .click();
  await expect(page.getByRole('textbox', { name: 'Header name' })).toBeFocused();
  await expect(app.verdict).toContainText('everyone');
  await page.keyboard.type('x-tester');
  await page.getByRole('textbox', { name: 'Value of x-tester' }).fill('yes');
  await expect(app.verdict).toContainText('testers');
  await page.getByRole('button', { name: /^Remove header/ }).click();
  const panel = await app.openPanel('Trace');
  await expect(panel).toContainText('x-tester');
  await expect(panel).toContainText('cart.shop.svc.cluster.local');
  await app.url.fill('http://nobody:8080/');
  await expect(app.verdict).not.toContainText('everyone');
});

test('a pasted curl command fills the request', async ({ page }) => {
  const app = new SignalboxPage(page);
  await app.openWith(shop);
  await app.url.focus();
  await page.evaluate(() => navigator.clipboard.writeText("curl -X POST -H 'x-tester: yes' http://cart:8080/buy"));
  await page.keyboard.press('ControlOrMeta+V');
  await expect(app.url).toHaveValue('http://cart:8080/buy');
  await expect(page.getByRole('combobox', { name: 'Method' })).toHaveValue('POST');
  await expect(app.verdict).toContainText('testers');
});

test('a lone VirtualService is answered on assumptions that are said', async ({ page }) => {
  const app = new SignalboxPage(page);
  await app.openWith(lonely);
  await app.url.fill('http://reviews/other');
  await expect(app.verdict).toContainText('assumes');
  await expect(app.verdict).toContainText('200');
  await app.url.fill('http://reviews/api');
  await expect(app.verdict).toContainText('503');
});

test('a long list of rules leads to the one that won, and moves only when it is asked to', async ({ page }) => {
  const app = new SignalboxPage(page);
  await app.openWith(longList);
  await app.url.fill('http://cart/last');
  const panel = await app.openPanel('Trace');
  const winner = panel.getByRole('listitem').filter({ hasText: 'Rule 21 “rest”' }).first();
  await expect(winner).toBeAttached();
  await expect(winner).not.toBeInViewport();
  await panel.getByRole('button', { name: 'Rule 21 “rest” won' }).click();
  await expect(winner).toBeInViewport({ ratio: 1 });
  await expect(winner.getByRole('button')).toBeFocused();
  expect(await page.evaluate(() => document.scrollingElement?.scrollTop)).toBe(0);
  await app.url.fill('http://cart/p1');
  await expect(panel.getByRole('button', { name: /won$/ })).toBeHidden();
});

test('labels of the caller are read as they are typed, and what is no label is told', async ({ page }) => {
  const app = new SignalboxPage(page);
  await app.openWith(shop);
  await page.getByRole('button', { name: /^Caller:/ }).click();
  const labels = page.getByRole('textbox', { name: 'Labels' });
  await labels.fill('app:web, team=a');
  await expect(page.getByRole('button', { name: /^Caller:.* labels app=web, team=a$/ })).toBeAttached();
  await expect(labels).toHaveValue('app:web, team=a');
  await labels.fill('app:web, team');
  await expect(page.getByText('Labels are written as key=value')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Caller:.* labels app=web, team=a$/ })).toBeAttached();
  await app.expectAccessible();
});
