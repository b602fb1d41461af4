import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bySpecificity, hostSubsetOf, matchesHost, mostSpecificHostMatch, resolveShortname } from './host.ts';

const host = fc
  .tuple(
    fc.constantFrom('', '*', '*.', 'a.', 'b.a.'),
    fc.constantFrom('foo.com', 'com', 'svc.cluster.local', 'xfoo.com'),
  )
  .map(([prefix, rest]) => prefix + rest);

describe('resolveShortname', () => {
  it.each([
    ['reviews', 'reviews.prod.svc.cluster.local'],
    ['reviews.bar', 'reviews.bar'],
    ['reviews.bar.svc', 'reviews.bar.svc'],
    ['*', '*'],
    ['*local', '*local'],
    ['10.0.0.1', '10.0.0.1'],
    ['::1', '::1'],
    ['', ''],
  ])('%j is %j', (written, full) => {
    expect(resolveShortname(written, 'prod')).toBe(full);
  });
});

describe('patterns', () => {
  it('cover what ends with them', () => {
    expect(hostSubsetOf('a.foo.com', '*.foo.com')).toBe(true);
    expect(hostSubsetOf('a.b.foo.com', '*.foo.com')).toBe(true);
    expect(hostSubsetOf('foo.com', '*.foo.com')).toBe(false);
    expect(hostSubsetOf('foo.com', '*foo.com')).toBe(true);
    expect(hostSubsetOf('*.foo.com', 'a.foo.com')).toBe(false);
    expect(hostSubsetOf('*.a.foo.com', '*.foo.com')).toBe(true);
  });

  it('overlap both ways, and cover only one way', () => {
    fc.assert(
      fc.property(host, host, (a, b) => {
        expect(matchesHost(a, b)).toBe(matchesHost(b, a));
        if (hostSubsetOf(a, b)) expect(matchesHost(a, b)).toBe(true);
        if (hostSubsetOf(a, b) && hostSubsetOf(b, a)) expect(a).toBe(b);
      }),
    );
  });

  it('sort plain names first, then the longer, then by the alphabet', () => {
    expect(['*', '*.com', 'b.com', '*.foo.com', 'a.com', 'long.name.com'].toSorted(bySpecificity)).toEqual([
      'long.name.com',
      'a.com',
      'b.com',
      '*.foo.com',
      '*.com',
      '*',
    ]);
  });
});

describe('mostSpecificHostMatch', () => {
  it('takes the name itself, else the longest pattern', () => {
    const hosts = ['*', '*.com', '*.foo.com', 'a.foo.com'];
    expect(mostSpecificHostMatch('a.foo.com', hosts)).toBe('a.foo.com');
    expect(mostSpecificHostMatch('b.foo.com', hosts)).toBe('*.foo.com');
    expect(mostSpecificHostMatch('foo.com', hosts)).toBe('*.com');
    expect(mostSpecificHostMatch('foo.com', ['bar.com'])).toBeNull();
  });

  it('does not depend on the order of the hosts', () => {
    fc.assert(
      fc.property(host, fc.array(host), (name, hosts) => {
        expect(mostSpecificHostMatch(name, hosts)).toBe(mostSpecificHostMatch(name, hosts.toReversed()));
      }),
    );
  });
});
