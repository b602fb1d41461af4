import { expect, test, type Page } from '@playwright/test';
import { SignalboxPage } from './signalbox-page.ts';
import { cartPlan, shop } from './workspaces.ts';

const plan = cartPlan(`  - setWeight: 5   # a few
  - pause: {duration: 10m}
  - setWeight: 50`);

/** Everything in the text, plans and tests included. */
async function workspaceText(app: SignalboxPage): Promise<string> {
  return app.page.evaluate(() => {
    const saved = Object.values(localStorage).find((value) => value.includes('RolloutPlan'));
    return saved ?? '';
  });
}

/** The shop with its plan, asked for as somebody who is no tester. */
async function openPlan(app: SignalboxPage): Promise<void> {
  await app.openWith(shop + plan);
  await app.page.getByRole('button', { name: 'Remove header x-tester' }).click();
  await expect(app.verdict).toContainText('v2 10 %');
}

const step = (page: Page, number: number) => page.getByRole('button', { name: new RegExp(`^Step ${number}:`) });

test.describe('a canary plan', () => {
  test('is made of a rule by its menu, and undone in one step', async ({ page }) => {
    const app = new SignalboxPage(page);
    await app.openWith(shop);
    await app.selectRule(2);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Plan a canary' }).click();
    const panel = page.getByRole('tabpanel', { name: /^Rollout/ });
    await expect(step(page, 1)).toBeVisible();
    await expect(panel.getByRole('list', { name: 'Steps of the plan' })).toContainText('100 %');
    await app.run('Undo');
    await expect(step(page, 1)).toHaveCount(0);
    expect(await app.text()).toBe(shop);
  });

  test('is moved along without writing; applying a step writes it as one undo step', async ({ page }) => {
    const app = new SignalboxPage(page);
    await openPlan(app);
    await app.openPanel('Rollout');
    await step(page, 3).click();
    await expect(app.slider('Weight of cart v2').first()).toHaveAttribute('aria-valuenow', '50');
    await expect(app.verdict).toContainText('50 %');
    await expect(page.getByText('Step 3, not written')).toBeVisible();
    expect(await app.text()).toBe(shop);
    await page.keyboard.press(']');
    await page.keyboard.press('[');
    await expect(app.verdict).toContainText('v2 5 %');

    await page.getByRole('button', { name: 'Apply this step' }).click();
    expect(await app.text()).toBe(
      shop
        .replace('weight:   90   # old', 'weight:   95   # old')
        .replace('weight:   10   # new', 'weight:   5   # new'),
    );
    await expect(page.getByRole('button', { name: /^Step 1:.*The text is at this step/ })).toBeVisible();
    await app.run('Undo');
    expect(await app.text()).toBe(shop);
  });

  test('goes with the track by keys, and Escape leads back to the text', async ({ page }) => {
    const app = new SignalboxPage(page);
    await openPlan(app);
    await app.openPanel('Rollout');
    const track = app.slider('Move along the plan');
    await track.focus();
    await page.keyboard.press('End');
    await expect(track).toHaveAttribute('aria-valuetext', /^Step 3 of 3/);
    await page.keyboard.press('ArrowLeft');
    await expect(track).toHaveAttribute('aria-valuenow', '2');
    await page.keyboard.press('Escape');
    await expect(track).toHaveAttribute('aria-valuetext', /^The text is shown/);
    await expect(app.verdict).toContainText('v2 10 %');
  });

  test('takes weights from the sliders of the canvas while a step is shown', async ({ page }) => {
    const app = new SignalboxPage(page);
    await openPlan(app);
    await app.openPanel('Rollout');
    await step(page, 1).click();
    const slider = app.slider('Weight of cart v2').first();
    await slider.focus();
    await page.keyboard.press('ArrowRight');
    await expect(step(page, 1)).toContainText('6 %');
    await expect.poll(() => workspaceText(app)).toContain('setWeight: 6   # a few');
    expect(await app.text()).toBe(shop);
  });

  test('has steps that are moved, doubled and removed by keys and by drag', async ({ page }) => {
    const app = new SignalboxPage(page);
    await openPlan(app);
    await app.openPanel('Rollout');
    const strip = page.getByRole('list', { name: 'Steps of the plan' });
    await step(page, 3).focus();
    await page.keyboard.press('Alt+ArrowLeft');
    await expect(step(page, 2)).toContainText('50 %');
    await expect(step(page, 2)).toBeFocused();
    await page.keyboard.press('ControlOrMeta+d');
    await expect(strip.getByRole('listitem').filter({ hasText: '50 %' })).toHaveCount(2);
    await page.keyboard.press('Delete');
    await expect(strip.getByRole('listitem').filter({ hasText: '50 %' })).toHaveCount(1);

    const from = await step(page, 1).boundingBox();
    const to = await step(page, 3).boundingBox();
    if (!from || !to) throw new Error('the steps are not on the screen');
    await page.mouse.move(from.x + from.width / 2, from.y + 40);
    await page.mouse.down();
    await page.mouse.move(to.x + to.width / 2, to.y + 40, { steps: 6 });
    await page.mouse.up();
    await expect(step(page, 3)).toContainText('5 %');
    await expect.poll(() => workspaceText(app)).toContain('setWeight: 5   # a few');
  });

  test('is filled by a preset, and reckons what each version gets', async ({ page }) => {
    const app = new SignalboxPage(page);
    await openPlan(app);
    const panel = await app.openPanel('Rollout');
    await step(page, 1).click();
    const row = panel.getByRole('row', { name: /^shoppers/ });
    await expect(row).toContainText('45');
    await expect(panel.getByRole('row', { name: /^testers/ })).toContainText('100');
    await page.getByRole('button', { name: 'Fill' }).click();
    await page.getByRole('button', { name: /^Fill 6 weights/ }).click();
    await expect(step(page, 11)).toContainText('100 %');
  });

  test('is taken away as a zip', async ({ page }) => {
    const app = new SignalboxPage(page);
    await openPlan(app);
    const panel = await app.openPanel('Rollout');
    await panel.getByRole('button', { name: 'Hand over' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: /zip/ }).click();
    expect((await download).suggestedFilename()).toBe('cart-v2.zip');
  });

  test('keeps nobody out', async ({ page }) => {
    const app = new SignalboxPage(page);
    await openPlan(app);
    await app.openPanel('Rollout');
    await step(page, 1).click();
    await expect(page.getByRole('slider', { name: 'Weight of v2', exact: true })).toBeVisible();
    await app.expectAccessible();
    expect(app.errors).toEqual([]);
  });
});

