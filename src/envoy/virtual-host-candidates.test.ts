import fc from 'fast-check';
import { expect, it } from 'vitest';
import { virtualHostCandidates } from './virtual-host-candidates.ts';
import { domainTable, findDomain } from './virtual-host-match.ts';

const domain = fc.constantFrom('a.shop', '*.shop', 'a.*', '*', '*.a.shop', 'b.a.shop', 'b.*');

it('the virtual host that takes a request is one of its candidates, and without candidates there is none', () => {
  fc.assert(
    fc.property(fc.uniqueArray(domain), fc.constantFrom('a.shop', 'b.a.shop', 'a.x', 'x', ''), (domains, authority) => {
      const virtualHosts = domains.map((one) => ({ name: one, domains: [one], routes: [] }));
      const configuration = { name: '80', virtualHosts };
      const table = domainTable(
        configuration,
        virtualHosts.map((host) => ({ domains: host.domains, host })),
      );
      const names = virtualHostCandidates(configuration, authority).map(({ virtualHost }) => virtualHost.name);
      const taker = findDomain(table, authority)?.host.name;
      expect(taker === undefined ? names.length === 0 : names.includes(taker)).toBe(true);
    }),
  );
});

it('tells every virtual host that would fit, and by which domain', () => {
  const virtualHosts = ['*', 'cart.shop', '*.shop', 'other'].map((one) => ({ name: one, domains: [one], routes: [] }));
  const found = virtualHostCandidates({ name: '80', virtualHosts }, 'cart.shop');
  expect(found.map((one) => one.domain)).toEqual(['*', 'cart.shop', '*.shop']);
});
