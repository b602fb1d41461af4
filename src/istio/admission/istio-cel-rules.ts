import type { ServiceEntry, ServiceEntryPort, WorkloadEntry } from '../service-entry.ts';
import { celRule, type CelRule } from './cel-rule.ts';
import { goDuration } from './duration-problems.ts';

type Credentials = { credentialName?: string; credentialNames?: string[]; tlsCertificates?: unknown[] };

const noStar = 'A label cannot hold `*` here.';
const isPort = (port: number) => port > 0 && port <= 65535;

/** The CEL rules of Istio's networking CRDs by their text (checks.md Part B). */
export const istioCelRules: readonly [string, CelRule][] = [
  celRule(
    "duration(self) >= duration('1ms')",
    'This must be a duration of at least `1ms`, such as `1.5s` or `2m`.',
    (self: string) => (goDuration(self) ?? 0) >= 1e6,
  ),
  celRule('self.all(key, !key.contains("*"))', noStar, (self: Record<string, string>) =>
    Object.keys(self).every((key) => !key.includes('*')),
  ),
  celRule('self.all(key, key.size() != 0)', 'A label needs a name.', (self: Record<string, string>) =>
    Object.keys(self).every((key) => key !== ''),
  ),
  celRule('!self.contains("*")', noStar, (self: string) => !self.includes('*')),
  celRule(
    '(has(self.tlsCertificates) ? 1 : 0) + (has(self.credentialNames) ? 1 : 0) <= 1',
    'Only one of `credentialNames` and `tlsCertificates` can stand here.',
    (self: Credentials) => !(self.tlsCertificates && self.credentialNames),
  ),
  celRule(
    '(has(self.credentialName) ? 1 : 0) + (has(self.credentialNames) ? 1 : 0) <= 1',
    'Only one of `credentialName` and `credentialNames` can stand here.',
    (self: Credentials) => self.credentialName === undefined || !self.credentialNames,
  ),
  celRule(
    '(has(self.credentialNames) ? 1 : 0) + (has(self.tlsCertificates) ? 1 : 0) <= 1',
    'Only one of `credentialNames` and `tlsCertificates` can stand here.',
    (self: Credentials) => !(self.tlsCertificates && self.credentialNames),
  ),
  ...serviceEntryRules(),
  ...workloadEntryRules(),
];

function serviceEntryRules(): [string, CelRule][] {
  return [
    celRule(
      '(has(self.workloadSelector) ? 1 : 0) + (has(self.endpoints) ? 1 : 0) <= 1',
      'Only one of `workloadSelector` and `endpoints` can stand here.',
      (self: ServiceEntry) => !(self.workloadSelector && self.endpoints),
    ),
    celRule(
      '!((has(self.addresses) ? self.addresses : []).exists(k, k.contains("/")) && !((has(self.resolution) ? self.resolution : "NONE") in ["STATIC", "NONE"]))',
      'Address ranges (`10.0.0.0/8`) go with `resolution: NONE` or `STATIC` only.',
      ({ addresses = [], resolution = 'NONE' }: ServiceEntry) =>
        resolution === 'STATIC' || resolution === 'NONE' || !addresses.some((address) => address.includes('/')),
    ),
    celRule(
      '((has(self.resolution) ? self.resolution : "NONE") == "NONE") ? !has(self.endpoints) : true',
      'With `resolution: NONE` (the default) there can be no `endpoints`.',
      ({ endpoints, resolution = 'NONE' }: ServiceEntry) => resolution !== 'NONE' || !endpoints,
    ),
    celRule(
      '((has(self.resolution) ? self.resolution : "") == "DNS_ROUND_ROBIN") ? ((has(self.endpoints) ? self.endpoints : []).size() <= 1) : true',
      'With `resolution: DNS_ROUND_ROBIN` there can be one endpoint only.',
      ({ endpoints = [], resolution }: ServiceEntry) => resolution !== 'DNS_ROUND_ROBIN' || endpoints.length <= 1,
    ),
    celRule('self != "*"', 'A host cannot be `*` here.', (self: string) => self !== '*'),
    celRule('0 < self && self <= 65535', 'A port is a number from 1 to 65535.', isPort),
    celRule(
      'self.all(l1, self.exists_one(l2, l1.number == l2.number))',
      'Two ports have the same number.',
      (self: ServiceEntryPort[]) => new Set(self.map(({ number }) => number)).size === self.length,
    ),
  ];
}

function workloadEntryRules(): [string, CelRule][] {
  return [
    celRule(
      'has(self.address) || has(self.network)',
      'An endpoint needs an `address` or a `network`.',
      (self: WorkloadEntry) => self.address !== undefined || self.network !== undefined,
    ),
    celRule(
      '(has(self.address) ? self.address : "").startsWith("unix://") ? !has(self.ports) : true',
      'An endpoint at a `unix://` path has no `ports`.',
      ({ address = '', ports }: WorkloadEntry) => !address.startsWith('unix://') || !ports,
    ),
    celRule(
      'self.startsWith("unix://") ? (self.substring(7, 8) == "/" || self.substring(7, 8) == "@") : true',
      'The path after `unix://` must be absolute (`unix:///…`) or abstract (`unix://@…`).',
      (self: string) => !self.startsWith('unix://') || '/@'.includes(self.slice(7, 8) || '?'),
    ),
    celRule(
      'self.startsWith("unix://") ? !self.endsWith("/") : true',
      'The path after `unix://` must name a socket, not a folder.',
      (self: string) => !self.startsWith('unix://') || !self.endsWith('/'),
    ),
    celRule(
      'self.all(key, size(key) < 63 && key.matches("^[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?$"))',
      'A port name is made of letters, digits and inner `-`, and shorter than 63 characters.',
      (self: Record<string, number>) =>
        Object.keys(self).every((key) => key.length < 63 && /^[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?$/.test(key)),
    ),
  ];
}
