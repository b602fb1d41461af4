import type { YamlPath } from '../../yaml/yaml-path.ts';
import type { FieldSchema } from '../field-schema.ts';
import { isObject } from '../sanitize.ts';
import { refusal, type AdmissionProblem } from './admission-problem.ts';
import { itemCheck } from './item-check.ts';

/**
 * What the API server's check against the CRD's OpenAPI schema refuses in `value`, which stands at `path`. Unknown fields are no matter of this check,
 * and a null in a mapping is dropped before it where the schema does not allow null (checks.md Part B).
 */
export function structuralProblems(value: unknown, schema: FieldSchema, path: YamlPath): AdmissionProblem[] {
  const mistyped = typeProblem(value, schema, path);
  if (mistyped) return [mistyped];
  if (value === null) return [];
  return [...valueProblems(value, schema, path), ...childProblems(value, schema, path)];
}

function typeProblem(value: unknown, schema: FieldSchema, path: YamlPath): AdmissionProblem | null {
  if (value === null && schema.nullable) return null;
  if (schema.intOrString) {
    const fits = typeof value === 'string' || Number.isInteger(value);
    return fits ? null : refusal('schema.type', path, `${named(path)} must be a whole number or a string.`);
  }
  if (!schema.type || fitsType(value, schema.type)) return null;
  const advice = schema.type === 'string' ? quotesAdvice(value) : '';
  return refusal(
    'schema.type',
    path,
    `${named(path)} must be ${typeNames[schema.type]}, not ${nameOf(value)}.${advice}`,
  );
}

/** What was meant as a text and reads as something else (checks.md Part B). */
function quotesAdvice(value: unknown): string {
  if (typeof value === 'boolean')
    return ' Words such as `yes`, `no`, `on`, `off`, `y` and `n` are booleans here: put it in quotes.';
  return typeof value === 'number' ? ' Put it in quotes.' : '';
}

const typeNames = {
  object: 'a mapping',
  array: 'a list',
  string: 'a string',
  integer: 'a whole number',
  number: 'a number',
  boolean: '`true` or `false`',
} as const;

function fitsType(value: unknown, type: NonNullable<FieldSchema['type']>): boolean {
  if (type === 'object') return isObject(value);
  if (type === 'array') return Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  return typeof value === type;
}

/** What a value is, in the words of a person who wrote YAML. */
function nameOf(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  return typeof value === 'string' ? `the string \`${value}\`` : `\`${JSON.stringify(value)}\``;
}

/** The field of a path as a message names it; an item of a list by the list's name. */
function named(path: YamlPath): string {
  const field = path.findLast((step) => typeof step === 'string') ?? '';
  return typeof path.at(-1) === 'number' ? `Each entry of \`${field}\`` : `\`${field}\``;
}

function valueProblems(value: unknown, schema: FieldSchema, path: YamlPath): AdmissionProblem[] {
  const problems: AdmissionProblem[] = [];
  const refuse = (rule: string, message: string) => problems.push(refusal(`schema.${rule}`, path, message));
  const name = named(path);
  if (schema.enum && !schema.enum.includes(value)) {
    refuse('enum', `${name} cannot be \`${String(value)}\`; it is one of ${quoted(schema.enum)}.`);
  }
  if (typeof value === 'number') {
    const [least, most] = numberRange(schema);
    if (value < least) refuse('minimum', `${name} must be at least ${least}.`);
    if (value > most) refuse('maximum', `${name} must be at most ${most}.`);
  }
  if (typeof value === 'string') {
    if (schema.format === 'byte' && !isBase64(value)) refuse('format', `${name} must be base64.`);
    // The schemas' patterns are facts of the CRDs, not a user's text.
    if (schema.pattern && !patternOf(schema.pattern).test(value)) {
      refuse('pattern', `\`${value}\` does not have the form that is asked for here: \`${schema.pattern}\`.`);
    }
  }
  const size = sizeOf(value);
  const most = schema.maxLength ?? schema.maxItems ?? schema.maxProperties;
  const least = schema.minLength ?? schema.minItems ?? schema.minProperties;
  if (size !== null && most !== undefined && size > most) refuse('size', `${name} can hold ${most} at most.`);
  if (size !== null && least !== undefined && size < least) {
    refuse('size', least === 1 ? `${name} must not be empty.` : `${name} must hold at least ${least}.`);
  }
  return problems;
}

