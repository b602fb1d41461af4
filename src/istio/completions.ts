import { parseStream } from '../yaml/stream.ts';
import { valueAt } from '../yaml/value-at.ts';
import type { YamlPath } from '../yaml/yaml-path.ts';
import type { IstioConfig } from './config.ts';
import type { FieldSchema } from './field-schema.ts';
import { modelledKinds } from './kinds.ts';
import { isObject } from './sanitize.ts';
import { schemaAt, type KnownField } from './schema-at.ts';

/** Something that can be written at the cursor. `insert` takes the place of the word there: a value, or a key with its colon. */
export type Completion = {
  readonly label: string;
  readonly kind: 'key' | 'value';
  readonly insert: string;
  readonly detail: string;
  readonly field: KnownField | null;
};

const placeholder = 'signalboxCursor';
const keyLine = /^([ \t]*(?:- +)*)([\w.@/-]*)$/;
const valueLine = /^([ \t]*(?:- +)*)([\w.@/-]+):[ \t]+(["']?[\w.*@/-]*)$/;
const itemLine = /^([ \t]*(?:- +)+)(["']?[\w.*@/-]*)$/;

/**
 * What the schema and the workspace's own names offer at `offset` of one document's source: keys that the mapping there does not have yet, or values.
 * The line is read as if a word stood at the cursor, so that a document that is being typed is understood.
 */
export function completionsAt(source: string, offset: number, config: IstioConfig): Completion[] {
  const lineStart = source.lastIndexOf('\n', offset - 1) + 1;
  const lineEnd = source.indexOf('\n', offset) < 0 ? source.length : source.indexOf('\n', offset);
  const before = source.slice(lineStart, offset);
  const withLine = (line: string) => parseValue(source.slice(0, lineStart) + line + source.slice(lineEnd));

  const value = valueLine.exec(before);
  if (value) {
    const document = withLine(`${value[1] ?? ''}${value[2] ?? ''}: ${placeholder}`);
    const path = pathOf(document, placeholder);
    return path ? values(document, path, config) : [];
  }
  const item = itemLine.exec(before);
  if (item) {
    const document = withLine(`${item[1] ?? ''}${placeholder}`);
    const path = pathOf(document, placeholder);
    const offered = path ? values(document, path, config) : [];
    if (offered.length > 0) return offered;
  }
  const key = keyLine.exec(before);
  if (!key) return [];
  const document = withLine(`${key[1] ?? ''}${placeholder}: 1`);
  const path = pathOf(document, placeholder);
  return path ? keys(document, path.slice(0, -1)) : [];
}

function parseValue(source: string): unknown {
  return parseStream(source).documents[0]?.value ?? null;
}

/** The path of the key or the text `word` in a value. */
function pathOf(value: unknown, word: string): YamlPath | null {
  if (value === word) return [];
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? value.map((item: unknown, index) => [index, item])
    : isObject(value)
      ? Object.entries(value)
      : [];
  for (const [step, child] of entries) {
    if (step === word) return [step];
    const inside = pathOf(child, word);
    if (inside) return [step, ...inside];
  }
  return null;
}

const topLevel = ['apiVersion', 'kind', 'metadata', 'spec'];

function keys(document: unknown, parent: YamlPath): Completion[] {
  const present = new Set(keysAt(document, parent));
  if (parent.length === 0) {
    return topLevel.filter((name) => !present.has(name)).map((name) => completion(name, 'key', ': ', '', null));
  }
  const known = schemaAt(document, parent);
  if (!known?.schema.properties) return [];
  return Object.entries(known.schema.properties)
    .filter(([name]) => !present.has(name))
    .map(([name, schema]) =>
      completion(name, 'key', afterKey(schema), typeWords(schema), {
        apiVersion: known.apiVersion,
        kind: known.kind,
        path: [...known.path, name],
        schema,
      }),
    );
}

function afterKey({ type }: FieldSchema): string {
  return type === 'object' || type === 'array' ? ':' : ': ';
}

/** A field's type in a word or two: `list of string`, `one of …`. */
export function typeWords(schema: FieldSchema): string {
  if (schema.enum) return `one of ${schema.enum.join(', ')}`;
  if (schema.intOrString) return 'integer or string';
  if (schema.type === 'array') return `list of ${schema.items ? typeWords(schema.items) : 'anything'}`;
  if (schema.type === 'object' && schema.additionalProperties)
    return `map of ${typeWords(schema.additionalProperties)}`;
  if (schema.rules?.some((rule) => rule.includes('duration('))) return 'duration, such as 1.5s or 2m';
  return schema.type ?? 'anything';
}

function keysAt(document: unknown, path: YamlPath): string[] {
  const mapping = valueAt(document, path);
  return isObject(mapping) ? Object.keys(mapping) : [];
}

function values(document: unknown, path: YamlPath, config: IstioConfig): Completion[] {
  if (path.length === 1 && path[0] === 'kind') return kinds.map((kind) => completion(kind, 'value', '', '', null));
  if (path.length === 1 && path[0] === 'apiVersion') {
    return apiVersions.map((version) => completion(version, 'value', '', '', null));
  }
  const field = schemaAt(document, path);
  if (!field) return [];
  const { schema } = field;
  const offered = schema.enum ?? (schema.type === 'boolean' ? [true, false] : []);
  return [
    ...offered.map((value) => completion(String(value), 'value', '', typeWords(schema), field)),
    ...names(document, path, config).map((name) => completion(name, 'value', '', 'in this workspace', field)),
  ];
}

const kinds = [...new Set(modelledKinds.map(({ kind }) => kind)), 'RoutingTest', 'RolloutPlan'];

/** Every group of these serves a `v1`. */
const apiVersions = [
  ...new Set(modelledKinds.map(({ group }) => (group === '' ? 'v1' : `${group}/v1`))),
  'signalbox/v1',
];

/** Names that the workspace declares and that a field of this name means. */
function names(document: unknown, path: YamlPath, config: IstioConfig): string[] {
  const field = path.findLast((step) => typeof step === 'string');
  if (field === 'host' || field === 'hosts') {
    return [
      ...config.services.map(({ metadata }) => metadata.name),
      ...config.serviceEntries.flatMap(({ spec }) => spec.hosts),
    ];
  }
  if (field === 'gateways')
    return ['mesh', ...config.gateways.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)];
  if (field !== 'subset') return [];
  const host = valueAt(document, [...path.slice(0, -1), 'host']);
  const rules = config.destinationRules.filter(
    ({ spec }) => typeof host !== 'string' || shortName(spec.host) === shortName(host),
  );
  return [...new Set(rules.flatMap(({ spec }) => (spec.subsets ?? []).map(({ name }) => name)))];
}

function shortName(host: string): string {
  return host.split('.')[0] ?? host;
}

function completion(
  label: string,
  kind: Completion['kind'],
  after: string,
  detail: string,
  field: KnownField | null,
): Completion {
  return { label, kind, insert: label + after, detail, field };
}
