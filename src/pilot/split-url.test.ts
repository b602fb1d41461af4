import { expect, it } from 'vitest';
import { requestedAuthority } from './split-url.ts';

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
