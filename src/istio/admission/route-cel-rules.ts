import { parseDuration } from '../duration.ts';
import type { HTTPRouteRule, ParentReference, RouteFilter } from '../gateway-api.ts';
import { celRule, type CelRule } from './cel-rule.ts';
import { isIpAddress } from './ip-address.ts';
import { isUnique } from './is-unique.ts';

type Session = { type?: string; absoluteTimeout?: string; cookieConfig?: { lifetimeType?: string } };

const host = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const hostText = '^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*)$';

/** The CEL rules that the routes of the Gateway API share, by their text: parents, hosts, lists of rules, backends. */
export const routeCelRules: readonly [string, CelRule][] = [
  celRule(
    "self.all(p1, self.all(p2, p1.group == p2.group && p1.kind == p2.kind && p1.name == p2.name && (((!has(p1.__namespace__) || p1.__namespace__ == '') && (!has(p2.__namespace__) || p2.__namespace__ == '')) || (has(p1.__namespace__) && has(p2.__namespace__) && p1.__namespace__ == p2.__namespace__)) ? ((!has(p1.sectionName) || p1.sectionName == '') == (!has(p2.sectionName) || p2.sectionName == '') && (!has(p1.port) || p1.port == 0) == (!has(p2.port) || p2.port == 0)): true))",
    'Of several references to one parent, all or none name a `sectionName`, and all or none a `port`.',
    (self: ParentReference[]) =>
      self.every((a) => self.every((b) => parentKey(a) !== parentKey(b) || sectionShape(a) === sectionShape(b))),
  ),
  celRule(
    "self.all(p1, self.exists_one(p2, p1.group == p2.group && p1.kind == p2.kind && p1.name == p2.name && (((!has(p1.__namespace__) || p1.__namespace__ == '') && (!has(p2.__namespace__) || p2.__namespace__ == '')) || (has(p1.__namespace__) && has(p2.__namespace__) && p1.__namespace__ == p2.__namespace__ )) && (((!has(p1.sectionName) || p1.sectionName == '') && (!has(p2.sectionName) || p2.sectionName == '')) || ( has(p1.sectionName) && has(p2.sectionName) && p1.sectionName == p2.sectionName)) && (((!has(p1.port) || p1.port == 0) && (!has(p2.port) || p2.port == 0)) || (has(p1.port) && has(p2.port) && p1.port == p2.port))))",
    'Two references name the same parent, section and port.',
    (self: ParentReference[]) =>
      isUnique(self, (parent) => `${parentKey(parent)} ${parent.sectionName ?? ''} ${parent.port ?? 0}`),
  ),
  celRule('self.all(h, !isIP(h))', 'An IP address is no host name here.', (self: string[]) =>
    self.every((name) => !isIpAddress(name)),
  ),
  celRule(
    `self.all(h, !h.contains('*') ? h.matches('${hostText}') : true)`,
    'A host name is made of lower-case letters, digits, `-` and dots.',
    (self: string[]) => self.every((name) => name.includes('*') || host.test(name)),
  ),
  celRule(
    `self.all(h, h.contains('*') ? (h.startsWith('*.') && h.substring(2).matches('${hostText}')) : true)`,
    'A `*` can only be the whole first part of a host name: `*.example.com`.',
    (self: string[]) =>
      self.every((name) => !name.includes('*') || (name.startsWith('*.') && host.test(name.slice(2)))),
  ),
  matchCount((index) => `(has(self[${index}].matches) ? self[${index}].matches.size() : 0)`),
  matchCount((index) => `self[${index}].matches.size()`),
  celRule(
    'self.all(l1, !has(l1.name) || self.exists_one(l2, has(l2.name) && l1.name == l2.name))',
    'Two rules have the same `name`.',
    (self: { name?: string }[]) =>
      isUnique(
        self.filter(({ name }) => name !== undefined),
        ({ name }) => name ?? '',
      ),
  ),
  celRule(
    '(has(self.backendRefs) && size(self.backendRefs) > 0) ? (!has(self.filters) || self.filters.all(f, !has(f.requestRedirect))): true',
    'A rule that redirects has no `backendRefs`.',
    ({ backendRefs = [], filters = [] }: HTTPRouteRule) =>
      backendRefs.length === 0 || !filters.some(({ requestRedirect }) => requestRedirect),
  ),
  ...prefixReplacement('requestRedirect'),
  ...prefixReplacement('urlRewrite'),
  celRule(
    "!(has(self.request) && has(self.backendRequest) && duration(self.request) != duration('0s') && duration(self.backendRequest) > duration(self.request))",
    'The timeout `backendRequest` cannot be longer than `request`.',
    ({ request = '0s', backendRequest = '0s' }: NonNullable<HTTPRouteRule['timeouts']>) => {
      const whole = parseDuration(request) ?? 0;
      return whole === 0 || (parseDuration(backendRequest) ?? 0) <= whole;
    },
  ),
  celRule(
    "(size(self.group) == 0 && self.kind == 'Service') ? has(self.port) : true",
    'A reference to a Service needs a `port`.',
    ({ group, kind, port }: { group: string; kind: string; port?: number }) =>
      group !== '' || kind !== 'Service' || port !== undefined,
  ),
  celRule(
    "!has(self.cookieConfig) || !has(self.cookieConfig.lifetimeType) || self.cookieConfig.lifetimeType != 'Permanent' || has(self.absoluteTimeout)",
    'A cookie of `lifetimeType: Permanent` needs an `absoluteTimeout`.',
    ({ cookieConfig, absoluteTimeout }: Session) =>
      cookieConfig?.lifetimeType !== 'Permanent' || absoluteTimeout !== undefined,
  ),
  celRule(
    "!has(self.cookieConfig) || self.type == 'Cookie'",
    '`cookieConfig` goes with `type: Cookie`.',
    ({ cookieConfig, type }: Session) => !cookieConfig || type === 'Cookie',
  ),
];

