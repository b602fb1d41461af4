import { describe, expect, it } from 'vitest';
import { importsService, importsVirtualService, readEgressHosts } from './egress-hosts.ts';

const cart = 'cart.shop.svc.cluster.local';
const imports = (hosts: string[], host = cart, namespace = 'shop') =>
  importsService(readEgressHosts(hosts, 'web'), host, namespace);

describe('what an egress listener imports', () => {
  it('is named by namespace and host', () => {
    expect(imports(['*/*'])).toBe(true);
    expect(imports(['shop/*'])).toBe(true);
    expect(imports(['./*'])).toBe(false);
    expect(imports(['./*'], cart, 'web')).toBe(true);
    expect(imports([`*/${cart}`])).toBe(true);
    expect(imports(['shop/*.shop.svc.cluster.local'])).toBe(true);
    expect(imports(['shop/cart'])).toBe(false);
    expect(imports(['cart.shop.svc.cluster.local'])).toBe(false);
  });

  it('leaves out what stands behind ~, in one namespace or in all', () => {
    expect(imports(['*/*', '~shop/*'])).toBe(false);
    expect(imports(['*/*', `~/${cart}`])).toBe(false);
    expect(imports(['*/*', '~./*'])).toBe(true);
    expect(imports(['~/*'])).toBe(false);
  });

  it('takes a VirtualService whole, by any of its hosts, in either direction', () => {
    const hosts = readEgressHosts(['*/a.example.com'], 'web');
    expect(importsVirtualService(hosts, ['x.org', '*.example.com'], 'shop', 'either-way')).toBe(true);
    expect(importsVirtualService(hosts, ['x.org', '*.example.com'], 'shop', 'covered')).toBe(false);
    expect(importsVirtualService(hosts, ['b.example.com'], 'shop', 'either-way')).toBe(false);
    const without = readEgressHosts(['*/*', '~shop/a.example.com'], 'web');
    expect(importsVirtualService(without, ['a.example.com'], 'shop', 'either-way')).toBe(false);
    expect(importsVirtualService(without, ['a.example.com', 'b.example.com'], 'shop', 'either-way')).toBe(true);
  });
});
