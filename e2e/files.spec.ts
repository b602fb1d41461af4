import { readFile } from 'node:fs/promises';
import { expect, test, type Download, type Page } from '@playwright/test';
import { SignalboxPage } from './signalbox-page.ts';
import { shop } from './workspaces.ts';

const service =
  '---\r\n# CRLF, and no line end at the end\r\napiVersion: v1\r\nkind: Service\r\nmetadata: {name: cart, namespace: shop}\r\nspec: {ports: [{name: http, port: 8080}]}';
const routes = `\uFEFFapiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: cart, namespace: shop}   # the split
spec:
  hosts: [cart]
  http:
  - name: all
    route:
    - {destination: {host: cart, subset: v1}, weight: 90}
    - {destination: {host: cart, subset: v2}, weight: 10}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: cart, namespace: shop}
spec: {host: cart, subsets: [{name: v1, labels: {v: "1"}}, {name: v2, labels: {v: "2"}}]}
`;

/** A folder in the browser's own file system stands for one on the disk: the same handles, without the browser's dialog. */
async function offerFolder(page: Page, files: Readonly<Record<string, string>>): Promise<void> {
  await page.evaluate(async (texts) => {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle('deploy', { create: true });
    for (const [path, text] of Object.entries(texts)) {
      const names = path.split('/');
      let place = folder;
      for (const name of names.slice(0, -1)) place = await place.getDirectoryHandle(name, { create: true });
      const stream = await (await place.getFileHandle(names.at(-1) ?? '', { create: true })).createWritable();
      await stream.write(text);
      await stream.close();
    }
    Object.assign(window, { showDirectoryPicker: () => Promise.resolve(folder) });
  }, files);
}

/** Bytes as they are on the disk, a byte order mark included. */
function onDisk(page: Page, path: string): Promise<{ text: string; modified: number }> {
  return page.evaluate(async (wanted) => {
    let place = await (await navigator.storage.getDirectory()).getDirectoryHandle('deploy');
    const names = wanted.split('/');
    for (const name of names.slice(0, -1)) place = await place.getDirectoryHandle(name);
    const file = await (await place.getFileHandle(names.at(-1) ?? '')).getFile();
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await file.arrayBuffer());
    return { text, modified: file.lastModified };
  }, path);
}

/** Waits until the browser keeps the open workspace, and under its key the files that it was opened from. */
async function expectFilesKept(page: Page): Promise<void> {
  const kept = () =>
    page.evaluate(async () => {
      const stored = JSON.parse(localStorage.getItem('signalbox.workspace') ?? '{}') as { text?: string; key?: string };
      if (!stored.text?.includes('# Source: deploy/') || stored.key === undefined) return 0;
      const resultOf = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve) => request.addEventListener('success', () => resolve(request.result)));
      const database = await resultOf(indexedDB.open('signalbox'));
      const count = await resultOf(database.transaction('files').objectStore('files').count(stored.key));
      database.close();
      return count;
    });
  await expect.poll(kept).toBe(1);
}

async function textOf(download: Download): Promise<string> {
  return readFile(await download.path(), 'utf8');
}

const folder = {
  'base/cart.yaml': service,
  'routes.yaml': routes,
  'values.yaml': 'replicas: 2\n',
  '.git/x.yaml': shop,
};

test('a folder opens, and saving writes only the bytes that changed', async ({ page }) => {
  const app = new SignalboxPage(page);
  await app.open();
  await offerFolder(page, folder);
  await app.run('Open a folder…');
  await expect(page.getByText('1 file without a Kubernetes object left aside')).toBeVisible();
  const untouched = await onDisk(page, 'base/cart.yaml');
  await app.slider(/^Weight of cart v1/).focus();
  await page.keyboard.press('ArrowLeft');
  await app.run('Save to the files');
  await expect(page.getByText('Saved deploy/routes.yaml.')).toBeVisible();
  expect((await onDisk(page, 'routes.yaml')).text).toBe(
    routes.replace('weight: 90', 'weight: 89').replace('weight: 10', 'weight: 11'),
  );
  expect(await onDisk(page, 'base/cart.yaml')).toEqual(untouched);
  expect(untouched.text).toBe(service);
  await app.run('Save to the files');
  await expect(page.getByText('there is nothing to save')).toBeVisible();
  expect(app.errors).toEqual([]);
});

test('files can still be saved after a reload, and one that somebody else changed is not written over', async ({
  page,
}) => {
  const app = new SignalboxPage(page);
  await app.open();
  await offerFolder(page, folder);
  await app.run('Open a folder…');
  await expect(app.slider(/^Weight of cart v1/)).toBeVisible();
  await expectFilesKept(page);
  await page.reload();
  await expect(app.slider(/^Weight of cart v1/)).toBeVisible();
  await app.slider(/^Weight of cart v1/).focus();
  await page.keyboard.press('ArrowLeft');
  await offerFolder(page, { 'routes.yaml': '# of somebody else\n' });
  await app.run('Save to the files');
  await expect(page.getByText('was changed by something else')).toBeVisible();
  expect((await onDisk(page, 'routes.yaml')).text).toBe('# of somebody else\n');
  await offerFolder(page, { 'routes.yaml': routes });
  await app.run('Save to the files');
  await expect(page.getByText('Saved deploy/routes.yaml.')).toBeVisible();
});

