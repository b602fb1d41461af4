import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Locator, type Page } from '@playwright/test';

/** The app as a person meets it: everything is found by role and name. */
export class SignalboxPage {
  readonly page: Page;
  readonly verdict: Locator;
  readonly url: Locator;
  readonly canvas: Locator;
  readonly editor: Locator;
  readonly foreignRequests: string[] = [];
  readonly errors: string[] = [];

  constructor(page: Page) {
    this.page = page;
    this.verdict = page.getByRole('status', { name: 'Verdict' });
    this.url = page.getByRole('textbox', { name: 'URL' });
    this.canvas = page.getByRole('application').first();
    this.editor = page.getByRole('textbox', { name: 'YAML of the workspace' });
    // Whatever a story is about: an error that nobody caught fails it.
    page.on('pageerror', (error) => {
      throw error;
    });
    page.on('console', (message) => {
      if (message.type() === 'error') this.errors.push(message.text());
    });
    page.on('request', (request) => {
      if (!/^(?:http:\/\/127\.0\.0\.1|data:|blob:)/.test(request.url())) this.foreignRequests.push(request.url());
    });
  }

  /** Opens the app and waits until the first answer stands there. */
  async open(hash = ''): Promise<void> {
    await this.page.goto(`./${hash}`);
    await expect(this.verdict).toBeVisible();
  }

  /** Opens the app on a workspace of one's own, pasted over the example. */
  async openWith(text: string): Promise<void> {
    await this.open();
    await this.paste(text);
  }

  /** Ctrl+V with the focus on nothing that takes text. */
  async paste(text: string): Promise<void> {
    await this.page.evaluate((value) => navigator.clipboard.writeText(value), text);
    await this.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await this.page.keyboard.press('ControlOrMeta+V');
  }

  card(name: string | RegExp): Locator {
    return this.page.getByRole('group', { name });
  }

  rule(order: number): Locator {
    return this.card(new RegExp(`^Rule ${order} of `));
  }

  /** Selects a rule by a click on its title, and puts the focus on its card. */
  async selectRule(order: number): Promise<void> {
    await this.rule(order).click({ position: { x: 60, y: 14 } });
    await this.rule(order).focus();
  }

  slider(name: string | RegExp): Locator {
    return this.page.getByRole('slider', { name });
  }

  async openPanel(name: string): Promise<Locator> {
    const tab = this.page.getByRole('tab', { name: new RegExp(`^${name}`) });
    if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
    return this.page.getByRole('tabpanel');
  }

  /** Runs an action by its name, as a person types it into the palette. */
  async run(label: string): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+K');
    await this.page
      .getByRole('combobox', { name: 'Command palette' })
      .or(this.page.getByPlaceholder(/Type what you want/))
      .first()
      .fill(label);
    await this.page.getByRole('option', { name: label }).first().click();
  }

  /** The manifests as they are taken away, byte for byte. */
  text(): Promise<string> {
    return this.copied('Copy all manifests');
  }

  /** Waits until the browser keeps the workspace with this text: then a reload brings it back. */
  async expectKept(text: string): Promise<void> {
    const kept = () =>
      this.page.evaluate(() => JSON.parse(localStorage.getItem('signalbox.workspace') ?? '{}') as { text?: string });
    await expect.poll(async () => (await kept()).text).toBe(text);
  }

  /** What an action puts on the clipboard, once it is there. */
  async copied(label: string): Promise<string> {
    await this.page.evaluate(() => navigator.clipboard.writeText('nothing copied yet'));
    await this.run(label);
    await expect.poll(() => this.clipboard()).not.toBe('nothing copied yet');
    return this.clipboard();
  }

  clipboard(): Promise<string> {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  /** Drags the thumb of a slider to a share of its width, in steps, and leaves the button down unless told otherwise. */
  async dragSlider(slider: Locator, share: number, release: 'release' | 'hold' = 'release'): Promise<void> {
    await slider.scrollIntoViewIfNeeded();
    const box = await slider.boundingBox();
    if (!box) throw new Error('the slider is not on the screen');
    const now = Number(await slider.getAttribute('aria-valuenow')) / Number(await slider.getAttribute('aria-valuemax'));
    const y = box.y + box.height / 2;
    await this.page.mouse.move(box.x + box.width * now, y);
    await this.page.mouse.down();
    await this.page.mouse.move(box.x + box.width * share, y, { steps: 8 });
    if (release === 'release') await this.page.mouse.up();
  }

  /** Nothing on the page keeps people with assistive technology out. */
  async expectAccessible(): Promise<void> {
    const { violations } = await new AxeBuilder({ page: this.page }).exclude('.monaco-editor').analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
  }
}