/** A Service in front, one for each version, and the HTTPRoute between them. */
const route = `${['cart', 'cart-v1', 'cart-v2']
  .map(
    (name, index) => `apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: shop}
spec:
  clusterIP: 10.96.3.${index + 1}
  selector: {app: cart${name === 'cart' ? '' : `, version: ${name.slice(5)}`}}
  ports: [{name: http, port: 8080}]
---
apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: shop, labels: {app: cart, version: ${name.slice(5) || 'v1'}}}
spec: {containers: [{name: app}]}
status: {podIP: 10.1.3.${index + 1}}
---
`,
  )
  .join('')}# owned by team checkout
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart, namespace: shop}
spec:
  parentRefs:
  - {group: "", kind: Service, name: cart}
  rules:
  - name: everyone   # the split
    backendRefs:
    - {name: cart-v1, port: 8080}   # old
`;

test.describe('a canary plan for the Gateway API', () => {
  test('is made of a rule of an HTTPRoute, moved along, applied and undone', async ({ page }) => {
    const app = new SignalboxPage(page);
    await app.openWith(route);
    await app.url.fill('http://cart:8080/');
    await expect(app.verdict).toContainText(/cart-v1\S* 100 %/);
    await app.selectRule(1);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Plan a canary' }).click();
    const panel = page.getByRole('tabpanel', { name: /^Rollout/ });
    await expect(panel.getByRole('button', { name: 'HTTPRoute cart · everyone' })).toBeVisible();

    await step(page, 3).click();
    await expect(app.verdict).toContainText(/cart-v2\S* 5 %/);
    await expect(panel.getByRole('row', { name: /^the request in the bar/ })).toContainText('950');
    expect(await app.text()).toBe(route);
    await page.getByRole('button', { name: 'Add a step after' }).click();
    await page.getByRole('menuitem', { name: /^Testers/ }).click();
    await expect(app.rule(1)).toContainText('testers');
    await page.getByRole('button', { name: 'Apply this step' }).click();
    const applied = await app.text();
    expect(applied).toContain('{name: cart-v1, port: 8080, weight: 95}   # old');
    expect(applied).toContain('- name: everyone   # the split');
    expect(applied).toContain('x-tester');
    await expect(page.getByRole('button', { name: /^Step 4:.*The text is at this step/ })).toBeVisible();

    await app.run('Undo');
    expect(await app.text()).toBe(route);
    expect(app.errors).toEqual([]);
  });
});