function numberRange({ format, minimum, maximum }: FieldSchema): [number, number] {
  const [least, most] = format === 'int32' ? [-(2 ** 31), 2 ** 31 - 1] : [-Infinity, Infinity];
  return [Math.max(least, minimum ?? -Infinity), Math.min(most, maximum ?? Infinity)];
}

/** Standard base64 with padding, as Go's decoder takes it; line ends are skipped. */
function isBase64(value: string): boolean {
  return /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(value.replaceAll(/[\r\n]/g, ''));
}

const patterns = new Map<string, RegExp>();

function patternOf(pattern: string): RegExp {
  let compiled = patterns.get(pattern);
  if (!compiled) patterns.set(pattern, (compiled = new RegExp(pattern)));
  return compiled;
}

/** Characters of a string, entries of a list or a mapping; null for what has no size. */
function sizeOf(value: unknown): number | null {
  if (typeof value === 'string') return Array.from(value).length;
  if (Array.isArray(value)) return value.length;
  return isObject(value) ? Object.values(value).filter((item) => item !== null).length : null;
}

function quoted(values: readonly unknown[]): string {
  return values.map((value) => `\`${String(value)}\``).join(', ');
}

function childProblems(value: unknown, schema: FieldSchema, path: YamlPath): AdmissionProblem[] {
  if (Array.isArray(value)) return listProblems(value, schema, path);
  return isObject(value) ? mappingProblems(value, schema, path) : [];
}

function listProblems(list: readonly unknown[], schema: FieldSchema, path: YamlPath): AdmissionProblem[] {
  const { items } = schema;
  const inside = items ? list.flatMap((item, index) => itemProblems(item, items, [...path, index])) : [];
  return inside.length > 0 ? inside : duplicateItems(list, schema, path);
}

const itemProblems = itemCheck(structuralProblems);

/** Lists that are sets, or mappings by some of their items' fields, hold nothing twice. */
function duplicateItems(
  list: readonly unknown[],
  { set, listMapKeys, items }: FieldSchema,
  path: YamlPath,
): AdmissionProblem[] {
  if (!set && !listMapKeys) return [];
  const keyOf = (item: unknown) =>
    JSON.stringify(
      listMapKeys && isObject(item)
        ? listMapKeys.map((key) => item[key] ?? items?.properties?.[key]?.default ?? null)
        : item,
    );
  const seen = new Set<string>();
  return list.flatMap((item, index) => {
    const key = keyOf(item);
    if (!seen.has(key)) return (seen.add(key), []);
    const what = listMapKeys ? `the same ${quoted(listMapKeys)}` : 'the same value';
    return [refusal('schema.duplicate', [...path, index], `Two entries of ${named(path)} have ${what}.`)];
  });
}

function mappingProblems(value: Record<string, unknown>, schema: FieldSchema, path: YamlPath): AdmissionProblem[] {
  const has = (name: string) => Object.hasOwn(value, name) && value[name] !== null;
  const missing = (schema.required ?? [])
    .filter((name) => !has(name) && schema.properties?.[name]?.default === undefined)
    .map((name) => refusal('schema.required', path, `\`${name}\` is missing here.`));
  const exclusive = (schema.atMostOneOf ?? []).flatMap((names) => {
    const present = names.filter(has);
    if (present.length < 2) return [];
    return [refusal('schema.one-of', path, `Only one of ${quoted(present)} can stand here.`)];
  });
  const inside = Object.entries(value).flatMap(([name, item]) => {
    const field = fieldOf(schema, name);
    return field && (item !== null || field.nullable) ? structuralProblems(item, field, [...path, name]) : [];
  });
  return [...missing, ...exclusive, ...inside];
}

function fieldOf({ properties, additionalProperties }: FieldSchema, name: string): FieldSchema | undefined {
  return properties && Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
}