test('without access to the disk, files come back in a zip', async ({ page }) => {
  await page.addInitScript(() =>
    Object.assign(window, { showOpenFilePicker: undefined, showDirectoryPicker: undefined }),
  );
  const app = new SignalboxPage(page);
  await app.open();
  const chooser = page.waitForEvent('filechooser');
  await app.run('Open files…');
  await (
    await chooser
  ).setFiles([
    { name: 'b.yaml', mimeType: 'application/yaml', buffer: Buffer.from(routes) },
    { name: 'a.yaml', mimeType: 'application/yaml', buffer: Buffer.from(service) },
  ]);
  await app.slider(/^Weight of cart v1/).focus();
  await page.keyboard.press('ArrowLeft');
  const [download] = await Promise.all([page.waitForEvent('download'), app.run('Save to the files')]);
  expect(download.suggestedFilename()).toBe('2-files.zip');
  await expect(page.getByText('downloaded instead')).toBeVisible();
});

async function dropFile(page: Page): Promise<void> {
  await page.evaluate(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['x'], 'folder'));
    window.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
  });
}

test('a dropped folder opens, and can be saved where the browser gives a way back', async ({ page }) => {
  const app = new SignalboxPage(page);
  await app.open();
  await offerFolder(page, folder);
  await page.evaluate(async () => {
    const handle = await (await navigator.storage.getDirectory()).getDirectoryHandle('deploy');
    Object.assign(DataTransferItem.prototype, { getAsFileSystemHandle: () => Promise.resolve(handle) });
  });
  await dropFile(page);
  await app.slider(/^Weight of cart v1/).focus();
  await page.keyboard.press('ArrowLeft');
  await app.run('Save to the files');
  await expect(page.getByText('Saved deploy/routes.yaml.')).toBeVisible();
});

test('a dropped folder opens without handles too', async ({ page }) => {
  const app = new SignalboxPage(page);
  await app.open();
  await page.evaluate((text) => {
    const file = (name: string) => ({
      name,
      isFile: true,
      isDirectory: false,
      file: (taken: (file: File) => void) => taken(new File([text], name)),
    });
    const directory = (name: string, children: readonly object[]) => ({
      name,
      isFile: false,
      isDirectory: true,
      createReader: () => {
        const portions = [children, []];
        return { readEntries: (taken: (portion: readonly object[]) => void) => taken(portions.shift() ?? []) };
      },
    });
    Object.assign(DataTransferItem.prototype, {
      getAsFileSystemHandle: undefined,
      webkitGetAsEntry: () => directory('deploy', [directory('base', [file('a.yaml'), file('b.md')])]),
    });
  }, routes);
  await dropFile(page);
  await expect(app.slider(/^Weight of cart v1/)).toBeVisible();
  expect(await app.text()).toContain('name: cart, namespace: shop}   # the split');
  await expect(page.getByRole('button', { name: 'a.yaml' })).toBeVisible();
});

test('the script and the zip to apply have subsets before the rules that need them', async ({ page }) => {
  const app = new SignalboxPage(page);
  await app.openWith(shop);
  await app.run('Copy a script that applies in order');
  await expect(page.getByText('The script copied')).toBeVisible();
  const script = await app.clipboard();
  expect(script.indexOf('DestinationRule shop/cart')).toBeLessThan(script.indexOf('VirtualService shop/cart'));
  expect(script).toContain('# owned by team checkout');
  const [download] = await Promise.all([page.waitForEvent('download'), app.run('Download a zip to apply in order')]);
  expect(await textOf(download)).toContain('manifests/05-virtualservice-cart.yaml');
});

test('a picture of the canvas opens the workspace again, beside one’s own', async ({ page, context }) => {
  const app = new SignalboxPage(page);
  await app.openWith(shop);
  const [png] = await Promise.all([page.waitForEvent('download'), app.run('Picture of the canvas as PNG')]);
  expect((await readFile(await png.path())).subarray(1, 4).toString()).toBe('PNG');
  const [picture] = await Promise.all([page.waitForEvent('download'), app.run('Picture of the canvas as SVG')]);
  const svg = await textOf(picture);
  expect(svg).toContain('>90 %<');

  const other = new SignalboxPage(await context.newPage());
  await other.open();
  await other.page.evaluate((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], 'picture.svg', { type: 'image/svg+xml' }));
    window.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
  }, svg);
  await expect(other.page.getByText('Shared with you, to look at.')).toBeVisible();
  expect(await other.text()).toBe(shop);
});

