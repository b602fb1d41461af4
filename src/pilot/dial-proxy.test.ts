import { describe, expect, it } from 'vitest';
import type { Listener, ProxyConfig } from '../envoy/config.ts';
import { dialProxy } from './dial-proxy.ts';

const nothing: ProxyConfig = { listeners: [], routes: [], clusters: [], endpoints: [] };
const listener = (address: string, port: number, rest: Partial<Listener> = {}): Listener => ({
  name: `${address}_${port}`,
  address,
  port,
  listenerFilters: [],
  filterChains: [],
  ...rest,
});

const sidecar: ProxyConfig = {
  ...nothing,
  listeners: [
    listener('0.0.0.0', 15001, { useOriginalDst: true }),
    listener('10.0.0.7', 3306, {
      bindToPort: false,
      filterChains: [{ tcp: { cluster: 'outbound|3306||db.shop.svc.cluster.local' } }],
    }),
  ],
  routes: [
    {
      name: '80',
      virtualHosts: [
        { name: 'cart', domains: ['cart.shop.svc.cluster.local', 'cart', 'cart:80', '10.0.0.5'], routes: [] },
      ],
    },
  ],
};

function dialled(config: ProxyConfig, url: string): string {
  const { connection } = dialProxy(config, { method: 'GET', url, headers: [] });
  return `${connection.address}:${connection.port}`;
}

describe('at a sidecar', () => {
  it('finds a service by the address among the domains of its virtual host', () => {
    expect(dialled(sidecar, 'http://cart/')).toBe('10.0.0.5:80');
    expect(dialled(sidecar, 'http://CART:8080/')).toBe('10.0.0.5:8080');
  });

  it('finds a service by the listener that sends to it', () => {
    expect(dialled(sidecar, 'http://db.shop:3306/')).toBe('10.0.0.7:3306');
    expect(dialled(sidecar, 'http://d:3306/')).not.toBe('10.0.0.7:3306');
  });

  it('takes no name with a port for an address', () => {
    const domains = ['stock', 'stock:80', '*.stock'];
    const stock = { ...sidecar, routes: [{ name: '80', virtualHosts: [{ name: 'stock', domains, routes: [] }] }] };
    expect(dialled(stock, 'http://stock/')).toBe('203.0.113.77:80');
  });

  it('dials an address as it is, and a name of nobody outside', () => {
    expect(dialled(sidecar, 'http://10.1.2.3/')).toBe('10.1.2.3:80');
    expect(dialled(sidecar, 'http://nobody/')).toBe('203.0.113.77:80');
  });
});

describe('at a gateway', () => {
  const gateway: ProxyConfig = { ...nothing, listeners: [listener('0.0.0.0', 8080), listener('0.0.0.0', 443)] };

  it('knows the ports behind its Service, unless the dialled one is open', () => {
    expect(dialled(gateway, 'http://shop.example/')).toMatch(/:8080$/);
    expect(dialled(gateway, 'https://shop.example/')).toMatch(/:443$/);
    expect(dialled(gateway, 'http://shop.example:81/')).toMatch(/:81$/);
  });
});
