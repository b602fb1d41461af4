import { expect, it } from 'vitest';
import type { FieldSchema } from '../field-schema.ts';
import { kindSchemas } from '../schema.ts';
import { celRules } from './cel-problems.ts';

function rulesIn(schema: FieldSchema): string[] {
  const inside = [
    ...Object.values(schema.properties ?? {}),
    ...(schema.items ? [schema.items] : []),
    ...(schema.additionalProperties ? [schema.additionalProperties] : []),
  ];
  return [...(schema.rules ?? []), ...inside.flatMap(rulesIn)];
}

const written = new Set(kindSchemas.flatMap(({ spec }) => rulesIn(spec)));

it('every CEL rule of the schemas is known', () => {
  expect([...written].filter((text) => !celRules.has(text))).toEqual([]);
});

it('no rule is known that no schema has', () => {
  expect([...celRules.keys()].filter((text) => !written.has(text))).toEqual([]);
});