test('a summary for a pull request says what changed for whom', async ({ page }) => {
  const app = new SignalboxPage(page);
  await app.openWith(shop);
  await app.slider(/^Weight of cart v1/).focus();
  await page.keyboard.press('ArrowLeft');
  await app.run('Copy a summary for a pull request');
  await expect(page.getByText('The summary copied')).toBeVisible();
  const summary = await app.clipboard();
  expect(summary).toContain('- VirtualService `shop/cart`: +2 −2 lines');
  expect(summary).toMatch(/v1 90 %.*v1 89 %/);
});

test('a snapshot is kept, and restoring it is one step that undo takes back', async ({ page }) => {
  const app = new SignalboxPage(page);
  await app.openWith(shop);
  await app.run('Snapshots and timeline…');
  await page.getByRole('textbox', { name: 'Name of the snapshot' }).fill('before the canary');
  await page.keyboard.press('Enter');
  await expect(page.getByText('as it is now').first()).toBeVisible();
  await app.expectAccessible();
  await page.keyboard.press('Escape');
  await app.slider(/^Weight of cart v1/).focus();
  await page.keyboard.press('Shift+ArrowLeft');
  const edited = await app.text();
  await app.expectKept(edited);
  await page.reload();
  await expect(app.verdict).toBeVisible();
  await app.run('Snapshots and timeline…');
  await expect(page.getByRole('listitem').filter({ hasText: 'before the canary' })).toContainText('+2 −2');
  await page.getByRole('button', { name: 'Restore before the canary' }).click();
  expect(await app.text()).toBe(shop);
  await app.run('Undo');
  expect(await app.text()).toBe(edited);
});

test('two tabs on one workspace notice each other, and neither loses its text', async ({ page, context }) => {
  const app = new SignalboxPage(page);
  await app.openWith(shop);
  await app.expectKept(shop);
  const other = new SignalboxPage(await context.newPage());
  await other.open();
  await expect(page.getByText('open in another tab as well')).toBeVisible();
  await app.slider(/^Weight of cart v1/).focus();
  await page.keyboard.press('ArrowLeft');
  await expect(other.page.getByText('Another tab has edited this workspace')).toBeVisible();
  expect(await other.text()).toBe(shop);
  await other.page.getByRole('button', { name: 'Take its text' }).click();
  expect(await other.text()).toBe(await app.text());
  await other.run('Undo');
  expect(await other.text()).toBe(shop);
  await expect(page.getByText('Another tab has edited this workspace')).toBeVisible();
  await page.getByRole('button', { name: 'Keep mine' }).click();
  await page.reload();
  await expect(app.verdict).toBeVisible();
  expect(await app.text()).toContain('weight:   89');
});

/** A link to the shop as somebody sees it: another request, another panel, the canvas alone. */
async function sharedHash(page: Page): Promise<string> {
  const app = new SignalboxPage(page);
  await app.openWith(shop);
  await app.url.fill('http://cart.shop:8080/asked');
  await app.openPanel('Changes');
  await app.run('Canvas only');
  await app.run('Copy a share link');
  await expect(page.getByText('The link is on the clipboard')).toBeVisible();
  return new URL(await app.clipboard()).hash;
}

const own = shop.replaceAll('cart', 'wagon');

/** The page of somebody who has a workspace of their own and opens a link. */
async function receive(page: Page, hash: string): Promise<SignalboxPage> {
  const receiver = new SignalboxPage(page);
  await receiver.openWith(own);
  await receiver.expectKept(own);
  await page.goto('about:blank');
  await receiver.open(hash);
  await expect(page.getByText('Shared with you, to look at.')).toBeVisible();
  return receiver;
}

test('a link shows what its sender saw, and the way back leads to one’s own workspace', async ({ page, browser }) => {
  const hash = await sharedHash(page);
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
  const receiver = await receive(await context.newPage(), hash);
  await expect(receiver.url).toHaveValue('http://cart.shop:8080/asked');
  await expect(receiver.page.getByRole('tab', { name: /^Changes/ })).toHaveAttribute('aria-selected', 'true');
  await expect(receiver.page.getByRole('tabpanel')).toBeVisible();
  await expect(receiver.editor).toBeHidden();
  await receiver.expectAccessible();
  await receiver.page.getByRole('button', { name: 'Back to my workspace' }).click();
  expect(await receiver.text()).toBe(own);
  await context.close();
});

test('a link becomes one’s own with the first edit, and what was there stands under “Left behind”', async ({
  page,
  browser,
}) => {
  const hash = await sharedHash(page);
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
  const receiver = await receive(await context.newPage(), hash);
  await receiver.slider(/^Weight of cart v1/).focus();
  await receiver.page.keyboard.press('ArrowLeft');
  await expect(receiver.page.getByText('Shared with you, to look at.')).toBeHidden();
  expect(new URL(receiver.page.url()).hash).toBe('');
  await receiver.expectKept(await receiver.text());
  await receiver.page.reload();
  await expect(receiver.verdict).toBeVisible();
  expect(await receiver.text()).toContain('weight:   89');
  await receiver.page.getByRole('button', { name: 'Pasted' }).click();
  await receiver.page.getByRole('menuitem', { name: /lines/ }).first().click();
  expect(await receiver.text()).toBe(own);
  await context.close();
});
