import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseStream } from '../../yaml/stream.ts';
import type { YamlPath } from '../../yaml/yaml-path.ts';
import { decode } from '../decode.ts';
import { isObject } from '../sanitize.ts';
import { admissionErrors } from './admission-errors.ts';
import { unknownEnvelopeFields } from './unknown-envelope-fields.ts';

/** An entry of conformance/validation; its README says what the fields mean. */
type Entry = {
  name: string;
  why: string;
  verdict: Verdict;
  lenient?: Verdict;
  by?: Stage[];
  messages?: { by: string; level: string; path?: string; text: string }[];
  document: string;
};
type Verdict = 'accept' | 'warn' | 'refuse';
type Stage = 'yaml' | 'unknown-field' | 'schema' | 'cel' | 'webhook';

const folder = join(import.meta.dirname, '../../../conformance/validation');

function entriesOf(file: string): Entry[] {
  return parse(readFileSync(join(folder, file), 'utf8'), { maxAliasCount: -1 }) as Entry[];
}

/** What a cluster asks in a row; schema and CEL answer together. */
const order: readonly Stage[][] = [['yaml'], ['unknown-field'], ['schema', 'cel'], ['webhook']];

/** The first stage that refuses: its messages are the ones that a person sees. */
function firstOf(stages: readonly string[]): string | null {
  const found = order.find((step) => step.some((stage) => stages.includes(stage)));
  return found?.join() ?? null;
}

function valueAt(value: unknown, path: YamlPath): unknown {
  return path.reduce<unknown>((node, step) => (node as Record<string | number, unknown> | null)?.[step], value);
}

function judge(document: string) {
  const stream = parseStream(document);
  const value = stream.documents[0]?.value;
  if (!isObject(value)) return { verdict: 'refuse', lenient: 'refuse', stage: 'yaml', problems: [] };
  const { problems: decodeProblems, objects } = decode(stream);
  const refusedByReader = objects.some(({ refusedBy }) => refusedBy.some(({ code }) => code.startsWith('yaml.')));
  const problems = admissionErrors(
    String(value['kind']),
    String(value['apiVersion']),
    value['metadata'],
    value['spec'],
  );
  const hasUnknownField =
    decodeProblems.some(({ code }) => code === 'schema.unknown-field') ||
    unknownEnvelopeFields(value).length > 0 ||
    // Strict field validation calls the keys of a mapping unknown that stands where none is expected.
    problems.some(({ code, path }) => code === 'schema.type' && isObject(valueAt(value, path)));
  const stages = [
    ...(refusedByReader ? ['yaml'] : []),
    ...(hasUnknownField ? ['unknown-field'] : []),
    ...problems.filter(({ severity }) => severity === 'error').map(({ code }) => code.split('.')[0] ?? ''),
  ];
  const verdictOf = (stage: string | null) => (stage ? 'refuse' : problems.length > 0 ? 'warn' : 'accept');
  const stage = firstOf(stages);
  const lenient = verdictOf(firstOf(stages.filter((name) => name !== 'unknown-field')));
  return { verdict: verdictOf(stage), lenient, stage, problems };
}

describe('measured verdicts of admission', () => {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.yaml'))) {
    it(file, () => {
      const entries = entriesOf(file);
      const wrong = entries.flatMap((entry) => {
        const ours = judge(entry.document);
        const theirs = {
          verdict: entry.verdict,
          lenient: entry.lenient ?? entry.verdict,
          stage: entry.verdict === 'refuse' ? firstOf(entry.by ?? []) : null,
        };
        const agrees =
          ours.verdict === theirs.verdict && ours.lenient === theirs.lenient && ours.stage === theirs.stage;
        return agrees
          ? []
          : [{ name: entry.name, why: entry.why, ours, theirs, texts: entry.messages?.map(({ text }) => text) }];
      });
      console.log(`${file}: ${entries.length - wrong.length} of ${entries.length} verdicts agree`);
      expect(wrong).toEqual([]);
    });
  }
});
