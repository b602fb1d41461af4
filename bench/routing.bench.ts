import { bench, describe } from 'vitest';
import { compileVirtualHost } from '../src/envoy/compiled-route-configuration.ts';
import { firstMatch } from '../src/envoy/compiled-route.ts';
import { manyRequests, manyRoutes } from './many-routes.ts';
import { fastestOf } from './percentiles.ts';

/** Routing against one virtual host of 5,000 mixed rules: the index beside the plain scan, in one run, on the same requests. */
const routes = manyRoutes(5000);
const requests = manyRequests(routes.length);
const host = compileVirtualHost({ name: 'shop', domains: ['*'], routes }, 'each');
const wrong = requests.filter((head) => host.match(head) !== firstMatch(host.routes(), head)).length;
const perRequest = (count: number, ask: (index: number) => unknown) =>
  fastestOf(15, () => {
    for (let index = 0; index < count; index++) ask((index * 37) % requests.length);
  }) / count;
const byIndex = perRequest(20_000, (index) => route(index));
const byScan = perRequest(100, (index) => scan(index));
console.log(
  `one virtual host of ${routes.length} rules: ${Math.round(1000 / byIndex).toLocaleString('en')} requests/s by index, ${Math.round(1000 / byScan).toLocaleString('en')} by scan = ${Math.round(byScan / byIndex)} ×; ${wrong} of ${requests.length} answers differ`,
);

describe('a request against 5,000 rules', () => {
  let next = 0;
  bench('index', () => void route(next++ % requests.length));
  bench('plain scan', () => void scan(next++ % requests.length));
});

function route(index: number): unknown {
  const head = requests[index];
  return head && host.match(head);
}

function scan(index: number): unknown {
  const head = requests[index];
  return head && firstMatch(host.routes(), head);
}
