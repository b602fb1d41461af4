import { expect, test } from '@playwright/test';
import { SignalboxPage } from './signalbox-page.ts';
import { lonely, shop } from './workspaces.ts';

test('a rule moves with its comments by Alt and an arrow, and comes back by one undo', async ({ page }) => {
  const app = new SignalboxPage(page);
  await app.openWith(shop);
  await app.selectRule(2);
  await page.keyboard.press('Alt+ArrowUp');
  await expect(app.card(/^Rule 1 of 2, everyone/)).toBeVisible();
  const text = await app.text();
  expect(text.indexOf('everyone')).toBeLessThan(text.indexOf('# testers first'));
  expect(text.indexOf('# testers first')).toBeLessThan(text.indexOf('name: testers'));
  expect(text.split('\n').toSorted()).toEqual(shop.split('\n').toSorted());
  await app.run('Undo');
  expect(await app.text()).toBe(shop);
});

test('a rule that was moved to the end of the text is still the one that is moved next', async ({ page }) => {
  const app = new SignalboxPage(page);
  const third = '  - name: third\n    match: [{uri: {prefix: /third}}]\n    route: [{destination: {host: reviews}}]\n';
  await app.openWith(lonely + third);
  await expect(app.editor).toBeAttached();
  await app.selectRule(1);
  await page.keyboard.press('Alt+ArrowDown');
  await expect(app.card(/^Rule 2 of 3, if uri prefix \/api/)).toBeFocused();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(app.card(/^Rule 3 of 3, if uri prefix \/api/)).toBeFocused();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(app.card(/^Rule 2 of 3, if uri prefix \/api/)).toBeFocused();
  await app.run('Undo');
  await app.run('Undo');
  await app.run('Undo');
  expect(await app.text()).toBe(lonely + third);
});

test('undo brings back the line ends of a document, whatever those before it are', async ({ page }) => {
  const app = new SignalboxPage(page);
  await app.openWith(shop);
  await expect(app.editor).toBeAttached();
  await app.paste(lonely.replaceAll('\n', '\r\n'));
  await expect(app.card(/^Host reviews/)).toBeVisible();
  const before = await app.text();
  expect(before).toContain('\r\n');
  await app.card(/^Rule 1 of 2, if uri prefix \/api/).click({ position: { x: 60, y: 14 } });
  await page.keyboard.press('Delete');
  await expect.poll(() => app.text()).not.toBe(before);
  await app.run('Undo');
  expect(await app.text()).toBe(before);
  await app.card(/^Host reviews/).click();
  await page.keyboard.press('Delete');
  await expect(app.card(/^Host reviews/)).toBeHidden();
  await app.run('Undo');
  expect(await app.text()).toBe(before);
});

test('a rule behind the catch-all is said to be unreachable, and a fix is offered', async ({ page }) => {
  const app = new SignalboxPage(page);
  await app.openWith(shop);
  await app.selectRule(2);
  await page.keyboard.press('Alt+ArrowUp');
  const panel = await app.openPanel('Problems');
  await expect(panel).toContainText('never reached');
  await panel.getByRole('button', { name: /Move it before/ }).click();
  await expect(app.card(/^Rule 1 of 2, testers/)).toBeVisible();
});

test('a rule is deleted with Delete, as one undo step', async ({ page }) => {
  const app = new SignalboxPage(page);
  await app.openWith(shop);
  await app.selectRule(1);
  await page.keyboard.press('Delete');
  await expect(app.card(/^Rule 1 of 1, everyone/)).toBeVisible();
  expect(await app.text()).not.toContain('testers');
  await app.run('Undo');
  expect(await app.text()).toBe(shop);
});

test('a missing subset is created from its ghost', async ({ page }) => {
  const app = new SignalboxPage(page);
  await app.openWith(lonely);
  await page
    .getByRole('button', { name: /Create DestinationRule/ })
    .first()
    .click();
  const text = await app.text();
  expect(text.startsWith(lonely)).toBe(true);
  expect(text).toContain('kind: DestinationRule');
  expect(text).toContain('name: v9');
});

test('a header condition that becomes its opposite keeps its value and its place, as one undo step', async ({
  page,
}) => {
  const app = new SignalboxPage(page);
  await app.openWith(shop);
  await app
    .card(/^Rule 1 of 2, testers/)
    .getByRole('button', { name: /x-tester/ })
    .click();
  const form = page.getByRole('dialog');
  await form.getByLabel('What').selectOption('Not: header');
  await form.getByRole('button', { name: 'Change' }).click();
  await expect.poll(() => app.text()).toBe(shop.replace('- headers:', '- withoutHeaders:'));
  await app.run('Undo');
  expect(await app.text()).toBe(shop);
});
