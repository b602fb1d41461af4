import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostsForNamespace, intersectHosts, serverHosts } from './gateway-hosts.ts';
import { matchesHost } from '../istio/host.ts';

describe('the hosts of a server', () => {
  it('keep a namespace only where it narrows', () => {
    expect(serverHosts(['a.example', './b.example', '*/c.example', 'bank/*'], 'shop')).toEqual([
      'a.example',
      'shop/b.example',
      'c.example',
      'bank/*',
    ]);
    expect(serverHosts(['a.example', '*/*'], 'shop')).toEqual(['*']);
  });

  it('are open to a namespace where they name it or none', () => {
    expect(hostsForNamespace(['a.example', 'shop/b.example', 'bank/*'], 'shop')).toEqual(['a.example', 'b.example']);
  });
});

describe('the intersection of hosts', () => {
  it('is the narrower of each pair that overlaps, each once', () => {
    expect(intersectHosts(['*.example', 'a.test'], ['a.example', '*.b.example', '*', 'a.test'])).toEqual([
      'a.example',
      '*.b.example',
      '*.example',
      'a.test',
    ]);
    expect(intersectHosts(['a.example'], ['b.example'])).toEqual([]);
  });

  const host = fc.constantFrom('*', '*.a', '*.b.a', 'b.a', 'c.b.a', 'x', '*.x');
  it('has only hosts that overlap with both sides, and something wherever two overlap', () => {
    fc.assert(
      fc.property(fc.array(host), fc.array(host), (hosts, others) => {
        const shared = intersectHosts(hosts, others);
        const overlaps = (one: string, many: readonly string[]) => many.some((other) => matchesHost(one, other));
        return (
          shared.every((one) => overlaps(one, hosts) && overlaps(one, others)) &&
          shared.length > 0 === hosts.some((one) => overlaps(one, others))
        );
      }),
    );
  });
});
