import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sourceInside } from '../istio/source.ts';
import { writeNoisily, type Dice, type Tree } from '../yaml/noisy-yaml.ts';
import { parseStream } from '../yaml/stream.ts';
import { applyTextEdits } from '../yaml/text-edit.ts';
import { applyRoutingEdit } from './apply-routing-edit.ts';
import type { RoutingEdit } from './routing-edit.ts';

type Rule = { name?: string; match?: Match[]; route: Destination[]; timeout?: string };
type Match = { uri?: Record<string, string>; headers?: Headers; withoutHeaders?: Headers };
type Headers = Record<string, Record<string, string>>;
type Destination = { destination: { host: string; subset: string }; weight?: number };
type Apply = (text: string, edit: RoutingEdit) => string | null;

const apply: Apply = (text, edit) => {
  const stream = parseStream(text);
  const applied = applyRoutingEdit(stream, edit);
  return applied.ok ? applyTextEdits(text, applied.edits) : null;
};

const root = { document: 0, path: [] };
const ruleAt = (index: number) => sourceInside(root, 'spec', 'http', index);

/** A visual edit with what it does to the rules, told apart from how it is planned. */
type Gesture = { readonly edit: RoutingEdit; readonly removes: boolean; readonly change: (rules: Rule[]) => void };

function gesture(rules: readonly Rule[], dice: Dice): Gesture {
  const at = dice(rules.length - 1);
  const rule = ruleAt(at);
  const { match = [], route = [] } = rules[at] ?? {};
  const entry = dice(Math.max(0, match.length - 1));
  const fresh: Rule = { name: 'fresh', route: [{ destination: { host: 'on', subset: 'v9' } }] };
  const gestures: Gesture[] = [
    {
      edit: { type: 'setWeights', rule, weights: route.map((_, row) => row * 10 + 5) },
      removes: false,
      change: (list) => list[at]?.route.forEach((destination, row) => (destination.weight = row * 10 + 5)),
    },
    {
      edit: { type: 'addRule', virtualService: root, rule: fresh },
      removes: false,
      change: (list) => {
        const catchAll = list.findIndex((each) => !each.match);
        list.splice(catchAll < 0 ? list.length : catchAll, 0, fresh);
      },
    },
    {
      edit: { type: 'moveRule', rule, to: rules.length - 1 - at },
      removes: false,
      change: (list) => list.splice(list.length - 1 - at, 0, ...list.splice(at, 1)),
    },
    { edit: { type: 'removeRule', rule }, removes: true, change: (list) => list.splice(at, 1) },
    {
      edit: { type: 'addMatch', rule, match: { uri: { prefix: '/n' } } },
      removes: false,
      change: (list) => ((list[at] ?? fresh).match = [...match, { uri: { prefix: '/n' } }]),
    },
    {
      edit: { type: 'setField', object: rule, field: ['timeout'], value: '010' },
      removes: false,
      change: (list) => ((list[at] ?? fresh).timeout = '010'),
    },
  ];
  if (match.length > 0) {
    const condition = { on: 'headers', name: 'x-new', value: { exact: 'yes' } } as const;
    gestures.push({
      edit: { type: 'setCondition', match: sourceInside(rule, 'match', entry), condition },
      removes: false,
      change: (list) => {
        const changed = list[at]?.match?.[entry];
        if (changed) changed.headers = { ...changed.headers, 'x-new': { exact: 'yes' } };
      },
    });
    const replaces = { on: 'headers', name: 'x-a' } as const;
    gestures.push({
      edit: {
        type: 'setCondition',
        match: sourceInside(rule, 'match', entry),
        replaces,
        condition: { ...condition, on: 'withoutHeaders' },
      },
      // Beside other negated headers the key of the only header goes, with its comments.
      removes: !!match[entry]?.withoutHeaders && Object.keys(match[entry]?.headers ?? {}).length === 1,
      change: (list) => {
        const changed = list[at]?.match?.[entry];
        if (!changed) return;
        const { 'x-a': _, ...others } = changed.headers ?? {};
        if (Object.keys(others).length > 0) changed.headers = others;
        else delete changed.headers;
        changed.withoutHeaders = { ...changed.withoutHeaders, 'x-new': { exact: 'yes' } };
      },
    });
    gestures.push({
      edit: { type: 'removeMatch', match: sourceInside(rule, 'match', entry) },
      removes: true,
      change: (list) => {
        const changed = list[at];
        changed?.match?.splice(entry, 1);
        if (changed?.match?.length === 0) delete changed.match;
      },
    });
  }
  return gestures[dice(gestures.length - 1)] as Gesture;
}

