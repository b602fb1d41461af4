import { expect, it } from 'vitest';
import { hostAndHeaders, requestedAuthority } from './split-url.ts';

it.each([
  ['http://cart/items', 'cart:80'],
  ['https://cart/items', 'cart:443'],
  ['HTTPS://cart?a=b', 'cart:443'],
  ['https://cart:8443/items', 'cart:8443'],
  ['cart/items', 'cart:80'],
  ['https://somebody:secret@cart/items', 'cart:443'],
  ['grpc://cart', 'cart:80'],
  ['http://[::1]/', '[::1]:80'],
  ['/items', null],
  ['', null],
])('%s asks for %s', (url, authority) => {
  expect(requestedAuthority(url)).toBe(authority);
});

it('the host that is asked for is that of the Host header, else that of the URL', () => {
  const others = [['x-a', '1']] as const;
  expect(hostAndHeaders({ url: 'http://me:pw@a:80/x', headers: others })).toEqual({ host: 'a:80', headers: others });
  expect(hostAndHeaders({ url: 'http://a/', headers: [['HOST', 'b'], ...others] })).toEqual({
    host: 'b',
    headers: others,
  });
});