function parentKey({ group, kind, name, namespace }: ParentReference): string {
  return JSON.stringify([group, kind, name, namespace ?? '']);
}

function sectionShape({ sectionName, port }: ParentReference): string {
  return `${!sectionName} ${!port}`;
}

/** CEL cannot sum, so the CRDs count the matches of their sixteen rules by one term each. */
function matchCount(term: (index: number) => string) {
  const terms = Array.from({ length: 16 }, (_, index) => `(self.size() > ${index} ? ${term(index)} : 0)`);
  return celRule(
    `${terms.join(' + ')} <= 128`,
    'All rules together can have 128 matches at most.',
    (self: { matches?: unknown[] }[]) => self.reduce((sum, { matches = [] }) => sum + matches.length, 0) <= 128,
  );
}

/** `ReplacePrefixMatch` of a filter of the rule, or of one backend of it, needs exactly one match, of a path prefix. */
function prefixReplacement(field: 'requestRedirect' | 'urlRewrite'): [string, CelRule][] {
  const asked = `has(f.${field}) && has(f.${field}.path) && f.${field}.path.type == 'ReplacePrefixMatch' && has(f.${field}.path.replacePrefixMatch)`;
  const demanded =
    "((size(self.matches) != 1 || !has(self.matches[0].path) || self.matches[0].path.type != 'PathPrefix') ? false : true) : true";
  const message = '`ReplacePrefixMatch` needs a rule with exactly one match, of a path of type `PathPrefix`.';
  const isOne = (filters: RouteFilter[] = []) =>
    filters.filter((filter) => filter[field]?.path?.replacePrefixMatch !== undefined).length === 1;
  const hasOnePrefix = ({ matches = [] }: HTTPRouteRule) =>
    matches.length === 1 && matches[0]?.path?.type === 'PathPrefix';
  return [
    celRule(
      `(has(self.filters) && self.filters.exists_one(f, ${asked})) ? ${demanded}`,
      message,
      (self: HTTPRouteRule) => !isOne(self.filters) || hasOnePrefix(self),
    ),
    celRule(
      `(has(self.backendRefs) && self.backendRefs.exists_one(b, (has(b.filters) && b.filters.exists_one(f, ${asked})) )) ? ${demanded}`,
      message,
      (self: HTTPRouteRule) =>
        (self.backendRefs ?? []).filter(({ filters }) => isOne(filters)).length !== 1 || hasOnePrefix(self),
    ),
  ];
}
