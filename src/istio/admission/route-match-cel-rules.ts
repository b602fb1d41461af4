import type { PathModifier, RouteFilter } from '../gateway-api.ts';
import { celRule, type CelRule } from './cel-rule.ts';

type Fields = Record<string, unknown>;
type GrpcMethod = { type?: string; service?: string; method?: string };

/** The CEL rules of matches and filters of the Gateway API's routes by their text. */
export const routeMatchCelRules: readonly [string, CelRule][] = [
  pathRow("self.value.startsWith('/')", 'A path starts with `/`.', (path) => path.startsWith('/')),
  ...['//', '/./', '/../', '%2f', '%2F', '#'].map((part) =>
    pathRow(`!self.value.contains('${part}')`, `A path cannot hold \`${part}\`.`, (path) => !path.includes(part)),
  ),
  ...['/..', '/.'].map((end) =>
    pathRow(`!self.value.endsWith('${end}')`, `A path cannot end with \`${end}\`.`, (path) => !path.endsWith(end)),
  ),
  pathRow(
    'self.value.matches(r"""^(?:[-A-Za-z0-9/._~!$&\'()*+,;=:@]|[%][0-9a-fA-F]{2})+$""")',
    'The path holds a character that must be percent-encoded.',
    (path) => /^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})+$/.test(path),
  ),
  celRule(
    "self.type in ['Exact','PathPrefix'] || self.type == 'RegularExpression'",
    'The type of a path is `Exact`, `PathPrefix` or `RegularExpression`.',
    ({ type }: { type: string }) => ['Exact', 'PathPrefix', 'RegularExpression'].includes(type),
  ),
  celRule(
    'has(self.type) ? has(self.service) || has(self.method) : true',
    'A gRPC match needs a `service` or a `method`.',
    ({ type, service, method }: GrpcMethod) => type === undefined || service !== undefined || method !== undefined,
  ),
  celRule(
    '(!has(self.type) || self.type == \'Exact\') && has(self.service) ? self.service.matches(r"""^(?i)\\.?[a-z_][a-z_0-9]*(\\.[a-z_][a-z_0-9]*)*$"""): true',
    'A gRPC service is named by words joined by dots.',
    ({ type = 'Exact', service }: GrpcMethod) =>
      type !== 'Exact' || service === undefined || /^\.?[a-z_][a-z_0-9]*(?:\.[a-z_][a-z_0-9]*)*$/i.test(service),
  ),
  celRule(
    '(!has(self.type) || self.type == \'Exact\') && has(self.method) ? self.method.matches(r"""^[A-Za-z_][A-Za-z_0-9]*$"""): true',
    'A gRPC method is one word of letters, digits and `_`.',
    ({ type = 'Exact', method }: GrpcMethod) =>
      type !== 'Exact' || method === undefined || /^[A-Za-z_][A-Za-z_0-9]*$/.test(method),
  ),
  ...['RequestHeaderModifier', 'ResponseHeaderModifier', 'CORS', 'RequestRedirect', 'URLRewrite'].map((type) =>
    celRule(
      `self.filter(f, f.type == '${type}').size() <= 1`,
      `A filter of type \`${type}\` can stand here once only.`,
      (self: RouteFilter[]) => self.filter((filter) => filter.type === type).length <= 1,
    ),
  ),
  celRule(
    "!(self.exists(f, f.type == 'RequestRedirect') && self.exists(f, f.type == 'URLRewrite'))",
    'A redirect and a rewrite cannot stand together.',
    (self: RouteFilter[]) => {
      const types = new Set(self.map(({ type }) => type));
      return !types.has('RequestRedirect') || !types.has('URLRewrite');
    },
  ),
  ...filterField('RequestHeaderModifier', 'requestHeaderModifier'),
  ...filterField('ResponseHeaderModifier', 'responseHeaderModifier'),
  ...filterField('RequestMirror', 'requestMirror'),
  ...filterField('ExtensionRef', 'extensionRef'),
  ...filterField('CORS', 'cors'),
  ...filterField('RequestRedirect', 'requestRedirect'),
  ...filterField('URLRewrite', 'urlRewrite'),
  ...filterField('ExternalAuth', 'externalAuth'),
  ...fieldOfValue('protocol', 'GRPC', 'grpc'),
  ...fieldOfValue('protocol', 'HTTP', 'http'),
  ...fieldOfValue('type', 'ReplaceFullPath', 'replaceFullPath' satisfies keyof PathModifier),
  ...fieldOfValue('type', 'ReplacePrefixMatch', 'replacePrefixMatch' satisfies keyof PathModifier),
  celRule(
    "!('*' in self && self.size() > 1)",
    '`*` stands alone.',
    (self: string[]) => !self.includes('*') || self.length === 1,
  ),
  celRule(
    '!(has(self.percent) && has(self.fraction))',
    'Only one of `percent` and `fraction` can stand here.',
    (self: Fields) => self['percent'] === undefined || self['fraction'] === undefined,
  ),
  celRule(
    'self.numerator <= self.denominator',
    'The `numerator` cannot be greater than the `denominator` (100 where none is given).',
    ({ numerator, denominator }: { numerator: number; denominator: number }) => numerator <= denominator,
  ),
];

/** A demand on paths that are not regular expressions. */
function pathRow(demand: string, message: string, holds: (path: string) => boolean) {
  return celRule(
    `(self.type in ['Exact','PathPrefix']) ? ${demand} : true`,
    message,
    ({ type, value }: { type: string; value: string }) => type === 'RegularExpression' || holds(value),
  );
}

/** A filter has the field that belongs to its type, and no other. */
function filterField(type: string, field: string): [string, CelRule][] {
  const [needs, belongs] = sentences('type', type, field);
  return [
    celRule(
      `!(has(self.${field}) && self.type != '${type}')`,
      belongs,
      (self: Fields) => self[field] === undefined || self['type'] === type,
    ),
    celRule(
      `!(!has(self.${field}) && self.type == '${type}')`,
      needs,
      (self: Fields) => self[field] !== undefined || self['type'] !== type,
    ),
  ];
}

/** A field stands exactly where another one has a certain value. */
function fieldOfValue(chooser: string, value: string, field: string): [string, CelRule][] {
  const [needs, belongs] = sentences(chooser, value, field);
  return [
    celRule(
      `self.${chooser} == '${value}' ? has(self.${field}) : true`,
      needs,
      (self: Fields) => self[chooser] !== value || self[field] !== undefined,
    ),
    celRule(
      `has(self.${field}) ? self.${chooser} == '${value}' : true`,
      belongs,
      (self: Fields) => self[field] === undefined || self[chooser] === value,
    ),
  ];
}

function sentences(chooser: string, value: string, field: string): [string, string] {
  return [`\`${chooser}: ${value}\` needs \`${field}\`.`, `\`${field}\` goes with \`${chooser}: ${value}\`.`];
}
