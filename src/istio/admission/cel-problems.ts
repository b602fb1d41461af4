import type { YamlPath } from '../../yaml/yaml-path.ts';
import type { FieldSchema } from '../field-schema.ts';
import { isObject } from '../sanitize.ts';
import { refusal, type AdmissionProblem } from './admission-problem.ts';
import { itemCheck } from './item-check.ts';
import type { CelRule } from './cel-rule.ts';
import { gatewayCelRules } from './gateway-cel-rules.ts';
import { istioCelRules } from './istio-cel-rules.ts';
import { routeCelRules } from './route-cel-rules.ts';
import { routeMatchCelRules } from './route-match-cel-rules.ts';

/** Every CEL rule of the schemas by its text. */
export const celRules: ReadonlyMap<string, CelRule> = new Map([
  ...istioCelRules,
  ...gatewayCelRules,
  ...routeCelRules,
  ...routeMatchCelRules,
]);

/** Which CEL rules of the schema `value` breaks; it has passed the structural check, without nulls and with its defaults. */
export function celProblems(value: unknown, schema: FieldSchema, path: YamlPath): AdmissionProblem[] {
  const own = (schema.rules ?? []).flatMap((text) => {
    const rule = celRules.get(text);
    return rule && !rule.holds(value as never) ? [refusal('cel.rule', path, rule.message)] : [];
  });
  return [...own, ...insideProblems(value, schema, path)];
}

function insideProblems(value: unknown, schema: FieldSchema, path: YamlPath): AdmissionProblem[] {
  if (Array.isArray(value)) {
    const { items } = schema;
    return items ? value.flatMap((item, index) => itemProblems(item, items, [...path, index])) : [];
  }
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, item]) => {
    const field = schema.properties?.[name] ?? schema.additionalProperties;
    return field ? celProblems(item, field, [...path, name]) : [];
  });
}

const itemProblems = itemCheck(celProblems);