function randomRule(dice: Dice, index: number): Rule {
  const entry = (): Match => ({
    ...(dice(1) === 0 && { uri: { prefix: '/a' } }),
    headers: { 'x-a': { exact: `v${dice(99)}` }, ...(dice(1) === 0 && { 'x-b': { exact: 'b' } }) },
    ...(dice(2) === 0 && { withoutHeaders: { 'x-c': { exact: 'c' } } }),
  });
  const destination = (): Destination => ({
    destination: { host: 'basket', subset: `v${dice(9)}` },
    ...(dice(3) > 0 && { weight: dice(100) }),
  });
  return {
    ...(dice(1) === 0 && { name: `rule-${index}` }),
    ...(dice(3) > 0 && { match: Array.from({ length: 1 + dice(1) }, entry) }),
    route: Array.from({ length: 1 + dice(2) }, destination),
  };
}

/** Whatever the rules, their layout and the gesture: the rules become what was meant, the rest and every comment stay. A refusal changes nothing. */
function law(change: Apply) {
  return fc.property(fc.gen(), (generate) => {
    const dice = (max: number) => generate(fc.nat, { max });
    const rules = Array.from({ length: 2 + dice(2) }, (_, index) => randomRule(dice, index));
    const value = { kind: 'VirtualService', spec: { hosts: ['a', 'b'], http: rules } };
    const text = writeNoisily(JSON.parse(JSON.stringify(value)) as Tree, dice);
    const { edit, removes, change: expected } = gesture(rules, dice);
    const result = change(text, edit);
    if (result === null) return;
    const onlyDigits =
      edit.type === 'setWeights' &&
      rules[Number(edit.rule.path.at(-1))]?.route.every(({ weight }) => weight !== undefined) &&
      !text.includes('*a');
    expected(rules);
    expect(parseStream(result).documents.map((document) => document.value)).toEqual([value]);
    const comments = (side: string) => [...side.matchAll(/#[ -]*c\d+\b/g)].map(([comment]) => comment).toSorted();
    if (!removes) expect(comments(result)).toEqual(comments(text));
    if (onlyDigits) expect(withoutDigits(result)).toBe(withoutDigits(text));
  });
}

/** What stays when only digits change. */
function withoutDigits(text: string): string {
  return text.replaceAll(/\d/g, '');
}

describe('visual edits', () => {
  it('do what was meant and nothing else', () => {
    fc.assert(law(apply), { numRuns: 300 });
  });

  const wrong: Readonly<Record<string, Apply>> = {
    'adds rules at the end': (text, edit) => apply(text, edit.type === 'addRule' ? { ...edit, index: 99 } : edit),
    'sets weights in the wrong order': (text, edit) =>
      apply(text, edit.type === 'setWeights' ? { ...edit, weights: edit.weights.toReversed() } : edit),
    'replaces a condition by the fresh one': (text, edit) =>
      apply(
        text,
        edit.type === 'setCondition'
          ? { type: 'setField', object: edit.match, field: ['headers'], value: { 'x-new': { exact: 'yes' } } }
          : edit,
      ),
    'leaves the condition that another takes the place of': (text, edit) => {
      if (edit.type !== 'setCondition') return apply(text, edit);
      const { replaces: _, ...rest } = edit;
      return apply(text, rest);
    },
    'drops comments': (text, edit) => apply(text, edit)?.replaceAll(/ #[ -]*c\d+$/gm, '') ?? null,
    'leaves an empty list of matches': (text, edit) =>
      apply(
        text,
        edit.type === 'removeMatch'
          ? { type: 'setField', object: { ...edit.match, path: edit.match.path.slice(0, -1) }, field: [0], value: {} }
          : edit,
      ),
  };
  for (const [name, change] of Object.entries(wrong)) {
    it(`are not made by one that ${name}`, () => {
      expect(fc.check(law(change), { numRuns: 1500, endOnFailure: true }).failed).toBe(true);
    });
  }
});
