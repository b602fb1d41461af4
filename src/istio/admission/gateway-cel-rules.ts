import type { GatewayListener } from '../gateway-api.ts';
import { celRule, type CelRule } from './cel-rule.ts';
import { isUnique } from './is-unique.ts';

type Address = { type: string; value?: string };
type Fields = Record<string, unknown>;
type ListenerTLS = { mode?: string; certificateRefs?: unknown[]; options?: Fields };

const hostname = /^(?:\*\.)?[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const annotationKey =
  /^(?:[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*\/)?(?:[A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]$/;

/** The CEL rules of the Gateway API's Gateway by their text. */
export const gatewayCelRules: readonly [string, CelRule][] = [
  addressOnce(
    'IPAddress',
    "self.all(a1, a1.type == 'IPAddress' && has(a1.value) ? self.exists_one(a2, a2.type == a1.type && has(a2.value) && a2.value == a1.value) : true )",
  ),
  addressOnce(
    'Hostname',
    "self.all(a1, a1.type == 'Hostname'  && has(a1.value) ? self.exists_one(a2, a2.type == a1.type && has(a2.value) && a2.value == a1.value) : true )",
  ),
  celRule(
    'self.type == \'Hostname\' ? (!has(self.value) || self.value.matches(r"""^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$""")): true',
    'An address of type `Hostname` must be a host name.',
    ({ type, value }: Address) => type !== 'Hostname' || value === undefined || hostname.test(value),
  ),
  celRule(
    'self.all(key, key.matches(r"""^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]$"""))',
    'A name here is no valid key of a label or an annotation.',
    (self: Fields) => Object.keys(self).every((key) => annotationKey.test(key)),
  ),
  celRule(
    'self.all(key, key.split("/")[0].size() < 253)',
    'What stands before the `/` of a key must be shorter than 253 characters.',
    (self: Fields) => Object.keys(self).every((key) => (key.split('/')[0] ?? '').length < 253),
  ),
  everyListener(
    "self.all(l, l.protocol in ['HTTP', 'TCP', 'UDP'] ? !has(l.tls) : true)",
    'A listener of protocol `HTTP`, `TCP` or `UDP` has no `tls`.',
    ({ protocol, tls }) => !['HTTP', 'TCP', 'UDP'].includes(protocol) || !tls,
  ),
  everyListener(
    "self.all(l, (l.protocol == 'HTTPS' && has(l.tls)) ? (l.tls.mode == '' || l.tls.mode == 'Terminate') : true)",
    'A listener of protocol `HTTPS` terminates TLS: its `tls.mode` is `Terminate`.',
    ({ protocol, tls }) => protocol !== 'HTTPS' || !tls || tls.mode === 'Terminate',
  ),
  everyListener(
    "self.all(l, (l.protocol == 'TLS' ? has(l.tls) && has(l.tls.mode) && l.tls.mode != '' : true))",
    'A listener of protocol `TLS` needs `tls.mode`.',
    ({ protocol, tls }) => protocol !== 'TLS' || Boolean(tls?.mode),
  ),
  everyListener(
    "self.all(l, l.protocol in ['TCP', 'UDP']  ? (!has(l.hostname) || l.hostname == '') : true)",
    'A listener of protocol `TCP` or `UDP` has no `hostname`.',
    ({ protocol, hostname }) => !['TCP', 'UDP'].includes(protocol) || !hostname,
  ),
  celRule(
    'self.all(l1, self.exists_one(l2, l1.name == l2.name))',
    'Two listeners have the same `name`.',
    (self: GatewayListener[]) => isUnique(self, ({ name }) => name),
  ),
  celRule(
    'self.all(l1, self.exists_one(l2, l1.port == l2.port && l1.protocol == l2.protocol && (has(l1.hostname) && has(l2.hostname) ? l1.hostname == l2.hostname : !has(l1.hostname) && !has(l2.hostname))))',
    'Two listeners have the same port, protocol and `hostname`.',
    (self: GatewayListener[]) =>
      isUnique(self, ({ port, protocol, hostname }) => JSON.stringify([port, protocol, hostname])),
  ),
  celRule(
    "self.mode == 'Terminate' ? size(self.certificateRefs) > 0 || size(self.options) > 0 : true",
    'TLS that is terminated needs `certificateRefs` (or `options`).',
    ({ mode, certificateRefs = [], options = {} }: ListenerTLS) =>
      mode !== 'Terminate' || certificateRefs.length > 0 || Object.keys(options).length > 0,
  ),
  celRule(
    'self.all(t1, self.exists_one(t2, t1.port == t2.port))',
    'Two entries have the same `port`.',
    (self: { port: number }[]) => isUnique(self, ({ port }) => String(port)),
  ),
];

function addressOnce(type: string, text: string) {
  return celRule(text, 'The same address stands here twice.', (self: Address[]) =>
    isUnique(
      self.filter((address) => address.type === type && address.value !== undefined),
      ({ value }) => value ?? '',
    ),
  );
}

function everyListener(text: string, message: string, holds: (listener: GatewayListener) => boolean) {
  return celRule(text, message, (self: GatewayListener[]) => self.every(holds));
}
