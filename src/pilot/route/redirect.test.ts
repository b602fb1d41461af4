import { expect, it } from 'vitest';
import { redirectAction } from './redirect.ts';

const plain = { listenPort: 8080, isTls: false };

it.each([
  [{ uri: '/n' }, plain, { pathRedirect: '/n' }],
  [{ prefixRewrite: '/p' }, plain, { prefixRewrite: '/p' }],
  [{ authority: 'b', redirectCode: 302 }, plain, { hostRedirect: 'b', pathRedirect: '', responseCode: 'FOUND' }],
  [{ scheme: 'https', port: 443 }, plain, { schemeRedirect: 'https', pathRedirect: '' }],
  [{ scheme: 'https', port: 80 }, plain, { schemeRedirect: 'https', pathRedirect: '', portRedirect: 80 }],
  [{ port: 80 }, plain, { pathRedirect: '' }],
  [{ port: 443 }, plain, { pathRedirect: '', portRedirect: 443 }],
  [{ port: 443 }, { listenPort: 8443, isTls: true }, { pathRedirect: '' }],
  [{ derivePort: 'FROM_REQUEST_PORT' as const }, plain, { pathRedirect: '', portRedirect: 8080 }],
  [{ derivePort: 'FROM_REQUEST_PORT' as const }, { listenPort: 80, isTls: false }, { pathRedirect: '' }],
  [{ derivePort: 'FROM_PROTOCOL_DEFAULT' as const }, plain, { pathRedirect: '' }],
  [{ uri: '/n', redirectCode: 304 }, plain, null],
])('%j at %j redirects by %j', (redirect, place, expected) => {
  expect(redirectAction(redirect, place)).toEqual(expected);
});
