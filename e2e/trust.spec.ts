import { expect, test } from '@playwright/test';
import { gatewayDump } from './envoy-dump.ts';
import { SignalboxPage } from './signalbox-page.ts';
import { shop } from './workspaces.ts';

test('a pasted Envoy dump is asked the same questions, and the verdict says so', async ({ page }) => {
  const app = new SignalboxPage(page);
  await app.openWith(shop);
  await app.paste(gatewayDump);
  const panel = page.getByRole('tabpanel');
  await expect(panel.getByRole('radio', { name: /the loaded dump/ })).toBeChecked();
  await app.url.fill('http://live.example/stream/1');
  await expect(app.verdict).toContainText('live.tv v2');
  await expect(app.verdict).toContainText('route “stream”');
  await expect(app.verdict).toContainText('rests on the loaded dump');
  await expect(app.verdict).toContainText('not modelled 1');
  await app.url.fill('http://live.example/');
  await expect(app.verdict).toContainText('418');
  await panel.getByText('One thing in it is not modelled').click();
  await expect(panel).toContainText('envoy.filters.http.ext_authz');
  await app.expectAccessible();

  await panel.getByRole('radio', { name: 'what the text makes' }).check();
  await app.url.fill('http://cart:8080/items');
  await expect(app.verdict).not.toContainText('loaded dump');
  await expect(app.verdict).toContainText('cart.shop');
  await panel.getByRole('button', { name: 'Let the dump go' }).click();
  await expect(panel.getByRole('radio')).toHaveCount(0);
  expect(await app.text()).toContain('the shop');
});

test('the Envoy tab finds routes, follows the selected lines and leads back to them', async ({ page }) => {
  const app = new SignalboxPage(page);
  await app.openWith(shop);
  await app.url.fill('http://cart:8080/items');
  const panel = await app.openPanel('Envoy');
  await app.selectRule(1);
  await panel.getByRole('checkbox', { name: /only what the selected lines make/ }).check();
  await expect(panel.locator('summary', { hasText: 'testers' })).toBeVisible();
  await expect(panel.locator('summary', { hasText: 'everyone' })).toHaveCount(0);
  await panel.getByRole('checkbox', { name: /only what the selected lines make/ }).uncheck();
  await panel.getByRole('searchbox').fill('everyone');
  await panel.locator('summary', { hasText: 'everyone' }).first().click();
  await panel.getByRole('button', { name: 'Copy as YAML', exact: true }).first().click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('name: everyone');
  await panel.getByRole('button', { name: 'the lines that made it' }).click();
  await expect(app.rule(2)).toHaveAttribute('data-selected', /.*/);
});

test('the trace tells ports, other candidates, and what was left out with its line', async ({ page }) => {
  const app = new SignalboxPage(page);
  await app.openWith(`${shop}---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: younger, namespace: shop}
spec: {hosts: [cart.shop.svc.cluster.local], http: [{name: never, route: [{destination: {host: cart}}]}]}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: far, namespace: shop}
spec: {hosts: [far.example], gateways: [other], http: [{route: [{destination: {host: cart}}]}]}
`);
  await app.url.fill('http://cart:8080/items');
  const panel = await app.openPanel('Trace');
  await expect(panel).toContainText('Port 8080 stands in the URL');
  await expect(panel).toContainText('its DestinationRule');
  const left = panel.getByRole('region', { name: 'Left out for this caller' });
  await expect(left.getByRole('button', { name: /VirtualService shop\/younger, line \d+/ })).toBeVisible();
  await expect(left).toContainText('lost the host');
  await expect(left.getByRole('button', { name: /shop\/far/ })).not.toBeVisible();
  await left.getByText(/about other hosts/).click();
  await expect(left.getByRole('button', { name: /shop\/far/ })).toBeVisible();
});

test('tests of another tool come in, run, mark the rules, and what they miss is listed', async ({ page }) => {
  const app = new SignalboxPage(page);
  await app.openWith(shop);
  await app.url.fill('http://cart:8080/items');
  await app.paste(`testCases:
- description: everybody
  wantMatch: true
  request: {authority: ["cart:8080"], method: [GET], uri: [/items]}
  route: [{destination: {host: nowhere}}]
`);
  const panel = page.getByRole('tabpanel');
  await expect(panel).toContainText('0 passed, 1 failed');
  await expect(panel).toContainText('expected');
  await expect(panel.getByRole('region', { name: 'Coverage' })).toContainText('No test reaches these');
  await expect(app.rule(2).getByRole('img', { name: '1 of 1 tests through here fail' })).toBeVisible();
  await panel.getByRole('button', { name: 'Copy for…' }).click();
  await page.getByRole('menuitem', { name: 'istio-config-validator' }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('testCases:');
});

test('another version of Istio answers, and the verdict names it', async ({ page }) => {
  const app = new SignalboxPage(page);
  await app.openWith(shop);
  await app.url.fill('http://cart.shop.svc.cluster.local.:8080/items');
  await expect(app.verdict).toContainText('cart.shop');
  await app.verdict.getByRole('button').last().click();
  await page.getByRole('combobox', { name: 'As Istio' }).selectOption('1.26');
  await expect(app.verdict).toContainText('as Istio 1.26');
  await expect(app.verdict).toContainText('outside the mesh');
  // Who comes back, or gets a link, is answered by the same Istio.
  await page.reload();
  await expect(app.verdict).toContainText('as Istio 1.26');
});

test('what is not modelled is one command away', async ({ page }) => {
  const app = new SignalboxPage(page);
  await app.open();
  await app.run('What is not modelled');
  await expect(page.getByRole('dialog', { name: 'What is not modelled' })).toContainText('EnvoyFilter');
});
